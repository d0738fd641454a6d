"""`coach help`: the help of any command, and all of it as a man page, both from what `--help` is made of.

A context here is the one of typer's own copy of click, which has no public name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import typer

from coach import __version__
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
    files = [
        ".SH FILES",
        r"\fBcoach config\fR says where the configuration and your routines are, \fBcoach journal path\fR the journal.",
        ".SH EXIT STATUS",
        "0; 1 for a mistake in what you gave; 2 for a wrong command line; 130 after Ctrl-C.",
    ]
    return "\n".join([*head, *_commands(root), *files]) + "\n"


def _commands(parent: Any) -> Iterator[str]:
    for name in parent.command.list_commands(parent):
        context = _context(parent, name)
        if hasattr(context.command, "list_commands"):
            yield from _commands(context)
            continue
        yield f".SS {_escaped(context.command_path)}"
        yield _escaped(context.get_usage().removeprefix("Usage: "))
        yield ".PP"
        yield from (_escaped(line) for line in (context.command.help or "").splitlines() if line.strip())
        for parameter in context.command.get_params(context):
            if record := parameter.get_help_record(context):
                yield from (".TP", rf"\fB{_escaped(record[0])}\fR", _escaped(record[1]))


def _context(parent: Any, name: str) -> Any:
    command = parent.command.get_command(parent, name)
    return command.make_context(name, [], parent=parent, resilient_parsing=True)


def _escaped(text: str) -> str:
    """Text for troff: hyphens as they are typed, no line that looks like a request, one paragraph."""
    line = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{line}" if line.startswith((".", "'")) else line
