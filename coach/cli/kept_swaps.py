"""Exercises that the athlete has swapped for good: `swaps.toml` in the configuration's folder.

A line for each, by the routine and the exercises' ids: `back.barbell-row = "dumbbell-row"`. `coach log --swap` writes
it, the athlete may edit it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.cli import keyed_lines, runtime
from coach.errors import CoachError, Mistake, did_you_mean, quoted

if TYPE_CHECKING:
    from coach.routine.file.catalogue import Catalogue

_HEAD: Final = "# Exercises you have swapped for good. A line for each: routine, exercise, what you do instead.\n"
_HINT: Final = 'write a line for each: back.barbell-row = "dumbbell-row"'


def swaps_path() -> Path:
    return runtime.config_folder() / "swaps.toml"


def swaps_of(routine: str) -> Mapping[str, str]:
    """What is done in a routine in the place of which exercise, by their ids. Raises `CoachError`."""
    found = keyed_lines.read(swaps_path(), _HINT).get(routine, {})
    if not isinstance(found, dict) or not all(isinstance(other, str) for other in found.values()):
        raise CoachError(Mistake(f"{quoted(routine)} is no list of swaps", _HINT, str(swaps_path())))
    return found


def check(swaps: Mapping[str, str], catalogue: Catalogue) -> None:
    """Raises `CoachError` if the catalogue lacks an exercise that is done instead of another."""
    for other in swaps.values():
        if catalogue.find(other) is None:
            hint = did_you_mean(other, catalogue.names()) or "coach exercises lists them"
            raise CoachError(Mistake(f"there is no exercise {quoted(other)}", hint, str(swaps_path())))


def keep(routine: str, exercise: str, other: str) -> None:
    """Has `other` done in the place of an exercise of a routine from now on; with "" the exercise itself again."""
    swaps_of(routine)
    keyed_lines.put(swaps_path(), _HEAD, (routine, exercise), other)
