"""What weight means for an exercise of the catalogue: it is lifted, or it is added to the body's own."""

from __future__ import annotations

import re
from typing import Final

from coach.routine.file.tables import CatalogueTable

_WEIGHTS: Final = re.compile(r"barbell|dumbbell|kettlebell|machine|cable|curl bar|T-bar|trap bar|sled|plates|pulley")
_HUNG: Final = re.compile(r"pull-up bar|dip bars|a bar at hip height")
_PUSHED: Final = re.compile(r"push-?up|\bdips?\b", re.IGNORECASE)


def is_weighted(table: CatalogueTable) -> bool:
    """Whether the exercise is done with a weight, and not with the body's alone."""
    return bool(_WEIGHTS.search(" ".join(table.equipment or ())))


def hangs_on_body(table: CatalogueTable) -> bool:
    """Whether weight can only be added to the body's: pull-ups, dips, push-ups. A squat is done with a weight."""
    body = _HUNG.search(" ".join(table.equipment or ())) or _PUSHED.search(table.name or "")
    return bool(body) and not is_weighted(table)
