"""What all notations share: text and bounds of a value, the error for a wrong one, and a grammar's form for editors.

The grammar of a notation is written once, as a regular expression with names for its parts. The reader matches it,
whatever the case of letters; `editor_pattern` makes of it what a JSON Schema can say.
"""

from __future__ import annotations

import re
from typing import Final

MOST_SETS: Final = 99
MOST_REPS: Final = 999

DASH: Final = r"\s*[-\u2013]\s*"
"""Between the ends of a range; the en dash is what many programs make of a hyphen."""


class NotationError(ValueError):
    """A value that isn't written in a form the routine language knows."""


def matched(grammar: str, text: str) -> re.Match[str] | None:
    """The parts of `text` by their names, if all of it is in the `grammar`. The case of letters makes no difference."""
    return None if _OTHER_I.search(text) else re.fullmatch(grammar, text, re.IGNORECASE)


_OTHER_I: Final = re.compile("[\u0130\u0131]")
"""The dotted capital I and the dotless small one of Turkish, which a regular expression takes for an i, and
`str.casefold` doesn't."""


def unnamed(grammar: str) -> str:
    """The grammar as a part of a larger one, or for JSON Schema, which doesn't know names as Python writes them."""
    return re.sub(r"\(\?(P<\w+>|:)", "(", grammar)


def editor_pattern(grammar: str) -> str:
    """The grammar as the pattern of a JSON Schema, for editors that check a routine while it is written.

    Such a pattern has no flag for the case of letters, so each letter stands there in both.
    """
    return rf"^\s*({_either_case(unnamed(grammar))})\s*$"


_PARTS: Final = re.compile(r"(?P<kept>\\u[0-9a-fA-F]{4}|\\.)|\[(?P<inside>(?:\\.|[^\]\\])*)\]|(?P<letter>[A-Za-z])")


def _either_case(pattern: str) -> str:
    """A regular expression that takes letters in either case: `kg` becomes `[kK][gG]`."""

    def both(found: re.Match[str]) -> str:
        if found["kept"]:
            return found["kept"]
        if found["letter"]:
            return f"[{found['letter'].lower()}{found['letter'].upper()}]"
        others = (part.swapcase() for part in re.findall(r"(?<!\\)[a-zA-Z](?:-[a-zA-Z])?", found["inside"]))
        return f"[{found['inside']}{''.join(part for part in others if part not in found['inside'])}]"

    return _PARTS.sub(both, pattern)


def text_of(value: object) -> str:
    """A TOML text, or a whole number as text, without spaces around it; "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def is_number(value: object) -> bool:
    """Whether a TOML value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def bounds(value: object, low: int, high: int, most: int) -> tuple[int, int]:
    """`low` and `high`, which `value` says. Raises `NotationError` if they aren't from 1 to `most`, in order."""
    if low > high:
        raise NotationError(f"{show(value)} runs backwards; write the smaller number first")
    if low < 1 or high > most:
        raise NotationError(f"{show(value)} is out of bounds; at least 1, at most {most}")
    return low, high


def show(value: object) -> str:
    """A TOML value as its author would know it again, cut short."""
    text = (
        f'"{value}"'
        if isinstance(value, str)
        else "true"
        if value is True
        else "false"
        if value is False
        else "{…}"
        if isinstance(value, dict)
        else str(value)
    )
    return text if len(text) <= 60 else text[:57] + "..."
