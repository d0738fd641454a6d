"""Plain lines, read with the catalogue that ships."""

from __future__ import annotations

from coach.library.find import Library
from coach.routine.file.catalogue import Catalogue
from coach.text_import.draft import FIELDS, Draft, DraftExercise
from coach.text_import.reader import read_plan
from coach.units import Unit

CATALOGUE: Catalogue = Library(()).catalogue()


def drafted(*lines: str, units: Unit | None = None) -> Draft:
    """The only session of the lines."""
    (found,) = sessions(*lines, units=units)
    return found


def sessions(*lines: str, units: Unit | None = None) -> tuple[Draft, ...]:
    """All sessions of the lines."""
    return read_plan("\n".join(lines), CATALOGUE, units)


def told(text: str) -> list[str]:
    """What was understood of `text`, a line each: sessions, exercises with their fields, and what was not carried."""
    found: list[str] = []
    for draft in sessions(*text.split("\n")):
        found.append(f"== {draft.title}" + (f", rest {draft.rest}" if draft.rest else ""))
        for id_, group in draft.groups.items():
            found.append(f"{id_}: " + ", ".join(f"{key} {value}" for key, value in group.items()))
        found += [_told(entry, "warm-up ") for entry in draft.warm_up]
        found += [_told(entry, f"{entry.group} " if entry.group else "") for entry in draft.exercises]
        found += [f"not {left.line} {left.text!r}: {left.reason}" for left in draft.leftovers]
    return found


def _told(entry: DraftExercise, before: str) -> str:
    name = entry.use or repr(entry.name)
    given = ", ".join(f"{field} {entry.fields[field]}" for field in FIELDS if field in entry.fields)
    return f"{before}{name}: {given}" if given else f"{before}{name}"
