"""The programs on disk: in a folder `programs` beside the routines, first the athlete's own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from coach.errors import CoachError, Mistake, did_you_mean, quoted
from coach.library.find import Library, read_text

if TYPE_CHECKING:
    from coach.program.model import Program

FOLDER: Final = "programs"
"""What the folder is called, beside the routines."""


class Programs(Struct, frozen=True):
    """The programs that belong to the routines of a `library`."""

    library: Library

    def names(self) -> list[str]:
        """The names of all programs, in alphabetical order."""
        return list(self.paths())

    def paths(self) -> dict[str, Path]:
        """The file of each program, in alphabetical order of their names."""
        return dict(sorted(dict(self._found()).items()))

    def path(self, name: str) -> Path:
        """The file of a program, by its name or path. Raises `CoachError` with the nearest names."""
        if name.endswith(".toml") or os.sep in name:
            return Path(name)
        if found := self.find(name):
            return found
        names = self.names()
        hint = did_you_mean(name, names) or f"the programs are {', '.join(names)}"
        raise CoachError(Mistake(f"there is no program {quoted(name)}", hint))

    def find(self, name: str) -> Path | None:
        """The file of the program called `name`, or None."""
        candidates = (folder / FOLDER / f"{name}.toml" for folder in self.library.folders)
        return next((path for path in candidates if path.is_file()), None)

    def load(self, name: str) -> Program:
        """Reads a program, by its name or path. Raises `CoachError` for what is wrong with it."""
        from coach.program.file import read_program

        path = self.path(name)
        return read_program(read_text(path), str(path), path.stem, self.library.catalogue(), self.library.names())

    def _found(self) -> Iterator[tuple[str, Path]]:
        for folder in reversed(self.library.folders):
            for path in (folder / FOLDER).glob("*.toml"):
                yield path.stem, path


def holds_program(path: Path) -> bool:
    """Whether a file holds a program: by its folder, or by its days or phases. One that can't be read holds none."""
    if path.parent.name == FOLDER:
        return True
    try:
        return re.search(r"^\s*\[\[\s*(?:day|phase)\b", read_text(path), re.MULTILINE) is not None
    except CoachError:
        return False
