"""The command `coach`: puts the subcommands together and turns errors into messages and exit statuses.

Each subcommand imports what it needs when it runs."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, Final, NoReturn

import typer
from typer.models import CommandInfo

from coach.cli import standard, telling
from coach.cli.commands import authoring, journal, machine, manual, program, routines, sessions
from coach.cli.commands.common import CommandGroup
from coach.cli.exits import SIGNALLED, Exit, ended_by_signals
from coach.controls.ended import Ended
from coach.errors import CoachError, Mistake
from coach.screen.output import Output

app = typer.Typer(
    name="coach",
    cls=CommandGroup,
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
    # By default it uses colours on a terminal only.
    context.color = standard.coloured(terminal=False) or None


UsageError: Final[type[Exception]] = typer.BadParameter.__mro__[1]
"""What typer raises for a command line that is wrong; it has no public name."""


@contextmanager
def _errors_translated() -> Iterator[None]:
    """Turns errors that a user can cause into a message on stderr and an exit status; other errors pass through."""
    try:
        yield
    except CoachError as error:
        telling.faults(error)
        _leave(Exit.MISTAKE, error)
    except UsageError as error:
        _tell_usage(error)
        _leave(Exit.USAGE)
    except typer.Abort:
        telling.fault("there was no answer; nothing was changed")
        _leave(Exit.MISTAKE)
    except Ended as ended:
        _leave(SIGNALLED + ended.number)
    except KeyboardInterrupt:
        _leave(Exit.INTERRUPTED)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        telling.fault(Mistake(reason, "check the path and the space that is left", str(error.filename or "")))
        _leave(Exit.MISTAKE, error)


def _tell_usage(error: Any) -> None:
    """Prints what is wrong with the command line: `coach: missing argument 'ROUTINE'; coach start --help says more`."""
    message = error.format_message()
    if message.startswith("Usage: "):
        # A command that needs arguments was given none: the message is its help.
        typer.echo(message, err=True)
        return
    about = f"; {error.ctx.command_path} --help says more" if error.ctx else ""
    telling.fault(f"{message[:1].lower()}{message[1:].rstrip('.')}{about}")


@contextmanager
def _interruptible() -> Iterator[None]:
    """While the block runs, Ctrl-C raises `KeyboardInterrupt` in it, so that it can clean up."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _written_out() -> Iterator[None]:
    """Flushes what the block printed when it ends. Raises `OSError` if it can't be; a closed pipe is no error."""
    try:
        yield
    finally:
        try:
            sys.stdout.flush()
        except OSError as error:
            Output(sys.stdout).close()
            if not isinstance(error, BrokenPipeError):
                raise


def _leave(status: int, error: BaseException | None = None) -> NoReturn:
    if error and telling.is_verbose():
        traceback.print_exception(error)
    sys.exit(int(status))


def main() -> None:
    """The command `coach`."""
    # Pydantic takes longer to look for plugins in every installed package than for everything else it does for us.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    standard.prepare()
    _leave_out_others(app, _command_named(sys.argv[1:]))
    with _errors_translated(), _interruptible(), ended_by_signals(), _written_out():
        # The return value is the status of a command that has raised Exit.
        if status := app(standalone_mode=False):
            _leave(status)


def _command_named(words: Sequence[str]) -> str:
    """The first word of a command line that is neither an option nor the file of `--config`."""
    rest = iter(words)
    for word in rest:
        if word == "--config":
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return ""


def _leave_out_others(commands: typer.Typer, named: str) -> None:
    """Keeps only the subcommand that is `named` on the command line: typer takes long to set up all thirty."""
    found = [command for command in commands.registered_commands if _name(command) == named]
    if found and named != "help":
        commands.registered_commands, commands.registered_groups = found, []


def _name(command: CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")
