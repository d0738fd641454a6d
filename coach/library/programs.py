"""The programs on disk: in a folder `programs` beside the routines, first the athlete's own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from coach.errors import CoachError
from coach.library.find import Library, read_text
from coach.library.named_files import NamedFiles

if TYPE_CHECKING:
    from coach.program.model import Program

FOLDER: Final = "programs"
"""What the folder is called, beside the routines."""


class Programs(NamedFiles, frozen=True):
    """The programs that belong to the routines of a `library`."""

    noun: ClassVar[str] = "program"
    library: Library

    def searched(self) -> list[Path]:
        """The folders to look in, in order."""
        return [folder / FOLDER for folder in self.library.folders]

    def load(self, name: str) -> Program:
        """Reads a program, by its name or path. Raises `CoachError` for what is wrong with it."""
        from coach.program.file import read_program

        path = self.path(name)
        return read_program(read_text(path), str(path), path.stem, self.library.catalogue(), self.library.names())


def holds_program(path: Path) -> bool:
    """Whether a file holds a program: by its folder, or by its days or phases. One that can't be read holds none."""
    if path.parent.name == FOLDER:
        return True
    try:
        return re.search(r"^\s*\[\[\s*(?:day|phase)\b", read_text(path), re.MULTILINE) is not None
    except CoachError:
        return False
