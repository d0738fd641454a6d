"""How English sentences are put together: capitals, full stops, lists, and names inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from coach.session.sets import Set
from coach.session.variety import one_of
from coach.units import Ms

_PROPER: Final = {
    "Arnold", "Bulgarian", "Copenhagen", "Cossack", "Hindu", "Nordic", "Pallof", "Pendlay", "Romanian", "Russian",
    "Smith", "Spanish", "Swiss", "Turkish", "Zercher", "Zottman",
}  # fmt: skip
"""First words of exercises' names that keep their capital."""


def estimate(text: str) -> Ms:
    """About how long `text` takes to say, where there is no voice to measure it with.

    Ordinary English speech is about 15 characters a second.
    """
    return Ms(300 + 65 * len(text))


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def inside(name: str) -> str:
    """A name as it stands inside a sentence: "machine row", but still "EZ-bar curl"."""
    first = re.split(r"[ -]", name, maxsplit=1)[0]
    return name if first in _PROPER or not name[1:2].islower() else name[:1].lower() + name[1:]


_KINDS: Final = ("workout", "day", "session", "training", "routine", "circuit", "class")
"""Last words of titles that say already what kind of thing it is."""


def workout(title: str) -> str:
    """A routine as it is called in a sentence: "back workout", "strength day"."""
    name = inside(title)
    return name if name.lower().endswith(_KINDS) else f"{name} workout"


def in_other_words(options: Sequence[str], set_: Set) -> str:
    """One of several wordings, another one in each session, and for each exercise of a session."""
    return one_of(options, set_.trained + set_.position - 1)


def listing(items: tuple[str, ...], last: str = "and") -> str:
    """ "a bar, a bench and dumbbells", or with another word before the last one."""
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""


def in_turn(items: list[str]) -> str:
    """ "five, four, then three" """
    return f"{', '.join(items[:-1])}, then {items[-1]}" if len(items) > 1 else items[0]
