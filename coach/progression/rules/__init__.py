"""What to lift today, given what was lifted before: the rules by which loads go up, and down again. Pure.

`RULES` is the one list of them, with a module for each; docs/format.md is the reference. Hits and misses are defined in
`coach/progression/outings.py`. After a number of misses in a row at one load, the load is reduced: a deload. An outing
that proves nothing neither counts nor interrupts. `tests/test_closed_lists.py` fails where a rule was forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coach.progression.rules.double import DOUBLE
from coach.progression.rules.ladder import LADDER
from coach.progression.rules.linear import LINEAR
from coach.progression.rules.none import NONE
from coach.progression.rules.percent import PERCENT
from coach.progression.rules.rpe import RPE
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets
from coach.progression.rules.stages import STAGES

RULES: Final[Mapping[str, Rule]] = {rule.name: rule for rule in (DOUBLE, LINEAR, STAGES, PERCENT, RPE, LADDER, NONE)}


def today(asked: Asked, past: History) -> TodaysSets | None:
    """Today's working sets by the exercise's rule; None if the rule has nothing to say yet.

    Raises `KeyError` for a rule that isn't one of `RULES`.
    """
    return RULES[asked.rule.rule].today(asked, past) if asked.sets else None
