"""Files that are recognised and can't be read: why not, and how to bring their sets here all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_OF_STRONG: Final = (
    "write a CSV with the columns Date, Workout Name, Exercise Name, Set Order, Weight (kg), Reps, Seconds: a row a set"
)
_ACTIVITIES: Final = (
    r'"?(?:Activity Type"?[,;]"?Date|Aktivit\u00e4tstyp"?[,;]"?Datum|Type d.activit\u00e9"?[,;]"?Date|'
    r'Tipo de actividad"?[,;]"?Fecha|Tipo di attivit\u00e0"?[,;]"?Data|Tipo de atividade"?[,;]"?Data|'
    r'Activiteittype"?[,;]"?Datum)'
)
"""How the list of activities of Garmin Connect begins, in several languages."""
_KNOWN: Final[Sequence[tuple[re.Pattern[str], str, str]]] = tuple(
    (re.compile(form, re.IGNORECASE | re.DOTALL), what, hint)
    for form, what, hint in (
        (_ACTIVITIES, "is Garmin Connect's list of activities, which has no sets", _OF_STRONG),
        (r'\{"count":|\[?\s*\{\s*"id":.*"workout(?:log)?"', "is data of wger, which has no export of logs", _OF_STRONG),
        (r"\s*<\?xml.*<HealthData|\s*<!DOCTYPE HealthData", "is Apple Health's export, which has no sets", _OF_STRONG),
        (r"\s*<\?xml", "is XML, which no program's log is", _OF_STRONG),
    )
)


UNKNOWN: Final = (
    "is no log that is known here",
    "give it what coach export, Strong, Hevy, FitNotes, JEFIT, Liftosaur, LiftLog or StrongLifts wrote; or "
    + _OF_STRONG,
)
"""What is said of a file that isn't recognised, and what to do."""


def unreadable(text: str) -> tuple[str, str] | None:
    """What a recognised file is that can't be read, and what to do; None for a file that isn't recognised."""
    return next((found[1:] for found in _KNOWN if found[0].match(text[:2000])), None)
