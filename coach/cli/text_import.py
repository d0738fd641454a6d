"""`coach import`: plain lines, as lifters write them, to routine files that belong to the athlete.

What was understood is shown first, with what was assumed and what could not be carried; on a terminal nothing is
written before the athlete has said yes.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import BinaryIO, Final

import typer

from coach.atomic import write_new
from coach.cli import compose, runtime
from coach.cli.numbers import amount
from coach.cli.schema_copy import with_schema_beside
from coach.cli.standard import STREAM
from coach.cli.tables import columns
from coach.errors import CoachError, Mistake, printable, quoted
from coach.library.find import shipped
from coach.library.programs import FOLDER as PROGRAMS
from coach.notation import show
from coach.routine.file.catalogue import Catalogue, slug
from coach.routine.file.positions import MOST_BYTES
from coach.text_import.documents import binary, other
from coach.text_import.draft import Draft
from coach.text_import.reader import read_plan
from coach.text_import.reasons import LONGEST_LINE
from coach.text_import.settled import settled
from coach.text_import.understood import assumptions, rows
from coach.text_import.writer import write_program, write_routine

MOST_LINES: Final = 2000


def import_lines(source: str, output: str | None, split: bool, yes: bool) -> None:
    """Writes the lines of the file `source` as a routine; with `split`, a plan of several days as a routine for each
    day.

    Among the athlete's own routines, these are a program as well. Prints what was understood before. On a terminal it
    asks, unless `yes`.
    """
    text = _read(source)
    settings, _ = runtime.settings({})
    catalogue = compose.library().catalogue()
    file = "stdin" if source == STREAM else source
    if found := other(text):
        raise CoachError(Mistake(*found, file))
    drafts = [settled(draft, catalogue) for draft in read_plan(text, catalogue, settings.units)]
    if not any(draft.exercises for draft in drafts):
        hint = "write one exercise a line: Bench Press / 3x8 / 60 kg / 90 s"
        raise CoachError(Mistake("there is no exercise in it", hint, file), *_not_carried(drafts, file))
    if output == STREAM:
        _print_routine(drafts, catalogue, file)
        return
    asks = sys.stdin.isatty() and sys.stdout.isatty() and not yes
    paths = _targets(source, output, drafts)
    program = _program(source) if len(drafts) > 1 and output is None else None
    wanted = [*paths, program] if program else paths
    if there := next((path for path in wanted if path.exists()), None):
        raise CoachError(_is_there(there))
    titles = [draft.title or _title(path.stem) for draft, path in zip(drafts, paths, strict=True)]
    _show(drafts, titles, paths, catalogue, file)
    if len(drafts) > 1 and not split and not asks:
        hint = f"coach import {shlex.quote(source)} --split writes a routine for each of them"
        raise CoachError(Mistake(f"has {len(drafts)} sessions, and a routine is one", hint, file))
    if asks and not typer.confirm(_question(paths, program), default=True):
        typer.echo("Nothing was written.")
        return
    for draft, path, title in zip(drafts, paths, titles, strict=True):
        _write(path, write_routine(draft, Path(file).name, title), own=output is None)
    if program:
        whole = _title(_stem(source, several=True))
        _write(program, write_program([path.stem for path in paths], Path(file).name, whole), own=True)
        typer.echo(printable(f"{program}: {whole}, a program of {len(paths)} days"))
    _tell_next([program] if program else paths, own=output is None)


def _print_routine(drafts: Sequence[Draft], catalogue: Catalogue, file: str) -> None:
    """Prints the routine on standard output, and what was understood on standard error. Raises `CoachError`."""
    if len(drafts) > 1:
        raise CoachError(Mistake(f"has {len(drafts)} sessions, and a routine is one", "leave out -o -", file))
    path = Path(file)
    title = drafts[0].title or _title(path.stem)
    with redirect_stdout(sys.stderr):
        _show(drafts, [title], [path], catalogue, file)
    typer.echo(write_routine(drafts[0], path.name, title), nl=False)


def _question(paths: Sequence[Path], program: Path | None) -> str:
    if len(paths) == 1:
        return f"Write {paths[0].name}?"
    return f"Write {len(paths)} routines, one a day{', and a program of them' if program else ''}?"


def _title(stem: str) -> str:
    """The title of the session if the lines have none: the file's name, as words."""
    words = " ".join(re.split(r"[\s_-]+", printable(stem))).strip() or "Routine"
    return words[:1].upper() + words[1:LONGEST_LINE]


