"""`coach import`: plain lines, as lifters write them, to a routine file that belongs to the athlete."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import BinaryIO, Final

import typer

from coach.atomic import write_new
from coach.cli import compose, runtime
from coach.errors import CoachError, Mistake, printable, quoted
from coach.library.find import shipped
from coach.notation import show
from coach.routine.file.catalogue import slug
from coach.routine.file.positions import MOST_BYTES
from coach.text_import.draft import Draft
from coach.text_import.reader import read_lines
from coach.text_import.reasons import LONGEST_LINE
from coach.text_import.writer import write_routine

MOST_LINES: Final = 2000
_STDIN: Final = "-"


def import_lines(source: str, output: str | None) -> None:
    """Writes the lines of the file `source` as a routine; prints what it wrote and what it could not carry."""
    text = _read(source)
    settings, _ = runtime.settings({})
    draft = read_lines(text, compose.library().catalogue(), settings.units)
    file = "stdin" if source == _STDIN else source
    if not draft.exercises:
        hint = "write one exercise a line: Bench Press / 3x8 / 60 kg / 90 s"
        raise CoachError(Mistake("there is no exercise in it", hint, file), *_not_carried(draft, file))
    path = _target(source, output, draft.title)
    title = draft.title or _title(path.stem)
    _write(path, write_routine(draft, Path(file).name, title), own=output is None)
    _report(draft, path, file, title, own=output is None)


def _title(stem: str) -> str:
    """What the session is called where the lines have no title: the file's name, as words."""
    words = " ".join(re.split(r"[\s_-]+", printable(stem))).strip() or "Routine"
    return words[:1].upper() + words[1:LONGEST_LINE]


def _read(source: str) -> str:
    """The text of a file, or of standard input. Raises `CoachError` where it can't be read as text."""
    if source == _STDIN:
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
    if len(data) > MOST_BYTES:
        raise CoachError(Mistake("is larger than a megabyte", "split it into several files", name))
    if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
        raise CoachError(Mistake(f"has more than {MOST_LINES} lines", "put each session into a file of its own", name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CoachError(Mistake("is not UTF-8 text", "save it as UTF-8", name, line)) from None


def _target(source: str, output: str | None, title: str | None) -> Path:
    """The file to write. Raises `CoachError` where it has no name, or one that can't be used."""
    if output is None:
        stem = slug(title or "") if source == _STDIN else Path(source).stem
        if not stem:
            raise CoachError(Mistake("there is no title to name the file after", "name one with -o FILE.toml", "stdin"))
        path = runtime.config_folder() / "routines" / f"{stem}.toml"
    else:
        path = Path(output)
        if path.suffix != ".toml":
            hint = f"name it {path.stem}.toml"
            raise CoachError(Mistake(f"can't write {path.suffix or 'a file without an ending'}", hint))
        if not path.parent.is_dir():
            raise CoachError(Mistake("there is no such folder", "make it first, or name another", str(path.parent)))
    return path


def _write(path: Path, text: str, own: bool) -> None:
    """Writes a new file. Raises `CoachError` where there is one already: what an athlete wrote is never lost."""
    if len(text.encode()) > MOST_BYTES:
        raise CoachError(Mistake("makes a routine of over a megabyte", "put each session into a file of its own"))
    if own:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_new(path, text)
    except FileExistsError:
        raise CoachError(Mistake("is there already", "name another file with -o FILE.toml", str(path))) from None


def _not_carried(draft: Draft, file: str) -> list[Mistake]:
    return [Mistake(f"not carried: {show(one.text)}", one.reason, file, one.line) for one in draft.leftovers]


def _report(draft: Draft, path: Path, file: str, title: str, own: bool) -> None:
    warm_up = f", {len(draft.warm_up)} to warm up" if draft.warm_up else ""
    exercises = "1 exercise" if len(draft.exercises) == 1 else f"{len(draft.exercises)} exercises"
    typer.echo(printable(f"{path}: {title}, {exercises}{warm_up}"))
    for mistake in _not_carried(draft, file):
        typer.echo(str(mistake))
    name = path.stem if own else str(path)
    if own and (shipped() / "routines" / path.name).is_file():
        typer.echo(printable(f"It goes before the shipped routine {quoted(name)}."))
    word = printable(shlex.quote(name))
    typer.echo(f"Next: coach check {word}, change what you like in the file, and coach start {word}")
