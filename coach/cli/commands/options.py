"""The arguments and options that several commands have, and how their values are completed."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coach.cli.commands import completion
from coach.cli.commands.completion import CHOICES


def read_routine(name: str | None) -> str | None:
    """A routine's name or file as it was given; for `-`, a file with what came on standard input."""
    from coach.cli.standard import STREAM, standard_input

    return standard_input() if name == STREAM else name


def read_routines(names: list[str] | None) -> list[str] | None:
    """As `read_routine`, for several."""
    return names and [read_routine(name) or name for name in names]


RoutineArgument = Annotated[
    str,
    typer.Argument(
        metavar="ROUTINE",
        help="A name from coach list, or a file; - is standard input.",
        autocompletion=completion.routines,
        callback=read_routine,
    ),
]
SessionArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="[ROUTINE]",
        help="A name from coach list or program list, or a file; - is standard input. Without one: what's due.",
        autocompletion=completion.to_start,
        callback=read_routine,
    ),
]
VariantOption = Annotated[
    str | None,
    typer.Option("--variant", help="Which version to do: beginner, advanced…", autocompletion=completion.variants),
]

FromOption = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="EXERCISE",
        help="The exercise to start at, by number or name; skips the warm-up.",
        autocompletion=completion.exercises_of,
    ),
]
MinutesOption = Annotated[
    int | None,
    typer.Option("--minutes", min=5, max=600, help="How long you have: leaves out what it can do without."),
]
VoiceOption = Annotated[
    str | None, typer.Option("--voice", help="A voice from coach voices.", autocompletion=completion.voices)
]
RateOption = Annotated[
    int | None, typer.Option("--rate", min=80, max=400, help="How fast it speaks, in words per minute.")
]
VolumeOption = Annotated[int | None, typer.Option("--volume", min=0, max=100, help="How loud it is, in percent.")]
PaceOption = Annotated[
    str | None,
    typer.Option(
        "--pace",
        metavar="[tempo|me]",
        help="Who ends a set: the tempo, or you with enter.",
        autocompletion=completion.choices("pace"),
    ),
]
TalkOption = Annotated[
    str | None,
    typer.Option(
        "--talk", metavar="[full|some|brief|beeps]", help="How much it says.", autocompletion=completion.choices("talk")
    ),
]
SpeakerOption = Annotated[
    str | None,
    typer.Option(
        "--speaker",
        metavar="[miniaudio|simpleaudio|silent]",
        help="What plays the sound.",
        autocompletion=completion.choices("speaker"),
    ),
]
MuteOption = Annotated[bool, typer.Option("--mute", help="Lines only, in real time, no sound.")]
DoableOption = Annotated[bool, typer.Option("--doable", help="Only what your equipment is enough for.")]
JsonOption = Annotated[bool, typer.Option("--json", help="For another program to read.")]


def checked(**given: Any) -> dict[str, Any]:
    """The flags that were given, those with few values checked."""
    for name, values in CHOICES.items():
        value = given.get(name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None and one not in values:
                raise typer.BadParameter(f"{one!r} is not one of {', '.join(values)}.", param_hint=f"--{name}")
    return given
