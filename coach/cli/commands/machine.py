"""What the coach works with: voices, config, keys, doctor."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.commands import completion
from coach.cli.commands.options import JsonOption
from coach.cli.exits import Exit
from coach.cli.paging import PagedCommand

app = typer.Typer()


@app.command(cls=PagedCommand)
def voices(
    say: Annotated[
        str | None, typer.Option("--say", metavar="NAME", help="Hear this voice.", autocompletion=completion.voices)
    ] = None,
    json: JsonOption = False,
) -> None:
    """Available voices by language, with their licence and engine."""
    from coach.cli.voices import list_voices
    from coach.cli.voices import say as say_by

    if say is not None:
        say_by(say)
    else:
        list_voices(json)


@app.command(cls=PagedCommand)
def config(json: JsonOption = False) -> None:
    """Your settings, and where each comes from."""
    from coach.cli import listing

    listing.show_config(json)


@app.command(cls=PagedCommand)
def keys(
    try_: Annotated[bool, typer.Option("--try", help="Press keys and see what each is called.")] = False,
    json: JsonOption = False,
) -> None:
    """What each key does in a session; pedals and clickers count as keys."""
    from coach.cli.keys import list_keys, try_keys

    if try_:
        try_keys()
    else:
        list_keys(json)


@app.command()
def doctor(
    json: JsonOption = False,
    no_sound: Annotated[bool, typer.Option("--no-sound", help="Don't play the test sound; nor does --quiet.")] = False,
) -> None:
    """Check that everything works: voice, sound, folders. Plays a test."""
    from coach.cli import telling
    from coach.cli.doctor.checks import examine

    if not examine(json, no_sound or telling.is_quiet()):
        raise typer.Exit(Exit.MISTAKE)
