"""What the coach works with: voices, config, keys, doctor."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.commands.options import JsonOption
from coach.cli.exits import Exit

app = typer.Typer()


@app.command()
def voices(
    say: Annotated[str | None, typer.Option("--say", metavar="NAME", help="Let this voice be heard.")] = None,
    json: JsonOption = False,
) -> None:
    """The voices there are, by language, with their licence and what they speak by."""
    from coach.cli.voices import list_voices
    from coach.cli.voices import say as say_by

    if say is not None:
        say_by(say)
    else:
        list_voices(json)


@app.command()
def config(json: JsonOption = False) -> None:
    """What settings hold, and where each comes from."""
    from coach.cli import listing

    listing.show_config(json)


@app.command()
def keys(
    try_: Annotated[bool, typer.Option("--try", help="Say what each key is called that is pressed.")] = False,
    json: JsonOption = False,
) -> None:
    """Which key means what in a session; pedals and clickers are keys too."""
    from coach.cli.keys import list_keys, try_keys

    if try_:
        try_keys()
    else:
        list_keys(json)


@app.command()
def doctor(
    json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Don't play the test sound.")] = False,
) -> None:
    """Look whether everything works: voice, sound, folders. Plays a test."""
    from coach.cli.doctor.checks import examine

    if not examine(json, quiet):
        raise typer.Exit(Exit.MISTAKE)
