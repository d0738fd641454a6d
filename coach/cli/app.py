"""The commands. Each loads what it needs when it runs, so that --help and the first sound come quickly."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import typer

from coach.cli import app_journal
from coach.cli.options import Exit, JsonOption
from coach.errors import CoachError, Mistake, printable

app = typer.Typer(
    name="coach",
    help="Your voice coach: says what is next, counts the reps, times the rests. Begin with: coach start back",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(app_journal.app)


def _complete_routine(incomplete: str) -> list[str]:
    from coach.cli import compose

    return [name for name in compose.library().names() if name.startswith(incomplete)]


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
    typer.Argument(
        metavar="ROUTINE", help="A name, as coach list shows it, or a file.", autocompletion=_complete_routine
    ),
]
VariantOption = Annotated[
    str | None,
    typer.Option("--variant", help="Which way to do it: beginner, advanced…", autocompletion=_complete_variant),
]
VoiceOption = Annotated[str | None, typer.Option("--voice", help="A voice, as coach voices lists it.")]
RateOption = Annotated[
    int | None, typer.Option("--rate", min=80, max=400, help="How fast it speaks, in words a minute.")
]
VolumeOption = Annotated[int | None, typer.Option("--volume", min=0, max=100, help="How loud it is, in percent.")]
PaceOption = Annotated[
    str | None, typer.Option("--pace", metavar="[tempo|me]", help="Who ends a set: the tempo, or me by pressing enter.")
]
TalkOption = Annotated[str | None, typer.Option("--talk", metavar="[full|brief|beeps]", help="How much it says.")]
SpeakerOption = Annotated[
    str | None, typer.Option("--speaker", metavar="[miniaudio|simpleaudio|silent]", help="What plays the sound.")
]


@app.command()
def start(
    routine: RoutineArgument,
    variant: VariantOption = None,
    pace: PaceOption = None,
    from_exercise: Annotated[
        int, typer.Option("--from", min=1, help="The number of the exercise to start at; without the warm-up.")
    ] = 1,
    mute: Annotated[bool, typer.Option("--mute", help="Lines only, in real time, without a sound.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Run through it at once, without a sound.")] = False,
    press: Annotated[
        str | None,
        typer.Option(help='With --dry-run: commands and their seconds, such as "40 pause, 60 pause, 90 next".'),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew, even if a session was broken off.")] = False,
    no_journal: Annotated[bool, typer.Option("--no-journal", help="Keep nothing of this session.")] = False,
    talk: TalkOption = None,
    speaker: SpeakerOption = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Do a session: put the headphones on, and go. One that was broken off in the last four hours goes on."""
    from coach.cli.live import start_session

    flags = _flags(pace=pace, talk=talk, speaker="silent" if mute else speaker, voice=voice, rate=rate, volume=volume)
    if press is not None and not dry_run:
        raise typer.BadParameter("goes with --dry-run", param_hint="--press")
    start_session(routine, variant, from_exercise, flags, dry_run, press, fresh, no_journal)


