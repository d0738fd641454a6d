"""The options that every command takes, before or after its name; each sets an environment variable."""

from __future__ import annotations

import os
from functools import cache
from typing import Any, Final

from typer.core import TyperGroup, TyperOption

CONFIG: Final = "COACH_CONFIG"
QUIET: Final = "COACH_QUIET"
VERBOSE: Final = "COACH_VERBOSE"
PAGER: Final = "COACH_PAGER"
VARIABLES: Final = (CONFIG, QUIET, VERBOSE, PAGER)
"""The environment variables that aren't settings."""


COMMON: Final = ("config", "quiet", "verbose")
"""The names of the options that every command takes."""


def _sets(variable: str) -> Any:
    """The callback that puts the value of an option, if it was given, into an environment variable."""

    def put(_: object, __: object, value: object) -> None:
        if value:
            os.environ[variable] = "1" if value is True else str(value)

    return put


@cache
def _options() -> tuple[TyperOption, ...]:
    """The options, made once for all commands, as the help creates every command."""

    def flag(names: list[str], variable: str, told: str) -> TyperOption:
        return TyperOption(
            param_decls=names, is_flag=True, default=False, expose_value=False, callback=_sets(variable), help=told
        )

    return (
        TyperOption(
            param_decls=["--config"],
            metavar="FILE",
            expose_value=False,
            callback=_sets(CONFIG),
            help="Another configuration file.",
        ),
        flag(["--quiet", "-q"], QUIET, "Print results and errors only."),
        flag(["--verbose"], VERBOSE, "Print on stderr what is read, chosen and started."),
    )


class CommandGroup(TyperGroup):
    """A group that takes the options that every command takes, and whose commands do as well."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.params += _options()

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        command = super().get_command(ctx, cmd_name)
        if command is not None and not isinstance(command, TyperGroup):
            have = {parameter.name for parameter in command.params}
            command.params += [option for option in _options() if option.name not in have]
        return command