def _read(source: str) -> str:
    """The text of a file, or of standard input. Raises `CoachError` if it can't be read as text."""
    if source == STREAM:
        return _decoded(sys.stdin.buffer, "stdin")
    if source.endswith(".toml"):
        raise CoachError(Mistake("is a routine file already", f"coach check {shlex.quote(source)} reads it", source))
    try:
        with Path(source).open("rb") as file:
            return _decoded(file, source)
    except FileNotFoundError:
        raise CoachError(Mistake("there is no such file", "name a text file, or - for what is typed", source)) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CoachError(Mistake(f"can't be read: {reason}", "check its name and permissions", source)) from None


def _decoded(file: BinaryIO, name: str) -> str:
    data = file.read(MOST_BYTES + 1)
    if found := binary(data[:16]):
        raise CoachError(Mistake(*found, name))
    if len(data) > MOST_BYTES:
        raise CoachError(Mistake("is larger than a megabyte", "split it into several files", name))
    if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
        raise CoachError(Mistake(f"has more than {MOST_LINES} lines", "put each session into a file of its own", name))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CoachError(Mistake("is not UTF-8 text", "save it as UTF-8", name, line)) from None


def _targets(source: str, output: str | None, drafts: Sequence[Draft]) -> list[Path]:
    """The file to write for each draft. Raises `CoachError` if one has no name, or one that can't be used."""
    path = _target(source, output, drafts[0].title if len(drafts) == 1 else None, several=len(drafts) > 1)
    if len(drafts) == 1:
        return [path]
    found: list[Path] = []
    for number, draft in enumerate(drafts, 1):
        stem = f"{path.stem}-{slug(draft.title or '')[:60] or number}"
        taken = [one.stem for one in found]
        found.append(path.with_name(f"{stem if stem not in taken else f'{stem}-{number}'}.toml"))
    return found


def _stem(source: str, several: bool) -> str:
    """The name of the file to write, without its ending; "" if there is nothing to derive it from. With several files
    it is the id of their program."""
    stem = "" if source == STREAM else Path(source).stem
    return slug(stem) or "plan" if several else stem


def _program(source: str) -> Path:
    """The file for a program of all days. A routine of the same name would take precedence."""
    stem = _stem(source, several=True)
    name = f"{stem}-program" if stem in compose.library().names() else stem
    return compose.own_routines() / PROGRAMS / f"{name}.toml"


def _target(source: str, output: str | None, title: str | None, several: bool) -> Path:
    if output is None:
        stem = _stem(source, several) or slug(title or "")
        if not stem:
            raise CoachError(Mistake("there is no title to name the file after", "name one with -o FILE.toml", "stdin"))
        return compose.own_routines() / f"{stem}.toml"
    path = Path(output)
    if path.suffix != ".toml":
        hint = f"name it {path.stem}.toml"
        raise CoachError(Mistake(f"can't write {path.suffix or 'a file without an ending'}", hint))
    if not path.parent.is_dir():
        raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(path.parent)))
    return path


def _is_there(path: Path) -> Mistake:
    return Mistake("is there already", "name another file with -o FILE.toml", str(path))


def _write(path: Path, text: str, own: bool) -> None:
    """Writes a new file. Raises `CoachError` if there is one already: what an athlete wrote is never overwritten."""
    if len(text.encode()) > MOST_BYTES:
        raise CoachError(Mistake("makes a routine of over a megabyte", "put each session into a file of its own"))
    if own:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = with_schema_beside(path, text)
    try:
        write_new(path, text)
    except FileExistsError:
        raise CoachError(_is_there(path)) from None


def _not_carried(drafts: Sequence[Draft], file: str) -> list[Mistake]:
    return [
        Mistake(f"not carried: {show(one.text)}", one.reason, file, one.line or None)
        for draft in drafts
        for one in draft.leftovers
    ]


def _show(
    drafts: Sequence[Draft], titles: Sequence[str], paths: Sequence[Path], catalogue: Catalogue, file: str
) -> None:
    """Prints the table of each session, what its marks mean, and what was not carried."""
    for draft, title, path in zip(drafts, titles, paths, strict=True):
        warm_up = f", {len(draft.warm_up)} to warm up" if draft.warm_up else ""
        exercises = amount(len(draft.exercises), "exercise")
        typer.echo(printable(f"{path}: {title}, {exercises}{warm_up}"))
        columns(rows(draft, catalogue))
    for line in assumptions(drafts, catalogue):
        typer.echo(printable(line))
    for mistake in _not_carried(drafts, file):
        typer.echo(str(mistake))


def _tell_next(paths: Sequence[Path], own: bool) -> None:
    for path in paths:
        if own and (shipped() / "routines" / path.name).is_file():
            typer.echo(printable(f"It goes before the shipped routine {quoted(path.stem)}."))
    word = printable(shlex.quote(paths[0].stem if own else str(paths[0])))
    typer.echo(f"Next: coach check {word}, change what you like in the file, and coach start {word}")
