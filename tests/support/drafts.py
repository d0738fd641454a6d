"""Plain lines, read with the catalogue that ships."""

from __future__ import annotations

from coach.library.find import Library
from coach.routine.file.catalogue import Catalogue
from coach.text_import.draft import Draft
from coach.text_import.reader import read_lines
from coach.units import Unit

CATALOGUE: Catalogue = Library(()).catalogue()


def drafted(*lines: str, units: Unit | None = None) -> Draft:
    return read_lines("\n".join(lines), CATALOGUE, units)
