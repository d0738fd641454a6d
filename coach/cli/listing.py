"""The commands that only read: list, show, voices, config."""

from __future__ import annotations

import dataclasses
import json
from collections import defaultdict
from typing import Any

import typer

from coach.cli import compose
from coach.controls.keys import DEFAULT_KEYS
from coach.errors import CoachError, printable
from coach.notation import duration
from coach.plan import plan
from coach.routine import Exercise, Routine


def list_routines(as_json: bool) -> None:
    """Prints each routine's name, title, variants and length; a broken one with its first mistake."""
    library = compose.library()
    rows: list[dict[str, Any]] = []
    broken: list[str] = []
    for name in library.names():
        try:
            rows.append(_row(library.load(name)))
        except CoachError as error:
            broken.append(f"coach: {error.mistakes[0]}")
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    else:
        columns([[r["name"], r["title"], ", ".join(r["variants"]), f"{r['minutes']} min"] for r in rows])
    for line in broken:
        typer.echo(line, err=True)


def _row(routine: Routine) -> dict[str, Any]:
    return {
        "name": routine.name,
        "title": routine.title,
        "summary": routine.summary,
        "variants": [variant.name for variant in routine.variants],
        "default_variant": routine.default_variant,
        "minutes": round(plan(routine).about / 60_000),
    }


def show_routine(name: str, variant: str | None) -> None:
    """Prints the exercises of a routine as a table."""
    settings, _ = compose.settings({})
    chosen = compose.chosen(name, variant, settings)
    routine, session = chosen.routine, chosen.plan
    typer.echo(printable(f"{routine.title}, {session.variant}: about {round(session.about / 60_000)} minutes"))
    for line in filter(None, [routine.summary, routine.variant(session.variant).summary, routine.audience]):
        typer.echo(printable(line))
    if routine.per_week:
        typer.echo(f"Sessions a week: {routine.per_week}")
    typer.echo("")
    shown = routine.variant(session.variant)
    rows = [["", "exercise", "sets", "reps", "tempo", "rest", "load"]]
    rows += [_exercise_row("-", exercise) for exercise in shown.warm_up]
    rows += [_exercise_row(str(number), exercise) for number, exercise in enumerate(shown.exercises, 1)]
    columns(rows)


def _exercise_row(number: str, exercise: Exercise) -> list[str]:
    sides = " each side" if exercise.side == "each" else ""
    cap = f", at most {exercise.most_reps}" if getattr(exercise.reps, "to_failure", False) else ""
    return [
        number,
        exercise.name,
        str(exercise.sets),
        f"{exercise.reps}{cap}{sides}",
        str(exercise.tempo),
        duration(exercise.rest.middle),
        str(exercise.load or ""),
    ]


def list_voices(as_json: bool) -> None:
    """Prints the engine's voices, grouped by language."""
    found = compose.voices()
    if as_json:
        typer.echo(json.dumps([dataclasses.asdict(voice) for voice in found], indent=2))
        return
    by_language: dict[str, list[list[str]]] = defaultdict(list)
    for voice in found:
        by_language[", ".join(voice.languages) or "other"].append([voice.id, voice.name])
    for language in sorted(by_language):
        typer.echo(printable(language))
        columns([["  " + id, name] for id, name in sorted(by_language[language])])


def show_config(as_json: bool) -> None:
    """Prints each setting, its value and where that comes from."""
    settings, origins = compose.settings({})
    values = dataclasses.asdict(settings) | {"keys": {key: meant.value for key, meant in settings.keys.items()}}
    if as_json:
        typer.echo(json.dumps({name: {"value": values[name], "from": origins[name]} for name in values}, indent=2))
        return
    values["keys"] = "usual" if settings.keys == DEFAULT_KEYS else "own"
    columns([[name, "-" if value in ("", None) else str(value), origins[name]] for name, value in values.items()])
    typer.echo(f"\nSettings are kept in {compose.config_folder() / 'config.toml'}")


def columns(rows: list[list[str]]) -> None:
    """Prints rows with their columns aligned."""
    if not rows:
        return
    shown = [[printable(cell) for cell in row] for row in rows]
    widths = [max(len(row[index]) for row in shown) for index in range(len(shown[0]))]
    for row in shown:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
