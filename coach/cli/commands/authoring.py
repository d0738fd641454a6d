"""Writing routines: new, edit, check, import, schema."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.commands import completion
from coach.cli.commands.options import read_routines
from coach.cli.exits import Exit

app = typer.Typer()


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, hyphens and underscores.")],
    source: Annotated[
        str | None,
        typer.Option("--from", metavar="ROUTINE", help="A routine to copy.", autocompletion=completion.routines),
    ] = None,
    inline: Annotated[
        bool,
        typer.Option("--inline", help="Write out what the catalogue knows about each exercise, so you can change it."),
    ] = False,
    program: Annotated[bool, typer.Option("--program", help="A program of several days instead.")] = False,
) -> None:
    """Write a routine of your own, to start from.

    A short one with notes that explain it, or a copy of another. It is put where coach start finds it by its name.
    """
    from coach.cli import authoring

    if program:
        if source or inline:
            raise typer.BadParameter("goes with neither --from nor --inline", param_hint="--program")
        authoring.new_program(name)
        return
    authoring.new_routine(name, source, inline)


@app.command()
def edit(
    routine: Annotated[
        str, typer.Argument(metavar="ROUTINE", help="One of yours, or a file.", autocompletion=completion.own_routines)
    ],
) -> None:
    """Open one of your routines in your editor.

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
            help="Names or files; all of them if none is given. - is standard input.",
            autocompletion=completion.to_start,
            callback=read_routines,
        ),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Check again on every save, until Ctrl-C.")] = False,
    words: Annotated[bool, typer.Option("--words", help="List the words the voice doesn't know.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="One object per line: each mistake with its code and place, each length.")
    ] = False,
) -> None:
    """Check routines: what's wrong with them, and which words don't fit."""
    from coach.cli.check.routines import check_routines
    from coach.cli.check.watch import watch_routines

    if words:
        from coach.cli.guessed import list_guessed

        list_guessed(routines or [], json)
    elif watch:
        watch_routines(routines or [], json)
    elif not check_routines(routines or [], json):
        raise typer.Exit(Exit.MISTAKE)


@app.command(name="import")
def import_(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Plain lines, one exercise per line; - for standard input.")
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.toml",
            help="The file to write, - for standard output; with your routines if left out.",
        ),
    ] = None,
    split: Annotated[
        bool, typer.Option("--split", help="Write one routine per day of the plan, and a program of them.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
) -> None:
    """Make a routine from plain lines, such as: Bench Press / 3x8 / 60kg / 90s

    What was understood is shown before it is written, with a star at what was assumed.
    """
    from coach.cli import text_import

    text_import.import_lines(file, output, split, yes)


@app.command()
def schema(
    program: Annotated[bool, typer.Option("--program", help="That of a program.")] = False,
) -> None:
    """The JSON Schema of a routine or a program, for editors."""
    from coach.program.file import program_schema
    from coach.routine.file.schema import schema_text

    typer.echo(program_schema() if program else schema_text(), nl=False)
