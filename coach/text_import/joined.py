"""Joins lines that belong together: an exercise whose name and values are on separate lines, a table with one cell a
line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from coach.routine.file.catalogue import Catalogue
from coach.text_import import words
from coach.text_import.blocks import block_of
from coach.text_import.lines import Line
from coach.text_import.scan import Scan

_LONGEST_NAME: Final = 60
_STARTS_AS_VALUES: Final = re.compile(r"(?:[0-9]|(?:sets?|reps?(?:etitions)?)\s*[:=])", re.IGNORECASE)
_LABELLED: Final = re.compile(
    r"(?:[-*]\s*)?(?:sets?|reps?(?:etitions)?|rest|weight|load|tempo|RPE|RIR)\s*[:=]", re.IGNORECASE
)
_LOAD_LABEL: Final = re.compile(r"^(?:weight|load)\s*[:=]\s*", re.IGNORECASE)
_REMARK: Final = re.compile(r"(?:\s*[(\[]|[,;.]\s+(?=[^\W\d_])).*")
"""What follows the values of an exercise: `(4-count lower)`, `, climbing`."""
_BESIDE_VALUES: Final = re.compile(r"(?:of|with|each|per|on|a|an)\b", re.IGNORECASE)
"""How a text begins that belongs to the values: "of plates", "with a band"."""


def with_values(lines: Sequence[Line], catalogue: Catalogue, scan: Callable[[str], Scan]) -> list[Line]:
    """`lines`, with each exercise whose name and values are on two lines put on one."""
    pairs = [_belong(before, line, catalogue, scan) for before, line in pairwise(lines)]
    first = next((index for index, line in enumerate(lines) if line.text), 0)
    if sum(map(bool, pairs)) == 1 and pairs[first : first + 1] == ["unknown"]:
        # It may also be the title.
        pairs[first] = ""
    found: list[Line] = []
    for line, pair in zip(lines, ["", *pairs], strict=False):
        if pair or (found and _goes_on(found[-1], line, scan)):
            name = words.without_bullet(found[-1].text).strip(" :")
            text = f"{name} | {_LOAD_LABEL.sub('', words.without_bullet(line.text))}"
            found[-1] = replace(found[-1], text=text, more=found[-1].more + 1)
        else:
            found.append(line)
    return found


def _goes_on(above: Line, line: Line, scan: Callable[[str], Scan]) -> bool:
    """Whether a line goes on with the values of an exercise that other lines have begun: `Reps: 10` below `Sets: 3`."""
    if not above.more or line.number != above.number + above.more + 1 or not _LABELLED.match(line.text):
        return False
    found = scan(_LOAD_LABEL.sub("", words.without_bullet(line.text)))
    return bool(found.fields) and not found.fields.keys() & scan(above.text).fields.keys() and not found.pieces


def _belong(before: Line, line: Line, catalogue: Catalogue, scan: Callable[[str], Scan]) -> str:
    """Whether `line` has the values of the name in the line `before`: "known" or "unknown" by the catalogue, or ""."""
    name, values = words.without_bullet(before.text).strip(" :"), words.without_bullet(line.text)
    if (
        line.number != before.number + 1
        or before.of_table
        or line.of_table
        or not name
        or not _STARTS_AS_VALUES.match(values)
    ):
        return ""
    if block_of(line.number, values) or block_of(before.number, name):
        return ""
    said, left = scan(values), scan(_REMARK.sub("", values)).pieces
    first = scan(words.member(name)[2])
    known = not first.fields and any(words.known(piece, catalogue) for piece in first.pieces[:1])
    if any(words.known(piece, catalogue) for piece in left) or not said.fields.keys() & {"reps", "sets"}:
        return ""
    if known:
        beside = all(words.is_equipment([piece]) or _BESIDE_VALUES.match(piece) for piece in left)
        return "known" if beside else ""
    whole = "reps" in said.fields and ("sets" in said.fields or "," in said.fields["reps"])
    return "unknown" if whole and not left and _is_name(name, scan) else ""


def _is_name(text: str, scan: Callable[[str], Scan]) -> bool:
    """Whether a line may be the name of an exercise that the catalogue lacks: words, and nothing else."""
    if len(text) > _LONGEST_NAME or words.heading(text) or words.is_prose(text) or words.WARM_UP.match(text):
        return False
    found = scan(words.member(text)[2])
    return bool(re.search(r"[^\W\d_]", text)) and not (found.fields or found.refused or found.intervals)
