"""`coach keys`: what each key does, and the names of the keys of a pedal or a clicker."""

from __future__ import annotations

import json
import sys
import threading

import typer

from coach.cli import runtime
from coach.cli.tables import columns
from coach.controls.keyboard import keyboard
from coach.controls.keys import DEFAULT_KEYS, command_of
from coach.errors import CoachError, Mistake
from coach.session.commands import Command


def list_keys(as_json: bool) -> None:
    """Prints each command with its keys and what it does."""
    settings, origins = runtime.settings({})
    if as_json:
        typer.echo(json.dumps({key: command.value for key, command in settings.keys.items()}, indent=2))
        return
    rows, language = [], runtime.language()
    for command in Command:
        names = [key for key, meant in settings.keys.items() if meant is command]
        rows.append([command.value, " ".join(names) or "-", language.command_help(command)])
    columns(rows)
    unbound = [key for key in DEFAULT_KEYS if key not in settings.keys]
    if unbound:
        typer.echo(f"\nWithout a meaning: {' '.join(unbound)}")
    typer.echo(f"\n{_where(origins['keys'])} To see what a pedal or a clicker sends: coach keys --try")


def _where(origin: str) -> str:
    if origin == "default":
        return f"Bind your own in the table [keys] of {runtime.config_folder() / 'config.toml'}."
    return f"Your own are from {origin}."


def try_keys() -> None:
    """Prints the name of each key that is pressed, and its command, until q. Raises `CoachError` without a terminal."""
    if not sys.stdin.isatty():
        raise CoachError(Mistake("there is no terminal to press keys in", "run coach keys --try in one"))
    settings, _ = runtime.settings({})
    over = threading.Event()

    def pressed(name: str) -> None:
        if name == "q":
            over.set()
        else:
            command = command_of(settings.keys, name)
            typer.echo(f"{name:<9}  {command.value if command else 'nothing'}")

    with keyboard(pressed):
        typer.echo("Press the keys of your pedal or clicker; q ends this.")
        while not over.wait(0.2):
            pass
