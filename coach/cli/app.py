"""The command `coach`: puts the subcommands together and turns errors into messages and exit statuses.

Each subcommand imports what it needs when it runs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, NoReturn

import typer
from typer.models import CommandInfo

from coach.cli import standard
from coach.cli.commands import authoring, journal, machine, manual, program, routines, sessions
from coach.cli.exits import SIGNALLED, Exit, ended_by_signals
from coach.controls.ended import Ended
from coach.errors import CoachError, Mistake, printable
from coach.screen.output import Output

app = typer.Typer(
    name="coach",
    help="Your voice coach: says what's next, counts your reps, times your rests. Start with: coach start back",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _part in (sessions, program, routines, authoring, machine, journal, manual):
    app.registered_commands += _part.app.registered_commands
    app.registered_groups += _part.app.registered_groups


def _say_version(wanted: bool) -> None:
    if wanted:
        from coach import __version__

        typer.echo(f"voice-coach {__version__}")
        raise typer.Exit(Exit.DONE)


@app.callback()
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    # Left alone, it says colours only to a terminal.
    context.color = standard.coloured(terminal=False) or None


@contextmanager
def _errors_translated() -> Iterator[None]:
    """Turns errors that a user can cause into a message on stderr and an exit status; other errors pass through."""
    try:
        yield
    except CoachError as error:
        for mistake in error.mistakes:
            typer.echo(f"coach: {mistake}", err=True)
        _leave(Exit.MISTAKE)
    except Ended as ended:
        _leave(SIGNALLED + ended.number)
    except KeyboardInterrupt:
        _leave(Exit.INTERRUPTED)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        mistake = Mistake(reason, "check the path and the space that is left", str(error.filename or ""))
        typer.echo(f"coach: {printable(str(mistake))}", err=True)
        _leave(Exit.MISTAKE)


@contextmanager
def _interruptible() -> Iterator[None]:
    """While the block runs, Ctrl-C raises `KeyboardInterrupt` in it, so that it tidies up."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _written_out() -> Iterator[None]:
    """What the block printed is written when it ends. Raises `OSError` where it can't be; a closed pipe is no error."""
    try:
        yield
    finally:
        try:
            sys.stdout.flush()
        except OSError as error:
            Output(sys.stdout).close()
            if not isinstance(error, BrokenPipeError):
                raise


def _leave(status: int) -> NoReturn:
    sys.exit(int(status))


def main() -> None:
    """The command `coach`."""
    # Looking for plugins in every installed package takes pydantic longer than everything else it does for us.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    standard.prepare()
    _leave_out_others(app, sys.argv[1:2])
    with _errors_translated(), _interruptible(), ended_by_signals(), _written_out():
        app()


def _leave_out_others(commands: typer.Typer, named: Sequence[str]) -> None:
    """Keeps only the subcommand that is `named` first on the command line: typer takes long to set up all thirty."""
    found = [command for command in commands.registered_commands if _name(command) in named]
    if found and named[0] != "help":
        commands.registered_commands, commands.registered_groups = found, []


def _name(command: CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")
