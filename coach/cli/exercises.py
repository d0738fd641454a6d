"""`coach exercises`: what the catalogue knows."""

from __future__ import annotations

import json
from typing import Any, Final

import typer

from coach.cli import compose
from coach.cli.tables import columns
from coach.errors import CoachError, Mistake, did_you_mean, printable, quoted
from coach.routine.file.tables import CatalogueTable
from coach.routine.owned import missing

_LISTS: Final = ("setup", "cues", "reminders", "tips", "mistakes")
"""The fields that are shown with one text on each line."""


def list_exercises(word: str | None, muscle: str | None, equipment: str | None, doable: bool, as_json: bool) -> None:
    """Prints the exercises that have `word` in a name, train `muscle` and need `equipment`. Raises `CoachError`.

    With `doable`, only those that need nothing but the athlete's equipment.
    """
    owned = compose.owned() if doable else ()
    catalogue = compose.library().catalogue()
    every = {id_: catalogue.get(id_) for id_ in catalogue.ids()}
    if muscle:
        _check_word("muscle", muscle, {m for entry in every.values() for m in _muscles(entry)})
    found = {
        id_: entry
        for id_, entry in sorted(every.items())
        if _has(word, [id_, entry.name or "", *(entry.also or [])])
        and _has(muscle, _muscles(entry))
        and _has(equipment, entry.equipment or [])
        and not missing(entry.equipment or [], owned)
    }
    if as_json:
        typer.echo(json.dumps([_as_object(id_, entry) for id_, entry in found.items()], indent=2))
    elif found:
        columns(
            [[id_, ", ".join(entry.muscles or []), ", ".join(entry.equipment or [])] for id_, entry in found.items()]
        )
    else:
        wanted = " ".join(filter(None, [word, muscle, equipment])) or ", ".join(owned)
        hint = did_you_mean(wanted, catalogue.names()) or "coach exercises lists them all"
        raise CoachError(Mistake(f"no exercise matches {quoted(wanted)}", hint))


def show_exercise(name: str, as_json: bool) -> None:
    """Prints all that the catalogue knows of one exercise. Raises `CoachError` if it doesn't know it."""
    catalogue = compose.library().catalogue()
    id_ = catalogue.find(name)
    if id_ is None:
        hint = did_you_mean(name, catalogue.names()) or "coach exercises lists them"
        raise CoachError(Mistake(f"the catalogue has no exercise {quoted(name)}", hint))
    if as_json:
        typer.echo(json.dumps(_as_object(id_, catalogue.get(id_)), indent=2))
        return
    for key, value in _as_object(id_, catalogue.get(id_)).items():
        lines = value if key in _LISTS else [_joined(value)]
        for index, line in enumerate(lines):
            typer.echo(f"{'' if index else key:<10} {printable(line)}")


def _as_object(id_: str, entry: CatalogueTable) -> dict[str, Any]:
    """What is known of an exercise, its name first; what isn't known is left out."""
    order = ("name", "also", "muscles", "secondary", "equipment", "reps", "tempo", "side")
    rest = ("meaning", "why", *_LISTS, "easier", "harder")
    values = {key: getattr(entry, key) for key in (*order, *rest)}
    shown = {key: str(value) if key in ("reps", "tempo") else value for key, value in values.items() if value}
    return {"id": id_} | shown


def _joined(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _muscles(entry: CatalogueTable) -> list[str]:
    return [*(entry.muscles or []), *(entry.secondary or [])]


def _has(word: str | None, texts: list[str]) -> bool:
    return not word or any(word.casefold() in text.casefold() for text in texts)


def _check_word(what: str, word: str, known: set[str]) -> None:
    if not any(word.casefold() in name for name in known):
        hint = did_you_mean(word, known) or f"they are {', '.join(sorted(known))}"
        raise CoachError(Mistake(f"no exercise trains a {what} called {quoted(word)}", hint))
