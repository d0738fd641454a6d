"""What the commands share: arguments and options that several of them have, and how words are completed."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from coach.audio.formats import FORMATS
from coach.errors import CoachError

KINDS: Final = tuple(ending.removeprefix(".") for ending in FORMATS)
"""The kinds of sound files."""


def complete_routine(incomplete: str) -> list[str]:
    from coach.cli import compose

    return [name for name in compose.library().names() if name.startswith(incomplete)]


def complete_program(incomplete: str) -> list[str]:
    from coach.cli import compose

    return [name for name in compose.programs().names() if name.startswith(incomplete)]


def complete_either(incomplete: str) -> list[str]:
    """The routines, then the programs."""
    return [*complete_routine(incomplete), *complete_program(incomplete)]


def _complete_variant(ctx: typer.Context, incomplete: str) -> list[str]:
    from coach.cli import compose

    try:
        # While words are being completed, those before stand in args and not yet in params.
        routine = compose.library().load(next(iter(ctx.args), ""))
    except CoachError:
        return []
    return [variant.name for variant in routine.variants if variant.name.startswith(incomplete)]


RoutineArgument = Annotated[
    str,
    typer.Argument(metavar="ROUTINE", help="A name from coach list, or a file.", autocompletion=complete_routine),
]
SessionArgument = Annotated[
    str,
    typer.Argument(
        metavar="ROUTINE",
        help="A name from coach list or program list, or a file.",
        autocompletion=complete_either,
    ),
]
VariantOption = Annotated[
    str | None,
    typer.Option("--variant", help="Which version to do: beginner, advanced…", autocompletion=_complete_variant),
]

FromOption = Annotated[
    int, typer.Option("--from", min=1, help="The number of the exercise to start at; skips the warm-up.")
]
VoiceOption = Annotated[str | None, typer.Option("--voice", help="A voice from coach voices.")]
RateOption = Annotated[
    int | None, typer.Option("--rate", min=80, max=400, help="How fast it speaks, in words per minute.")
]
VolumeOption = Annotated[int | None, typer.Option("--volume", min=0, max=100, help="How loud it is, in percent.")]
PaceOption = Annotated[
    str | None,
    typer.Option("--pace", metavar="[tempo|me]", help="Who ends a set: the tempo, or you with enter."),
]
TalkOption = Annotated[str | None, typer.Option("--talk", metavar="[full|some|brief|beeps]", help="How much it says.")]
SpeakerOption = Annotated[
    str | None, typer.Option("--speaker", metavar="[miniaudio|simpleaudio|silent]", help="What plays the sound.")
]
MuteOption = Annotated[bool, typer.Option("--mute", help="Lines only, in real time, no sound.")]
JsonOption = Annotated[bool, typer.Option("--json", help="For another program to read.")]


def checked(**given: Any) -> dict[str, Any]:
    """The flags that were given, those with few values checked."""
    allowed = {
        "pace": ("tempo", "me"),
        "talk": ("full", "some", "brief", "beeps"),
        "speaker": ("miniaudio", "simpleaudio", "silent"),
        "subtitles": ("vtt", "srt", "lrc"),
        "format": KINDS,
        "duck": ("lower", "pause", "off"),
    }
    for name, values in allowed.items():
        value = given.get(name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None and one not in values:
                raise typer.BadParameter(f"{one!r} is not one of {', '.join(values)}.", param_hint=f"--{name}")
    return given
