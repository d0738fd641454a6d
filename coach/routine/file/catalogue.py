"""The exercise catalogue: what is known of each exercise, found by its id or another of its names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from coach.routine.file.tables import CatalogueTable
from coach.routine.file.toml import File, check_table


class Catalogue:
    """The exercises that `use` can name, each checked when it is first used."""

    def __init__(self, files: Sequence[File]) -> None:
        self._where: dict[str, tuple[File, str]] = {}
        self._named: dict[str, str] = {}
        self._read: dict[str, CatalogueTable] = {}
        for file in files:
            for id, entry in file.data.items():
                self._where[id] = (file, id)
                names = [id, *_texts(entry, "also")] + ([entry["name"]] if _texts(entry, "name") else [])
                self._named.update({slug(name): id for name in names})

    def ids(self) -> list[str]:
        return list(self._where)

    def names(self) -> list[str]:
        return [*self._named, *self._where]

    def find(self, name: str) -> str | None:
        """The id of the exercise called `name`, in any of its spellings."""
        return name if name in self._where else self._named.get(slug(name))

    def get(self, id: str) -> CatalogueTable:
        """The exercise `id`. Raises `CoachError` where the catalogue's own file is wrong."""
        if id not in self._read:
            file, key = self._where[id]
            self._read[id] = check_table(file, CatalogueTable, (key,))
        return self._read[id]


def _texts(entry: Any, key: str) -> list[str]:
    value = entry.get(key) if isinstance(entry, dict) else None
    return [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, str)]


def slug(name: str) -> str:
    """A name as an id: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", name.casefold()))
