"""The manual: help about one command, and all of it as a man page."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.commands import completion
from coach.cli.paging import PagedCommand

app = typer.Typer()


@app.command("help", cls=PagedCommand)
def help_(
    ctx: typer.Context,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="[COMMAND]", help="Which command.", autocompletion=completion.commands)
    ] = None,
    man: Annotated[bool, typer.Option("--man", help="Print it all as a man page, for man -l.")] = False,
) -> None:
    """Explain a command, as its --help does."""
    from coach.cli import manual

    root = ctx.find_root()
    if man:
        typer.echo(manual.man_page(root), nl=False)
    else:
        manual.explain(root, command or [])