@app.command()
def resume(
    pace: PaceOption = None,
    mute: Annotated[bool, typer.Option("--mute", help="Lines only, in real time, without a sound.")] = False,
    talk: TalkOption = None,
    speaker: SpeakerOption = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Go on with the last session, however long ago it was stopped."""
    from coach.cli import journal
    from coach.cli.live import start_session

    flags = _flags(pace=pace, talk=talk, speaker="silent" if mute else speaker, voice=voice, rate=rate, volume=volume)
    past = journal.to_resume()
    start_session(journal.routine_of(past), None, 1, flags, dry_run=False, press=None, resumed=past)


@app.command(name="list")
def list_(json: JsonOption = False) -> None:
    """What routines there are."""
    from coach.cli import listing

    listing.list_routines(json)


@app.command()
def show(routine: RoutineArgument, variant: VariantOption = None) -> None:
    """A routine as a table, to read before going."""
    from coach.cli import listing

    listing.show_routine(routine, variant)


@app.command()
def script(
    routine: RoutineArgument,
    variant: VariantOption = None,
    json: Annotated[
        bool, typer.Option("--json", help="One object a line: at, step, kind, text or sound, length.")
    ] = False,
    talk: TalkOption = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
) -> None:
    """Everything the coach will say, with its times: the transcript of a session."""
    from coach.cli import offline

    offline.print_script(routine, variant, json, _flags(talk=talk, voice=voice, rate=rate))


@app.command()
def render(
    routine: RoutineArgument,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE.wav", help="The file to write.")],
    variant: VariantOption = None,
    talk: TalkOption = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Write a whole session to a sound file, for any player."""
    from coach.cli import offline

    offline.render_file(routine, output, variant, _flags(talk=talk, voice=voice, rate=rate, volume=volume))


@app.command()
def check(
    routines: Annotated[
        list[str] | None, typer.Argument(metavar="[ROUTINE]...", help="Names or files; all of them if none is given.")
    ] = None,
) -> None:
    """Read routines closely and say what is wrong, and which words find no room."""
    from coach.cli import offline

    if not offline.check_routines(routines or []):
        raise typer.Exit(Exit.MISTAKE)


@app.command()
def exercises(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD] | show NAME", help="Part of a name; or show and a name, for one in full."),
    ] = None,
    muscle: Annotated[str | None, typer.Option("--muscle", help="Only those that train this muscle.")] = None,
    equipment: Annotated[str | None, typer.Option("--equipment", help="Only those that need this.")] = None,
    json: JsonOption = False,
) -> None:
    """The exercises that a routine can use by name."""
    from coach.cli import exercises

    if words and words[0] == "show" and len(words) > 1:
        exercises.show_exercise(" ".join(words[1:]))
    else:
        exercises.list_exercises(" ".join(words or []) or None, muscle, equipment, json)


@app.command()
def voices(json: JsonOption = False) -> None:
    """The voices there are, by language."""
    from coach.cli import listing

    listing.list_voices(json)


@app.command()
def config(json: JsonOption = False) -> None:
    """What settings hold, and where each comes from."""
    from coach.cli import listing

    listing.show_config(json)


@app.command()
def doctor(
    json: JsonOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Don't play the test sound.")] = False,
) -> None:
    """Look whether everything works: voice, sound, folders. Plays a test."""
    from coach.cli.doctor import examine

    if not examine(json, quiet):
        raise typer.Exit(Exit.MISTAKE)


def _say_version(wanted: bool) -> None:
    if wanted:
        from coach import __version__

        typer.echo(f"voice-coach {__version__}")
        raise typer.Exit(Exit.DONE)


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    pass


def _flags(**given: Any) -> dict[str, Any]:
    """The flags that were given, those with few values checked."""
    allowed = {
        "pace": ("tempo", "me"),
        "talk": ("full", "brief", "beeps"),
        "speaker": ("miniaudio", "simpleaudio", "silent"),
    }
    for name, values in allowed.items():
        if given.get(name) is not None and given[name] not in values:
            raise typer.BadParameter(f"{given[name]!r} is not one of {', '.join(values)}.", param_hint=f"--{name}")
    return given


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """Turns what a user can cause into words and an exit status; nothing else is caught."""
    try:
        yield
    except CoachError as error:
        for mistake in error.mistakes:
            typer.echo(f"coach: {mistake}", err=True)
        _leave(Exit.MISTAKE)
    except KeyboardInterrupt:
        _leave(Exit.INTERRUPTED)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        mistake = Mistake(reason, "check the path and the space that is left", str(error.filename or ""))
        typer.echo(f"coach: {printable(str(mistake))}", err=True)
        _leave(Exit.MISTAKE)


def _leave(status: Exit) -> NoReturn:
    sys.exit(int(status))


def main() -> None:
    """The command `coach`."""
    # pydantic would look for plugins in every installed package, which takes longer than all that we ask of it.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with _mistakes_told():
        app()
