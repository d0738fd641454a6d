"""TOML files in several folders, each found by its name: the routines, and the programs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from coach.errors import CoachError, Mistake, did_you_mean, quoted


class NamedFiles(Struct, frozen=True):
    """Files of one kind, which a `noun` names. A file hides those of the same name in later folders."""

    noun: ClassVar[str]

    def searched(self) -> Iterable[Path]:
        """The folders to look in, in order."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """All names, in alphabetical order."""
        return list(self.paths())

    def paths(self) -> dict[str, Path]:
        """Each file by its name, in alphabetical order."""
        found: dict[str, Path] = {}
        for folder in self.searched():
            for path in folder.glob("*.toml"):
                # Reading a pipe would wait without end.
                if path.is_file():
                    found.setdefault(path.stem, path)
        return dict(sorted(found.items()))

    def path(self, name: str) -> Path:
        """The file that `name`, a name or a path, stands for. Raises `CoachError` with the nearest names."""
        if name.endswith(".toml") or os.sep in name:
            return Path(name)
        if found := self.find(name):
            return found
        names = self.names()
        hint = did_you_mean(name, names) or f"the {self.noun}s are {', '.join(names)}"
        raise CoachError(Mistake(f"there is no {self.noun} {quoted(name)}", hint))

    def find(self, name: str) -> Path | None:
        """The file called `name`, or None."""
        candidates = (folder / f"{name}.toml" for folder in self.searched())
        return next((path for path in candidates if path.is_file()), None)
