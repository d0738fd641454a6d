"""Programs: what there is, and one as a table."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.commands import completion
from coach.cli.commands.common import CommandGroup
from coach.cli.commands.options import JsonOption
from coach.cli.paging import PagedCommand

app = typer.Typer()
program = typer.Typer(cls=CommandGroup, no_args_is_help=True, help="Programs of several days: list, show, simulate.")
app.add_typer(program, name="program")


ProgramArgument = Annotated[
    str,
    typer.Argument(
        metavar="PROGRAM", help="A name from coach program list, or a file.", autocompletion=completion.programs
    ),
]


@program.command(name="list", cls=PagedCommand)
def list_(json: JsonOption = False) -> None:
    """List the programs."""
    from coach.cli.program.show import list_programs

    list_programs(json)


@program.command(cls=PagedCommand)
def show(
    name: ProgramArgument,
    json: JsonOption = False,
    ics: Annotated[
        str | None,
        typer.Option("--ics", metavar="FILE", help="Write its coming sessions as a calendar instead; - for a pipe."),
    ] = None,
    begin: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="With --ics: the first session's day, not today.")
    ] = None,
    weeks: Annotated[int, typer.Option(min=1, max=104, help="With --ics: how many weeks.")] = 12,
) -> None:
    """A program as a table: its weeks, their days, and what each week changes."""
    if ics:
        from coach.cli.program.calendar import write_calendar

        write_calendar(name, ics, begin, weeks)
        return
    from coach.cli.program.show import show_program

    show_program(name, json)


@app.command()
def today(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROGRAM]", help="Which program; your last one if left out.", autocompletion=completion.programs
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """What's next in your program, in one line."""
    from coach.cli.program.today import print_today

    print_today(name, json)


@program.command(cls=PagedCommand)
def simulate(
    name: ProgramArgument,
    weeks: Annotated[int, typer.Option(min=1, max=520, help="How many weeks.")] = 12,
    miss: Annotated[
        list[str] | None, typer.Option(help='A lift that is missed: "w3d1 barbell-back-squat"; repeatable.')
    ] = None,
    reps: Annotated[
        list[str] | None, typer.Option(help='What an open set comes to: "w3d1 barbell-back-squat 8"; repeatable.')
    ] = None,
    start: Annotated[
        list[str] | None, typer.Option(help='What a lift begins with: "barbell-back-squat 60 kg"; repeatable.')
    ] = None,
    one_rep_max: Annotated[
        list[str] | None, typer.Option(help='A one-rep max: "barbell-back-squat 100 kg"; repeatable.')
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One object per line, for each exercise.")] = False,
) -> None:
    """What the coming weeks would ask for, if you did everything but what you say you miss."""
    from coach.cli.program.simulate import Told, simulate_program

    simulate_program(name, weeks, Told(miss or [], reps or [], start or [], one_rep_max or []), json)
