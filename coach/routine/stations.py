"""Where an exercise is done, by its equipment: how long it takes to get there, and what is taken hold of. Pure.

The times are our own estimates: to walk over, set a height or a pin, load a bar and take one's place, in a gym that
isn't full. They hold before the first set of an exercise only; a routine that knows better writes `ready`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.units import SECOND, Ms

Hold: TypeAlias = Literal[
    "under bar", "bar", "high bar", "dip bars", "handle", "rope", "dumbbell", "dumbbells", "kettlebell", "place"
]
"""What the athlete takes before a set: a place under a bar, something into the hands, or only a place."""


class Station(Struct, frozen=True):
    """What is taken before a set, and how long it takes from the exercise's name to the first rep."""

    hold: Hold
    ready: Ms


_NOTHING: Final = Station("place", Ms(0))
_SOMETHING: Final = Station("place", 20 * SECOND)

_STATIONS: Final[Sequence[tuple[tuple[str, ...], Station]]] = (
    (("rack", "Smith machine"), Station("under bar", 60 * SECOND)),
    (("barbell", "curl bar", "trap bar", "T-bar", "landmine"), Station("bar", 45 * SECOND)),
    (("machine",), Station("place", 45 * SECOND)),
    (("rope handle",), Station("rope", 45 * SECOND)),
    (("straight bar", "wide bar"), Station("bar", 45 * SECOND)),
    (("ankle strap",), Station("place", 45 * SECOND)),
    (("cable pulleys",), Station("handle", 45 * SECOND)),
    (("pull-up bar",), Station("high bar", 30 * SECOND)),
    (("dip bars",), Station("dip bars", 30 * SECOND)),
    (("bar at hip height",), Station("bar", 30 * SECOND)),
    (("dumbbells",), Station("dumbbells", 30 * SECOND)),
    (("dumbbell",), Station("dumbbell", 30 * SECOND)),
    (("kettlebell", "kettlebells"), Station("kettlebell", 30 * SECOND)),
)
"""What equipment's names end with, and the station it makes; the first row that fits an exercise holds."""


@lru_cache(maxsize=256)
def station_of(equipment: tuple[str, ...]) -> Station:
    """The station of an exercise with such equipment; other equipment takes 20 s to get ready, none takes none."""
    found = (station for ends, station in _STATIONS for item in equipment if item.endswith(ends))
    return next(found, _SOMETHING if equipment else _NOTHING)
