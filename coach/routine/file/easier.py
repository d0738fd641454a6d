"""Which easier exercise the coach names: the nearest one in the catalogue that the equipment allows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from coach.routine.file.catalogue import Catalogue
from coach.routine.file.tables import CatalogueTable
from coach.routine.model import Exercise
from coach.routine.owned import covers


def with_easier(exercises: Sequence[Exercise], there: Collection[str], catalogue: Catalogue) -> tuple[Exercise, ...]:
    """The exercises, each with the nearest easier one that can be done with the equipment that is `there`.

    If there is none, the nearest one is named anyway: it is better to know of it than not to.
    """

    def named(exercise: Exercise) -> Exercise:
        if exercise.instead:
            exercise = replace(exercise, instead=tuple(map(named, exercise.instead)))
        if exercise.easier is None:
            return exercise
        chain = list(_ever_easier(exercise.easier, catalogue))
        fit = (one for one in chain if covers(there, one.equipment or ()))
        return replace(exercise, easier=next(fit, chain[0]).name)

    return tuple(map(named, exercises))


def _ever_easier(id_: str, catalogue: Catalogue) -> Iterator[CatalogueTable]:
    """The exercise, the next easier one, and so on."""
    seen: set[str] = set()
    next_one: str | None = id_
    while next_one is not None and next_one not in seen:
        seen.add(next_one)
        table = catalogue.get(next_one)
        yield table
        next_one = catalogue.find(table.easier) if table.easier else None
