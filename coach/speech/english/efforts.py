"""How hard a set should be, in English: "leave two in reserve"."""

from __future__ import annotations

from coach.notation import Effort, Reps
from coach.routine.model import Prescription
from coach.speech.english.numbers import decimal, number
from coach.speech.english.wording import sentence


def effort(asked: Prescription) -> str:
    """How hard a set should be, as a request without a capital; "" if that isn't said."""
    value = asked.effort
    if value is None:
        return ""
    if value.reserve is None or not isinstance(asked.reps, Reps):
        return f"aim for an effort of {_scale(value)}"
    least, most = value.reserve
    if most == 0:
        return "leave nothing in reserve"
    if least == 0:
        return f"leave at most {number(most)} in reserve"
    if least == most:
        return f"leave {number(least)} in reserve"
    between = "or" if most == least + 1 else "to"
    return f"leave {number(least)} {between} {number(most)} in reserve"


def _scale(value: Effort) -> str:
    """ "eight out of ten", "seven to eight out of ten" """
    ends = dict.fromkeys(decimal(end) for end in (value.low, value.high))
    return f"{' to '.join(ends)} out of ten"


def efforts_of(sets: tuple[Prescription, ...]) -> str:
    """How hard the sets of an exercise should be, as a sentence: of the first one, if they differ."""
    first = effort(sets[0])
    if not first:
        return ""
    return sentence(first if len({one.effort for one in sets}) == 1 else f"in the first set, {first}")
