"""What a weight means for an exercise of the catalogue: it is lifted, or added to the athlete's own."""

from __future__ import annotations

import re
from typing import Final

from coach.progression.equipment import kit_of
from coach.routine.file.tables import CatalogueTable

_WEIGHTS: Final = re.compile(r"barbell|dumbbell|kettlebell|machine|cable|curl bar|T-bar|trap bar|sled|plates|pulley")
_HUNG: Final = re.compile(r"pull-up bar|dip bars|a bar at hip height")
_PUSHED: Final = re.compile(r"push-?up|\bdips?\b", re.IGNORECASE)


def is_weighted(table: CatalogueTable) -> bool:
    """Whether the exercise is done with a weight, not only with the athlete's own."""
    return bool(_WEIGHTS.search(" ".join(table.equipment or ())))


def gives_help(table: CatalogueTable) -> bool:
    """Whether it is done on a machine whose weight takes some of the athlete's own away."""
    return kit_of(tuple(table.equipment or ())).helps


def is_banded(table: CatalogueTable) -> bool:
    """Whether a band takes some of the athlete's own weight away: a pull-up or a dip with one."""
    return hangs_on_body(table) and "a band" in (table.equipment or ())


def hangs_on_body(table: CatalogueTable) -> bool:
    """Whether a weight can only be added to the athlete's own: pull-ups, dips, push-ups; but not a squat."""
    body = _HUNG.search(" ".join(table.equipment or ())) or _PUSHED.search(table.name or "")
    return bool(body) and not is_weighted(table)
