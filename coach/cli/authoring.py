"""The commands for authors of routines: new and edit."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import typer

from coach.atomic import write_new
from coach.cli import compose
from coach.cli.check.routines import check_routines
from coach.cli.editor import editor_command, open_in_editor
from coach.cli.schema_copy import name_schema, with_schema_beside
from coach.cli.tables import columns, print_line
from coach.errors import CoachError, Mistake, did_you_mean, quoted
from coach.library.find import read_text, shipped
from coach.library.programs import FOLDER
from coach.routine.file.catalogue import slug
from coach.routine.file.copy import retitled, title_of, written_out

_TEMPLATE: Final = "templates/new.toml"
_NAME: Final = re.compile(r"[^\W_][\w-]{0,59}")


def new_routine(name: str, source: str | None, inline: bool) -> None:
    """Writes the routine `name`, a copy of `source` or a template, and prints what to do next. Raises `CoachError`."""
    _check_name(name)
    library = compose.library()
    path = compose.own_routines() / f"{name}.toml"
    if path.exists():
        raise CoachError(_taken(name, path))
    original = library.path(source) if source else shipped() / "routines" / _TEMPLATE
    routine = library.load(str(original))
    text = retitled(read_text(original), title_of(name, routine.title if source else ""))
    if inline:
        text = written_out(text, library.catalogue())
    path.parent.mkdir(parents=True, exist_ok=True)
    text = with_schema_beside(path, text)
    shadowed = name in library.names()
    try:
        write_new(path, text)
    except FileExistsError:
        raise CoachError(_taken(name, path)) from None
    print_line(f"Wrote {path}")
    if shadowed:
        print_line(f"From now on {name} means this one; the one that comes with the coach is as it was.")
    typer.echo("")
    columns([["  " + command.format(name), does] for command, does in (_NEXT if source else _FIRST)])


def new_program(name: str) -> None:
    """Writes a program of two days to start from, and prints what to do next. Raises `CoachError`."""
    _check_name(name)
    folder = compose.own_routines() / FOLDER
    path = folder / f"{name}.toml"
    text = retitled(read_text(shipped() / "routines" / "templates" / "program.toml"), title_of(name, ""))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        write_new(path, with_schema_beside(path, text))
    except FileExistsError:
        raise CoachError(_taken(name, path)) from None
    print_line(f"Wrote {path}")
    typer.echo("")
    columns([["  " + command.format(name), does] for command, does in _FIRST_OF_PROGRAM])


_FIRST_OF_PROGRAM: Final = (
    ("coach edit {}", "opens it in your editor, and checks it when you leave"),
    ("coach check {}", "says what is wrong with it, and how long each day takes"),
    ("coach program show {}", "shows its weeks and days"),
    ("coach program simulate {}", "goes through its weeks on paper"),
    ("coach start {}", "does the day that is due, aloud"),
)
_NEXT: Final = (
    ("coach edit {}", "opens it in your editor, and checks it when you leave"),
    ("coach check {}", "says what is wrong with it, and how long it takes"),
    ("coach script {}", "shows all that the coach will say"),
    ("coach start {}", "does it, aloud"),
)
_FIRST: Final = (*_NEXT[:-1], ("coach start {}", "does it, aloud; with --from 2 it begins at the superset"))


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        near = slug(Path(name).name.removesuffix(".toml"))[:60].strip("-") or "mine"
        hint = f"use up to 60 letters, digits, hyphens and underscores: coach new {near}"
        raise CoachError(Mistake(f"{quoted(name)} can't be a routine's name", hint))


def _taken(name: str, path: Path) -> Mistake:
    return Mistake("is there already", f"coach edit {name} opens it, or choose another name", str(path))


def edit_routine(name: str) -> bool:
    """Opens the athlete's routine `name` in an editor and checks it; whether nothing is wrong. Raises `CoachError`."""
    path = _editable(name)
    command = editor_command()
    name_schema(path)
    while True:
        open_in_editor(command, path, f"{path} is as it left it")
        if check_routines([name]):
            return True
        if not (sys.stdin.isatty() and sys.stdout.isatty() and typer.confirm("Edit again?", default=True)):
            return False


def _editable(name: str) -> Path:
    """The file of the athlete's routine `name`, a name or a path."""
    library = compose.library()
    try:
        path = compose.file_of(name)
    except CoachError as error:
        hint = did_you_mean(name, library.names()) or f"coach new {name} makes it"
        raise CoachError(Mistake(error.mistakes[0].message, hint)) from None
    if path.parent == shipped() / "routines":
        message = f"{quoted(name)} comes with the coach and stays as it is"
        raise CoachError(Mistake(message, f"coach new {name} --from {name} makes a copy to edit"))
    if path.parent == shipped() / "routines" / FOLDER:
        message = f"{quoted(name)} comes with the coach and stays as it is"
        raise CoachError(Mistake(message, f"copy {path} to {compose.own_routines() / FOLDER}"))
    if not path.is_file():
        raise CoachError(Mistake("there is no such file", "coach new NAME makes a routine", str(path)))
    return path
