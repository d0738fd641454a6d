"""The commands that only read: list, show, config."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

import typer
from msgspec.structs import asdict, replace

from coach.cli import compose, journal, parallel, runtime, telling
from coach.cli.commands.common import VARIABLES
from coach.cli.numbers import in_locale
from coach.cli.tables import columns
from coach.clock import duration
from coach.config.settings import Settings, variable
from coach.controls.keys import DEFAULT_KEYS
from coach.errors import CoachError, Mistake, did_you_mean, printable, quoted
from coach.library.find import Library
from coach.library.index import stamp_of
from coach.notation import write_load
from coach.routine.model import Exercise, Group, Prescription, Routine, Variant
from coach.routine.muscles import sets_by_muscle
from coach.routine.owned import gathered, missing
from coach.session.changing import cut_to
from coach.session.plan import Opening, Plan
from coach.session.planner import plan
from coach.units import MINUTE


def list_routines(as_json: bool, doable: bool = False) -> None:
    """Prints each routine's name, title, variants and length; a broken one with its first mistake.

    With `doable`, only those whose default variant needs nothing but the athlete's equipment. Raises `CoachError` if
    that isn't set.
    """
    owned = compose.owned() if doable else ()
    paths = _library().paths()
    index = compose.listed()
    stamps = {path: stamp_of(path) for path in paths.values()}
    known = {name: index.known(path) for name, path in paths.items()}
    new = [name for name, row in known.items() if row is None]
    read = dict(zip(new, telling.counted(parallel.each(_read, new), len(new), "Reading routines"), strict=True))
    rows: list[Mapping[str, Any]] = []
    broken: list[Mistake] = []
    for name, path in paths.items():
        row = known[name] or read[name]
        if isinstance(row, Mistake):
            broken.append(row)
        else:
            rows.append(row if known[name] else index.keep(path, row, stamps[path]))
    index.save()
    rows = [row for row in rows if not missing(row["equipment"], owned)]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    else:
        columns([[r["name"], r["title"], ", ".join(r["variants"]), f"{r['minutes']} min"] for r in rows])
    for mistake in broken:
        telling.fault(mistake)


@cache
def _library() -> Library:
    return compose.library()


def _read(name: str) -> Mapping[str, Any] | Mistake:
    """The row of a routine, or the first mistake in it."""
    try:
        return _row(_library().load(name, whole=False))
    except CoachError as error:
        return error.mistakes[0]


def _row(routine: Routine) -> dict[str, Any]:
    return {
        "name": routine.name,
        "title": routine.title,
        "summary": routine.summary,
        "variants": [variant.name for variant in routine.variants],
        "default_variant": routine.default_variant,
        "minutes": round(plan(routine).about / 60_000),
        "equipment": [*gathered(item for one in routine.variant().exercises for item in one.equipment)],
    }


def show_routine(name: str, variant: str | None, as_json: bool, minutes: int | None = None) -> None:
    """Prints the exercises of a routine as a table, or the whole plan as a JSON object.

    With `minutes`, only what fits in that time.
    """
    settings, _ = runtime.settings({})
    chosen = compose.chosen(name, variant, settings, recall=journal.recalling(settings))
    routine, session = chosen.routine, chosen.plan
    if minutes is not None:
        session, _ = cut_to(session, minutes * MINUTE)
    shown = _as_planned(routine.variant(session.variant), session)
    if as_json:
        typer.echo(json.dumps(_as_object(routine, shown, session), indent=2))
        return
    whole = max(1, round(session.about / 60_000))
    about = "about a minute" if whole == 1 else f"about {whole} minutes"
    typer.echo(printable(f"{routine.title}, {session.variant}: {about}"))
    opening = session.steps[0]
    if isinstance(opening, Opening) and opening.cut is not None:
        typer.echo(printable(runtime.language().cut(opening.cut)))
    for line in filter(None, [routine.summary, shown.summary, routine.audience]):
        typer.echo(printable(line))
    if shown.per_week:
        typer.echo(f"Sessions a week: {shown.per_week}")
    typer.echo("")
    rows = [["", "exercise", "sets", "reps", "tempo", "rest", "load", "effort", "group"]]
    rows += [_exercise_row("-", exercise) for exercise in shown.warm_up]
    rows += [_exercise_row(str(number), exercise) for number, exercise in enumerate(shown.exercises, 1)]
    said = [index for index, head in enumerate(rows[0]) if head != "effort" or any(row[index] for row in rows[1:])]
    columns([[row[index] for index in said] for row in rows])
    _print_muscles(shown)


def _as_object(routine: Routine, shown: Variant, session: Plan) -> dict[str, Any]:
    exercises = [*((True, one) for one in shown.warm_up), *((False, one) for one in shown.exercises)]
    return _row(routine) | {
        "variant": shown.name,
        "variant_summary": shown.summary,
        "audience": routine.audience,
        "per_week": str(shown.per_week) if shown.per_week else None,
        "minutes": round(session.about / 60_000),
        "exercises": [_exercise_object(exercise, warm_up) for warm_up, exercise in exercises],
        "sets_by_muscle": sets_by_muscle(shown),
    }


def _exercise_object(exercise: Exercise, warm_up: bool) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "name": exercise.name,
        "warm_up": warm_up,
        "side": exercise.side,
        "group": _group_name(exercise.group),
        "sets": [
            {
                "kind": asked.kind,
                "reps": str(asked.reps),
                "tempo": str(asked.tempo),
                "rest_seconds": None if asked.rest_waits else asked.rest.middle / 1000,
                "load": write_load(asked.load) if asked.load else None,
                "effort": asked.effort.written if asked.effort else None,
            }
            for asked in exercise.sets
        ],
    }


_WIDEST_BAR: Final = 40


def _print_muscles(variant: Variant) -> None:
    """The working sets for each muscle as bars, so that an author sees what is missing."""
    sets = sets_by_muscle(variant)
    if not sets:
        return
    most = max(sets.values())
    scale = min(2.0, _WIDEST_BAR / most)
    typer.echo("\nWorking sets a muscle; one where it only helps counts half")
    rows = (
        [muscle, in_locale(f"{number:g}").rjust(4), _BAR * max(1, round(scale * number))]
        for muscle, number in sets.items()
    )
    columns(list(rows))


_BAR: Final = "\u2588"


def _exercise_row(number: str, exercise: Exercise) -> list[str]:
    working = exercise.working_sets
    sides = "" if exercise.side == "both" else f" {exercise.side} side"
    cap = f", at most {working[0].counted}" if getattr(working[0].reps, "to_failure", False) else ""
    lighter = f"{len(exercise.warm_up_sets)} + " if exercise.warm_up_sets else ""
    drops = "".join(f", drop {_load(asked) or asked.reps}" for asked in exercise.sets if asked.kind == "drop")
    return [
        number,
        exercise.name,
        f"{lighter}{exercise.count}",
        f"{_each(asked.reps for asked in working)}{cap}{sides}",
        _each(asked.tempo for asked in working),
        _each("me" if asked.rest_waits else duration(asked.rest.middle) for asked in working),
        _each(_load(asked) for asked in working) + drops,
        _each(asked.effort.written if asked.effort else "-" for asked in working) if _has_effort(working) else "",
        _group_name(exercise.group),
    ]


def _has_effort(sets: Iterable[Prescription]) -> bool:
    return any(asked.effort is not None for asked in sets)


def _each(values: Iterable[object]) -> str:
    """The values of all sets: one value if they are equal, else all of them."""
    texts = [str(value) for value in values]
    return texts[0] if len(set(texts)) == 1 else ", ".join(texts)


def _load(asked: Prescription) -> str:
    return in_locale(runtime.language().load_label(asked.load)) if asked.load else ""


def _group_name(group: Group | None) -> str:
    if group is None:
        return ""
    words = [f"{group.id}: {group.kind.name}"]
    words += [f"{group.rounds} {'round' if group.rounds == 1 else 'rounds'}"] if group.rounds and not group.cap else []
    words += [duration(group.cap)] if group.cap else []
    words += [f"every {duration(group.every)}"] if group.every else [f"{duration(group.between.middle)} between"]
    words += [f"rest {duration(group.rest.middle)}"] if group.rest else []
    return ", ".join(words)


def _as_planned(variant: Variant, session: Plan) -> Variant:
    """The variant with the loads of the session: percents of a known max become weights."""
    found = {(one.warm_up, one.position): one.exercise for one in session.sets}
    exercises = tuple(found.get((False, place), e) for place, e in enumerate(variant.exercises, 1))
    if session.left_out:
        exercises = tuple(e for place, e in enumerate(exercises, 1) if (False, place) in found)
    return replace(variant, exercises=exercises)


def show_config(as_json: bool) -> None:
    """Prints each setting, its value and where that comes from."""
    settings, origins = runtime.settings({})
    values: dict[str, Any] = asdict(settings)
    values["one_rep_max"] = {exercise: write_load(load) for exercise, load in settings.one_rep_max.items()}
    values["keys"] = {key: meant.value for key, meant in settings.keys.items()}
    values["bars"] = {bar: write_load(load) for bar, load in settings.bars.items()}
    values["plates"] = [str(plate) for plate in settings.plates]
    values["equipment"] = list(settings.equipment)
    if as_json:
        typer.echo(json.dumps({name: {"value": values[name], "from": origins[name]} for name in values}, indent=2))
        return
    values["keys"] = "usual" if settings.keys == DEFAULT_KEYS else "own"
    columns([[name, _setting(value), origins[name]] for name, value in values.items()])
    typer.echo(f"\nSettings are kept in {runtime.config_file()}")
    _tell_unknown_variables()
    for mistake in compose.unknown_equipment(settings):
        telling.fault(mistake)
    catalogue = _library().catalogue() if settings.one_rep_max else None
    for name in settings.one_rep_max:
        if catalogue and catalogue.find(name) is None:
            hint = did_you_mean(name, catalogue.names()) or "it is for an exercise of your own, or for none"
            what = f"one_rep_max: the catalogue has no exercise {quoted(name)}"
            telling.fault(Mistake(what, hint))


def _tell_unknown_variables() -> None:
    """Prints which environment variables look like the coach's and have no effect, such as `COACH_RAET`."""
    known = [*map(variable, Settings.__struct_fields__), *VARIABLES]
    for name in os.environ:
        if name.startswith("COACH_") and name not in known:
            hint = did_you_mean(name, known) or "it sets nothing"
            telling.fault(Mistake(f"there is no setting {quoted(name)}", hint))


def _setting(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or "-"
    if isinstance(value, dict):
        return ", ".join(f"{name} {load}" for name, load in value.items()) or "-"
    if isinstance(value, bool):
        return str(value).lower()
    return "-" if value in ("", None) else str(value)
