"""Equipment: what exercises need together, and whether it is there. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

_EVERYWHERE: Final = ("wall", "chair", "towel")
"""What every gym and every home has."""


def without_article(item: str) -> str:
    """A piece of equipment as it is compared: `a bench`, `Bench` and `the bench` are the same."""
    first, _, rest = item.strip().casefold().partition(" ")
    return rest.strip() if first in ("a", "an", "the") and rest else item.strip().casefold()


def missing(needed: Iterable[str], owned: Collection[str]) -> tuple[str, ...]:
    """What of `needed` isn't among what the athlete has; nothing if they haven't told, so that `owned` is empty."""
    there = {*_and_single_ones(owned), *_EVERYWHERE}
    return tuple(item for item in dict.fromkeys(needed) if owned and without_article(item) not in there)


def covers(there: Iterable[str], needed: Iterable[str]) -> bool:
    """Whether all that is `needed` is `there`; who has dumbbells has a dumbbell."""
    return _and_single_ones(there).issuperset(map(without_article, needed))


def gathered(items: Iterable[str]) -> tuple[str, ...]:
    """Each item once, in order; a dumbbell isn't named beside dumbbells."""
    found = dict.fromkeys(items)
    several = {without_article(item) for item in found}
    return tuple(item for item in found if f"{without_article(item)}s" not in several)


def _and_single_ones(items: Iterable[str]) -> set[str]:
    """The items as they are compared, and one of each of those that are several: `dumbbells` and `dumbbell`."""
    found = {*map(without_article, items)}
    return found | {item.removesuffix("s") for item in found}
