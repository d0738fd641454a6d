"""Looking at routines and recording them: list, show, script, render, exercises."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.commands import completion
from coach.cli.commands.completion import KINDS
from coach.cli.commands.options import (
    DoableOption,
    FromOption,
    JsonOption,
    MinutesOption,
    RateOption,
    RoutineArgument,
    TalkOption,
    VariantOption,
    VoiceOption,
    VolumeOption,
    checked,
    read_routine,
)
from coach.cli.exits import Exit
from coach.cli.paging import PagedCommand

app = typer.Typer()


@app.command(name="list", cls=PagedCommand)
def list_(doable: DoableOption = False, json: JsonOption = False) -> None:
    """List the routines."""
    from coach.cli import listing

    listing.list_routines(json, doable)


@app.command(cls=PagedCommand)
def show(
    routine: RoutineArgument,
    variant: VariantOption = None,
    picture: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Draw it to this file, .svg or .png, instead of a table; - is standard output, as SVG."
        ),
    ] = None,
    minutes: MinutesOption = None,
    json: JsonOption = False,
) -> None:
    """A routine as a table to read before you go, or as a picture."""
    if picture is not None and minutes is not None:
        raise typer.BadParameter("goes without --picture", param_hint="--minutes")
    if picture is not None:
        from coach.cli import picture as drawn

        drawn.draw(routine, variant, picture)
        return
    from coach.cli import listing

    listing.show_routine(routine, variant, json, minutes)


@app.command(cls=PagedCommand)
def script(
    routine: RoutineArgument,
    variant: VariantOption = None,
    from_exercise: FromOption = "1",
    json: Annotated[
        bool, typer.Option("--json", help="One object per line: at, step, kind, text or sound, length.")
    ] = False,
    talk: TalkOption = None,
    recorded: Annotated[bool, typer.Option("--recorded", help="As coach render would record it.")] = False,
    voice: VoiceOption = None,
    rate: RateOption = None,
) -> None:
    """Everything the coach will say, with its times: the transcript of a session."""
    from coach.cli.script import print_script

    print_script(routine, variant, from_exercise, json, recorded, checked(talk=talk, voice=voice, rate=rate))


@app.command()
def render(
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="ROUTINE",
            help="A name from coach list, or a file; - is standard input.",
            autocompletion=completion.routines,
            callback=read_routine,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=f"The file, of the kind that its ending says: .{', .'.join(KINDS)}; - is standard output.",
        ),
    ] = None,
    all_: Annotated[
        str | None, typer.Option("--all", metavar="FOLDER", help="Write every routine that isn't there yet.")
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar=f"[{'|'.join(KINDS)}]",
            help="With --all or -o -: what kind of file.",
            autocompletion=completion.choices("format"),
        ),
    ] = "m4a",
    variant: VariantOption = None,
    talk: TalkOption = None,
    gap: Annotated[int, typer.Option("--gap", min=0, max=600, help="Seconds to add to every rest.")] = 0,
    music: Annotated[
        str | None,
        typer.Option(metavar="FILE|FOLDER", help="Your music to play underneath; quieter while the coach speaks."),
    ] = None,
    music_level: Annotated[
        float, typer.Option(min=-40, max=0, help="How much quieter than the coach the music is between words, in LU.")
    ] = 0,
    transcript: Annotated[bool, typer.Option("--transcript", help="Write the words next to it, as text.")] = False,
    subtitles: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[vtt|srt|lrc]",
            help="Write the words for players to show; repeatable.",
            autocompletion=completion.choices("subtitles"),
        ),
    ] = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Write a whole session to a sound file with chapters, for any player."""
    from coach.cli import recording
    from coach.units import Decibels, Ms

    checked(subtitles=subtitles, format=format_)
    wanted = recording.RecordingOptions(
        Ms(gap * 1000), music, Decibels(music_level), transcript, tuple(subtitles or ())
    )
    flags = checked(talk=talk, voice=voice, rate=rate, volume=volume)
    if all_ is not None:
        if routine is not None or output is not None or variant is not None:
            raise typer.BadParameter("takes no routine, no variant and no --output", param_hint="--all")
        if not recording.render_all(all_, format_, wanted, flags):
            raise typer.Exit(Exit.MISTAKE)
        return
    if routine is None or output is None:
        raise typer.BadParameter("name a routine and its file with -o, or --all and a folder", param_hint="ROUTINE")
    if output == "-" and (transcript or subtitles):
        raise typer.BadParameter(
            "go beside a file, and there is none with -o -", param_hint="--transcript, --subtitles"
        )
    recording.render_file(routine, output, format_, variant, wanted, flags)


@app.command(cls=PagedCommand)
def exercises(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORD] | show NAME",
            help="Part of a name; or show and a name, to see one in full.",
            autocompletion=completion.exercises,
        ),
    ] = None,
    muscle: Annotated[
        str | None, typer.Option("--muscle", help="Only exercises for this muscle.", autocompletion=completion.muscles)
    ] = None,
    equipment: Annotated[
        str | None,
        typer.Option("--equipment", help="Only exercises that use this.", autocompletion=completion.equipment),
    ] = None,
    doable: DoableOption = False,
    json: JsonOption = False,
) -> None:
    """The exercises a routine can use by name."""
    from coach.cli import exercises

    if words and words[0] == "show" and len(words) > 1:
        exercises.show_exercise(" ".join(words[1:]), json)
    else:
        exercises.list_exercises(" ".join(words or []) or None, muscle, equipment, doable, json)
