"""`coach plates`: what to put on the bar."""

from __future__ import annotations

import json

import typer

from coach.cli import runtime
from coach.cli.numbers import in_locale, with_points
from coach.errors import CoachError, Mistake, did_you_mean, quoted
from coach.notation import NotationError, read_load, write_load
from coach.progression.plates import STANDARD_BARS


def print_plates(text: str, bar: str, as_json: bool) -> None:
    """Prints the plates on each side. Raises `CoachError` if it isn't a weight, or if there is no such bar."""
    settings, _ = runtime.settings({})
    text = with_points(text)
    plain = text.replace(".", "", 1).strip().isdigit()
    try:
        load = read_load(f"{text} {settings.units or 'kg'}" if plain else text)
    except NotationError as error:
        raise CoachError(Mistake(str(error))) from None
    kinds = [*STANDARD_BARS, *settings.bars]
    if bar not in kinds:
        hint = did_you_mean(bar, kinds) or f"there are {', '.join(STANDARD_BARS)}"
        raise CoachError(Mistake(f"there is no bar {quoted(bar)}", hint))
    loading = settings.rack.nearest(load, bar)
    if loading is None:
        raise CoachError(Mistake(f"{quoted(text)} is not a weight for a bar", 'write "82.5 kg"'))
    if as_json:
        found = {
            "asked": write_load(load),
            "total": write_load(loading.total),
            "bar": bar,
            "bar_weight": write_load(loading.bar),
            "unit": loading.total.unit,
            "each_side": list(loading.side),
        }
        typer.echo(json.dumps(found, indent=2))
        return
    label = runtime.language().load_label
    side = " + ".join(f"{plate:g}" for plate in loading.side) or "nothing"
    near = "" if loading.total == load else f" (the nearest to {label(load)})"
    typer.echo(in_locale(f"{label(loading.total)}{near}: {bar} {label(loading.bar)}, on each side {side}"))
    typer.echo(runtime.language().loading(loading, load))
