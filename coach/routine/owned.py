"""What an exercise needs that the athlete doesn't have. Pure."""

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
    there = {*map(without_article, owned), *_EVERYWHERE}
    return tuple(item for item in dict.fromkeys(needed) if owned and without_article(item) not in there)
