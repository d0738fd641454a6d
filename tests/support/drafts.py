"""Plain lines, read with the catalogue that ships."""

from __future__ import annotations

from coach.catalogue import Catalogue
from coach.library import Library
from coach.lines.draft import Draft
from coach.lines.reader import read_lines
from coach.notation import Unit

CATALOGUE: Catalogue = Library(()).catalogue()


def drafted(*lines: str, units: Unit | None = None) -> Draft:
    return read_lines("\n".join(lines), CATALOGUE, units)
