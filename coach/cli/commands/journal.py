"""The commands of the journal. Each loads what it needs when it runs."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.commands import completion
from coach.cli.commands.common import CommandGroup
from coach.cli.commands.options import JsonOption
from coach.cli.exits import Exit
from coach.cli.paging import PagedCommand
from coach.units import Unit

app = typer.Typer()


@app.command(cls=PagedCommand)
def history(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ROUTINE] | show N",
            help="One routine's sessions; or show and a number.",
            autocompletion=completion.history_words,
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Show all, not just the last twenty.")] = False,
    program: Annotated[
        str | None,
        typer.Option(
            "--program", help="A program's sessions, with weeks and days.", autocompletion=completion.programs
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """What you've done: your sessions, or one of them set by set."""
    from coach.cli import history

    match words or []:
        case ["show", number] if number.isdigit():
            history.show_session(int(number), json)
        case [] | [_]:
            history.list_sessions(words[0] if words else None, json, 1_000_000 if all_ else 20, program)
        case _:
            raise typer.BadParameter("write a routine's name, or show and a number", param_hint="history")


@app.command()
def log(
    routine: Annotated[
        str | None,
        typer.Argument(metavar="[ROUTINE]", help="Which one to correct.", autocompletion=completion.trained_routines),
    ] = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", help='Correct a set by its number: "2 8 x 62.5 @ 9".')
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", help="Correct the sets in your editor.")] = False,
    add: Annotated[
        list[str] | None, typer.Option("--add", help='A session done without the coach: "pull-up 8 7 6".')
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="With --add: when it was, 2026-11-20 18:30.")] = None,
    weight: Annotated[str | None, typer.Option("--weight", help="What you weigh: 82.5 kg.")] = None,
    one_rep_max: Annotated[list[str] | None, typer.Option("--max", help='What you lift once: "squat 140 kg".')] = None,
    note: Annotated[
        list[str] | None,
        typer.Option("--note", help='Said before the exercise each time: "pull-up: seat at four"; "pull-up:" ends it.'),
    ] = None,
    swap: Annotated[
        list[str] | None,
        typer.Option(
            "--swap",
            help='What you do in its place from now on: "barbell-row: dumbbell-row"; "barbell-row:" ends it.',
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """The last session to correct, one to add, what you weigh and lift, notes on exercises, swaps for good."""
    from coach.cli import log

    if json and (weight or one_rep_max or note or swap or add or set_ or edit):
        raise typer.BadParameter("goes with nothing that changes the journal", param_hint="--json")
    measured = bool(weight or one_rep_max)
    if measured:
        log.measure(weight, one_rep_max or [])
    if note:
        log.note(routine, note)
    if swap:
        log.swap(routine, swap)
    if add:
        if routine is None:
            raise typer.BadParameter('goes with a routine: coach log back --add "pull-up 8 7 6"', param_hint="--add")
        log.add(routine, add, on)
    elif set_:
        log.correct(routine, set_)
    elif edit:
        log.edit(routine)
    elif not (measured or note or swap):
        log.show_last(routine, json)


@app.command(cls=PagedCommand)
def stats(
    exercise: Annotated[
        str | None,
        typer.Argument(
            metavar="[EXERCISE]", help="One exercise, by id or name.", autocompletion=completion.trained_exercises
        ),
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", min=2, max=1040, help="How many weeks to look back.")] = 12,
    plot: Annotated[
        str | None,
        typer.Option("--plot", metavar="FILE.png|svg", help="Draw a picture instead; - is standard output, as SVG."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """What it adds up to: volume, sets by muscle and week, best sets, estimated one-rep maxes."""
    from coach.cli import stats

    stats.show(exercise, weeks, plot, json)


@app.command()
def export(
    csv: Annotated[bool, typer.Option("--csv", help="One row per set.")] = False,
    json: JsonOption = False,
    fit: Annotated[bool, typer.Option("--fit", help="One session, for watches and their clouds.")] = False,
    session: Annotated[
        int | None,
        typer.Option("--session", help="With --fit: its number in coach history.", autocompletion=completion.sessions),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write; - is standard output.")
    ] = None,
) -> None:
    """The whole journal, for another program or another machine; or one session as a FIT file."""
    from coach.cli import exchange

    if csv + json + fit != 1:
        raise typer.BadParameter("choose one of --csv, --json and --fit", param_hint="export")
    if fit:
        exchange.export_fit(output, session)
    else:
        exchange.export(json, output)


@app.command(name="import-log")
def import_log(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="From coach export or another program; - is standard input.")
    ],
    units: Annotated[
        Unit | None, typer.Option("--units", help="The unit of its weights, where the file doesn't say.")
    ] = None,
) -> None:
    """Add an exported journal, or the log of another program, to the journal.

    Read are Strong, Hevy, FitNotes, JEFIT, Liftosaur, LiftLog and StrongLifts.
    The exercise that each name was taken for is shown, and kept in names.toml, to be corrected there.
    """
    from coach.cli import exchange

    if not exchange.import_log(file, units):
        raise typer.Exit(Exit.MISTAKE)


@app.command()
def plates(
    load: Annotated[str, typer.Argument(metavar="LOAD", help="82.5, or 180 lb.")],
    bar: Annotated[
        str, typer.Option("--bar", help="barbell, curl bar or trap bar.", autocompletion=completion.bars)
    ] = "barbell",
    json: JsonOption = False,
) -> None:
    """Which plates to load for a weight."""
    from coach.cli.plates import print_plates

    print_plates(load, bar, json)


journal = typer.Typer(
    cls=CommandGroup, help="The journal's file: where it is, if it's intact, a backup of it.", no_args_is_help=True
)
app.add_typer(journal, name="journal")


@journal.command()
def path() -> None:
    """Where the journal is."""
    from coach.cli import exchange

    exchange.print_path()


@journal.command()
def check(json: JsonOption = False) -> None:
    """Check the whole file."""
    from coach.cli import exchange

    if not exchange.check(json):
        raise typer.Exit(Exit.MISTAKE)


@journal.command()
def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The copy to write; - is standard output.")],
) -> None:
    """Write a copy, even during a session."""
    from coach.cli import exchange

    exchange.backup(file)
