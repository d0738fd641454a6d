"""The exercise catalogue: what is known about each exercise, found by its id or another of its names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from coach.notation import Span
from coach.routine.file.name_words import EQUIPMENT, name_key, without_equipment
from coach.routine.file.tables import CatalogueTable
from coach.routine.file.toml import File, check_table


class Catalogue:
    """The exercises that `use` can name, each checked when it is first used."""

    def __init__(self, files: Sequence[File]) -> None:
        self._where: dict[str, tuple[File, str]] = {}
        self._named: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._read: dict[str, CatalogueTable] = {}
        for file in files:
            for id_, entry in file.data.items():
                self._where[id_] = (file, id_)
                names = [id_, *_texts(entry, "also")] + ([entry["name"]] if _texts(entry, "name") else [])
                self._named.update({slug(name): id_ for name in names})

    def ids(self) -> list[str]:
        return list(self._where)

    def names(self) -> list[str]:
        return [*self._named, *self._where]

    def find(self, name: str) -> str | None:
        """The id of the exercise called `name`, in any of its spellings; None if there is none.

        Plurals, hyphens and the order of the words don't matter. Equipment does: it may only be added or left out if
        the exercise has that equipment anyway, as in "Deadlift (barbell)".
        """
        if name in self._where:
            return name
        if found := self._named.get(slug(name)):
            return found
        # Most routines name exercises as the catalogue does, so the keys are made only when one doesn't.
        if not self._keys:
            self._keys = {name_key(known): id_ for known, id_ in self._named.items()}
        return self._keys.get(name_key(name)) or self._without_equipment(name)

    def _without_equipment(self, name: str) -> str | None:
        bare, gear = without_equipment(name)
        found = self._keys.get(name_key(bare)) if gear else None
        return found if found and all(self._has(found, EQUIPMENT[word]) for word in gear) else None

    def _has(self, id_: str, gear: str) -> bool:
        """Whether exercise `id_` needs `gear`; with "", whether it needs no weight at all."""
        file, key = self._where[id_]
        entry = file.data[key]
        equipment = " ".join(_texts(entry, "equipment")) if isinstance(entry, dict) else ""
        if gear:
            return gear in equipment
        return not any(word and word in equipment for word in EQUIPMENT.values() if word not in ("bar", "ball"))

    def is_for_warming_up(self, id_: str) -> bool:
        """Whether exercise `id_` is one of those that only warm up, such as arm circles."""
        return self._where[id_][0].name.endswith("warm-up.toml")

    def get(self, id_: str) -> CatalogueTable:
        """The exercise `id_`. Raises `CoachError` if the catalogue's own file is wrong."""
        if id_ not in self._read:
            file, key = self._where[id_]
            self._read[id_] = check_table(file, CatalogueTable, (key,))
        return self._read[id_]


_HELD: Final = re.compile(r"plank|hang|hold|wall-sit|l-sit|pinch|carry|stretch|pose|isometric")


def is_held(id_: str, table: CatalogueTable) -> bool:
    """Whether the exercise `id_` is held for a time and can't be counted: a plank, but not jumping jacks."""
    return isinstance(table.reps, Span) and bool(_HELD.search(id_))


def _texts(entry: Any, key: str) -> list[str]:
    value = entry.get(key) if isinstance(entry, dict) else None
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def slug(name: str) -> str:
    """A name as an id: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))
