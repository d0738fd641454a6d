"""Numbers as the athlete's locale writes them: `62,5 kg` and `12.340 kg` where a comma is the decimal mark.

Only what people read is changed; files, JSON and CSV are the same everywhere. `LC_NUMERIC` decides, as for other
programs.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_MARK: Final = re.compile(r"(?<=\d)[.,](?=\d)")
_COMMA: Final = re.compile(r"(?<=\d),(?=\d)")


def in_locale(text: str) -> str:
    """`text` with the locale's marks in its numbers, in place of a comma for thousands and a point for decimals."""
    marks = _marks()
    return text if marks is None else _MARK.sub(lambda mark: marks[mark[0]], text)


def with_points(text: str) -> str:
    """What was typed, with a decimal point in place of a decimal comma."""
    return _COMMA.sub(".", text)


@cache
def _marks() -> dict[str, str] | None:
    """The locale's marks, by those of English; None if they are the same."""
    import locale  # few commands show a number that needs it

    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        found = locale.localeconv()
        decimal, thousands = str(found["decimal_point"]), str(found["thousands_sep"])
    except locale.Error:
        return None
    finally:
        # Speech engines read numbers by it.
        locale.setlocale(locale.LC_NUMERIC, before)
    return None if decimal == "." else {".": decimal, ",": thousands}


def amount(n: int, one: str) -> str:
    """A number of things: `1 session`, `2 sessions`."""
    return f"{n} {one}" if n == 1 else f"{n} {one}s"
