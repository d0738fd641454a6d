"""`coach help`: the help of any command, and all of it as a man page, from the same source as `--help`.

A context here is the one of typer's own copy of click, which has no public name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import typer
from msgspec import Struct

from coach import __version__
from coach.cli.commands.common import COMMON
from coach.errors import CoachError, Mistake, did_you_mean, quoted


def explain(root: Any, words: Sequence[str]) -> None:
    """Prints the help of the command that `words` name (`["journal", "check"]`), or of all if there are none.

    Raises `CoachError` for a command that doesn't exist.
    """
    context = root
    for word in words:
        group = context.command
        names = group.list_commands(context) if hasattr(group, "list_commands") else []
        if word not in names:
            hint = did_you_mean(word, names) or "coach help lists the commands"
            raise CoachError(Mistake(f"there is no command {quoted(' '.join(words))}", hint))
        context = _context(context, word)
    typer.echo(context.get_help())


class Page(Struct, frozen=True):
    """The manual of one command: its name and usage, what it does, and its arguments and options with their
    meanings."""

    name: str
    usage: str
    help: str
    takes: Sequence[tuple[str, str]]


def pages(parent: Any) -> Iterator[Page]:
    """The pages of all commands below the context `parent`, in the order of the help."""
    for name in parent.command.list_commands(parent):
        context = _context(parent, name)
        if hasattr(context.command, "list_commands"):
            yield from pages(context)
            continue
        own = (one for one in context.command.get_params(context) if one.name not in ("help", *COMMON))
        records = (one.get_help_record(context) for one in own)
        usage = " ".join(context.get_usage().removeprefix("Usage: ").split())
        yield Page(context.command_path, usage, context.command.help or "", tuple(filter(None, records)))


def man_page(root: Any) -> str:
    """The manual of the whole program in the format of `man`."""
    head = [
        f'.TH COACH 1 "" "voice-coach {__version__}" "User commands"',
        ".SH NAME",
        r"coach \- a voice-guided workout player",
        ".SH SYNOPSIS",
        r".B coach \fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]",
        ".SH DESCRIPTION",
        _escaped(root.command.help or ""),
        ".SH COMMANDS",
    ]
    tail = [
        ".SH ENVIRONMENT",
        r"Each setting has a variable: \fBCOACH_RATE\fR for \fBrate\fR. An option wins over it, and it wins over",
        r"the configuration file, which \fBCOACH_CONFIG\fR names. \fBNO_COLOR\fR and \fBFORCE_COLOR\fR decide",
        r"about colours, \fBPAGER\fR and \fBCOACH_PAGER\fR about long output, \fBVISUAL\fR and \fBEDITOR\fR about",
        "the editor.",
        ".SH FILES",
        r"\fBcoach config\fR says where the configuration and your routines are, \fBcoach journal path\fR the journal.",
        ".SH EXIT STATUS",
        "0; 1 for a mistake in what you gave; 2 for a wrong command line; 130 after Ctrl-C, 143 after SIGTERM.",
    ]
    options = [".SH OPTIONS", "Every command takes these, before or after its name.", *_man_list(common(root))]
    sections = [line for page in pages(root) for line in _man_section(page)]
    return "\n".join([*head, *sections, *options, *tail]) + "\n"


def root() -> Any:
    """A context of the whole program, for callers outside its commands."""
    from coach.cli.app import app

    return typer.main.get_command(app).make_context("coach", [], resilient_parsing=True)


def whole_man_page() -> str:
    """The man page, for the wheel."""
    return man_page(root())


def common(root: Any) -> list[tuple[str, str]]:
    """The options that every command takes, with what each means."""
    found = (one.get_help_record(root) for one in root.command.get_params(root) if one.name in COMMON)
    return list(filter(None, found))


def _man_section(page: Page) -> Iterator[str]:
    yield f".SS {_escaped(page.name)}"
    yield _escaped(page.usage)
    yield ".PP"
    yield from (_escaped(line) for line in page.help.splitlines() if line.strip())
    yield from _man_list(page.takes)


def _man_list(takes: Iterable[tuple[str, str]]) -> Iterator[str]:
    for what, meaning in takes:
        yield from (".TP", rf"\fB{_escaped(what)}\fR", _escaped(meaning))


def reference(root: Any) -> str:
    """The same manual as Markdown, for docs/commands.md."""
    lines = ["# Commands", "", _MADE, "", "Every command takes these, before or after its name.", ""]
    lines += _table(common(root))
    for page in pages(root):
        lines += ["", f"## {page.name}", "", f"`{page.usage}`", "", " ".join(page.help.split())]
        lines += ["", *_table(page.takes)] if page.takes else []
    return "\n".join(lines) + "\n"


def _table(takes: Iterable[tuple[str, str]]) -> list[str]:
    rows = [f"| `{_cell(what)}` | {_cell(meaning).replace('<', '&lt;')} |" for what, meaning in takes]
    return ["| Argument or option | What it does |", "|---|---|", *rows]


_MADE: Final = "Made of what `--help` says by `python docs/commands.py`; `coach help --man` prints it as a man page."


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _context(parent: Any, name: str) -> Any:
    command = parent.command.get_command(parent, name)
    return command.make_context(name, [], parent=parent, resilient_parsing=True)


def _escaped(text: str) -> str:
    """Text for troff: hyphens as they are typed, no line that looks like a request, one paragraph."""
    line = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{line}" if line.startswith((".", "'")) else line
