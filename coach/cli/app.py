"""The commands. Each loads what it needs when it runs, so that --help and the first sound come quickly."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand
from typer.models import CommandInfo

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


def _complete_own(incomplete: str) -> list[str]:
    from coach.cli import compose
    from coach.library import Library

    return [name for name in Library((compose.own_routines(),)).names() if name.startswith(incomplete)]


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


class _BareDuck(TyperCommand):
    """Lets `--duck` stand alone, for `--duck lower`; typer's options have a value or none."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        spelt_out = list(args)
        for index, word in enumerate(args):
            if word == "--duck" and args[index + 1 : index + 2] not in (["lower"], ["pause"], ["off"]):
                spelt_out[index] = "--duck=lower"
        return super().parse_args(ctx, spelt_out)


@app.command(cls=_BareDuck)
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
    duck: Annotated[
        str | None,
        typer.Option(
            "--duck", metavar="[pause]", help="Lower other sound while the coach speaks, or pause it when it explains."
        ),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="A line a cue instead of the full screen.")] = False,
    speaker: SpeakerOption = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Do a session: put the headphones on, and go. One that was broken off in the last four hours goes on."""
    from coach.cli.live import Wanted, start_session

    flags = _flags(pace=pace, talk=talk, speaker="silent" if mute else speaker, voice=voice, rate=rate, volume=volume)
    flags |= _flags(duck=duck) | {"screen": "plain" if plain else None}
    if press is not None and not dry_run:
        raise typer.BadParameter("goes with --dry-run", param_hint="--press")
    start_session(Wanted(routine, variant, from_exercise, dry_run, press, fresh, no_journal), flags)


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
    from coach.cli.live import Wanted, start_session

    flags = _flags(pace=pace, talk=talk, speaker="silent" if mute else speaker, voice=voice, rate=rate, volume=volume)
    past = journal.to_resume()
    start_session(Wanted(journal.routine_of(past), resumed=past), flags)


@app.command(name="list")
def list_(json: JsonOption = False) -> None:
    """What routines there are."""
    from coach.cli import listing

    listing.list_routines(json)


@app.command()
def show(
    routine: RoutineArgument,
    variant: VariantOption = None,
    picture: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw it to this file, .svg or .png, instead of a table.")
    ] = None,
) -> None:
    """A routine as a table, to read before going; or as a picture."""
    if picture is not None:
        from coach.cli import picture as drawn

        drawn.draw(routine, variant, picture)
        return
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
    recorded: Annotated[bool, typer.Option("--recorded", help="As a file made by coach render has it.")] = False,
    voice: VoiceOption = None,
    rate: RateOption = None,
) -> None:
    """Everything the coach will say, with its times: the transcript of a session."""
    from coach.cli import offline

    offline.print_script(routine, variant, json, recorded, _flags(talk=talk, voice=voice, rate=rate))


@app.command()
def render(
    routine: Annotated[
        str | None,
        typer.Argument(
            metavar="ROUTINE", help="A name, as coach list shows it, or a file.", autocompletion=_complete_routine
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file; its ending says what kind: .m4a, .mp3, .opus, .flac, .wav.",
        ),
    ] = None,
    all_: Annotated[
        str | None, typer.Option("--all", metavar="FOLDER", help="Write every routine that isn't there yet.")
    ] = None,
    format: Annotated[
        str, typer.Option(metavar="[m4a|mp3|opus|ogg|flac|wav]", help="With --all: what kind of files.")
    ] = "m4a",
    variant: VariantOption = None,
    talk: TalkOption = None,
    gap: Annotated[int, typer.Option("--gap", min=0, max=600, help="Seconds to add to every rest.")] = 0,
    music: Annotated[
        str | None,
        typer.Option(metavar="FILE|FOLDER", help="Music of yours to lay underneath; low while the coach speaks."),
    ] = None,
    music_level: Annotated[
        float, typer.Option(min=-40, max=0, help="How much softer than the coach the music is between words, in LU.")
    ] = 0,
    transcript: Annotated[bool, typer.Option("--transcript", help="Write the words beside it, as text.")] = False,
    subtitles: Annotated[
        list[str] | None, typer.Option(metavar="[vtt|srt|lrc]", help="Write the words for players to show; repeatable.")
    ] = None,
    voice: VoiceOption = None,
    rate: RateOption = None,
    volume: VolumeOption = None,
) -> None:
    """Write a whole session to a sound file with chapters, for any player."""
    from coach.cli import recording

    _flags(subtitles=subtitles, format=format)
    wanted = recording.Wanted(gap * 1000, music, music_level, transcript, tuple(subtitles or ()))
    flags = _flags(talk=talk, voice=voice, rate=rate, volume=volume)
    if all_ is not None:
        if routine is not None or output is not None or variant is not None:
            raise typer.BadParameter("takes no routine, no variant and no --output", param_hint="--all")
        if not recording.render_all(all_, format, wanted, flags):
            raise typer.Exit(Exit.MISTAKE)
        return
    if routine is None or output is None:
        raise typer.BadParameter("name a routine and its file with -o, or --all and a folder", param_hint="ROUTINE")
    recording.render_file(routine, output, variant, wanted, flags)


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, hyphens and underscores.")],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="ROUTINE", help="A routine to copy.", autocompletion=_complete_routine),
    ] = None,
    inline: Annotated[
        bool,
        typer.Option(
            "--inline", help="Write out what the catalogue knows of each exercise, so that you can change it."
        ),
    ] = False,
) -> None:
    """Write a routine of your own, to start from.

    A short one with notes that explain it, or a copy of another. It is put where coach start finds it by its name.
    """
    from coach.cli import authoring

    authoring.new_routine(name, source, inline)


@app.command()
def edit(
    routine: Annotated[
        str, typer.Argument(metavar="ROUTINE", help="One of your own, or a file.", autocompletion=_complete_own)
    ],
) -> None:
    """Open a routine of yours in your editor.

    It is checked when you leave. The editor is $VISUAL or $EDITOR; one with a window of its own has to wait until
    you close the file: EDITOR="code --wait".
    """
    from coach.cli import authoring

    if not authoring.edit_routine(routine):
        raise typer.Exit(Exit.MISTAKE)


@app.command()
def check(
    routines: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ROUTINE]...",
            help="Names or files; all of them if none is given.",
            autocompletion=_complete_routine,
        ),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again at each save, until Ctrl-C.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="One object a line: each mistake with its code and place, each length.")
    ] = False,
) -> None:
    """Read routines closely and say what is wrong, and which words find no room."""
    from coach.cli import check

    if watch:
        check.watch_routines(routines or [], json)
    elif not check.check_routines(routines or [], json):
        raise typer.Exit(Exit.MISTAKE)


@app.command(name="import")
def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Plain lines, one exercise a line; - for standard input.")
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE.toml", help="The file to write; among your routines if left out."),
    ] = None,
) -> None:
    """Make a routine of plain lines, such as: Bench Press / 3x8 / 60kg / 90s"""
    from coach.cli import importing

    importing.import_lines(file, output)


@app.command()
def schema() -> None:
    """The JSON Schema of a routine, for editors."""
    from coach.schema import schema_text

    typer.echo(schema_text(), nl=False)


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
        "subtitles": ("vtt", "srt", "lrc"),
        "format": ("m4a", "mp3", "opus", "ogg", "flac", "wav"),
        "duck": ("lower", "pause", "off"),
    }
    for name, values in allowed.items():
        value = given.get(name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None and one not in values:
                raise typer.BadParameter(f"{one!r} is not one of {', '.join(values)}.", param_hint=f"--{name}")
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
    _leave_out_others(app, sys.argv[1:2])
    with _mistakes_told():
        app()


def _leave_out_others(commands: typer.Typer, named: Sequence[str]) -> None:
    """Leaves out of `commands` all but the one that is `named` first: to make thirty takes longer than to do one."""
    found = [command for command in commands.registered_commands if _name(command) in named]
    if found:
        commands.registered_commands, commands.registered_groups = found, []


def _name(command: CommandInfo) -> str:
    return command.name or (command.callback.__name__ if command.callback else "")
