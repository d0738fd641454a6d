"""The load that should make today's reps as hard as is asked, worked out from how hard they were last time."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from coach.progression.outings import Did, working_load
from coach.progression.rules.loads import loaded
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets
from coach.progression.strength import epley

MOST_RIR: Final = 10
"""RPE 10 is a set with no rep left in reserve; each point below it is one more rep in reserve."""


def _today(asked: Asked, past: History) -> TodaysSets | None:
    if not past.outings:
        return None
    last, weights = past.outings[0], past.weights
    load, reps = working_load(last), asked.sets[0].counted
    if load is None or reps is None:
        return None
    strengths = [strength for did in last if (strength := _strength(did)) is not None]
    if not strengths or weights.kit.helps:
        return TodaysSets(loaded(asked.sets, load, weights), "carried")
    weight = max(strengths) / (1 + (reps + MOST_RIR - asked.rule.rpe) / 30)
    exact = replace(load, amount=weight, unit="kg").exactly(load.unit or "kg")
    return TodaysSets(loaded(asked.sets, weights.nearest(exact), weights), "by effort")


def _strength(did: Did) -> float | None:
    """The one-rep max that a set of known effort suggests, in kg: reps in reserve count as if they were done."""
    if did.effort is None or did.performed.proven is None:
        return None
    return epley(did.load, did.performed.proven + MOST_RIR - did.effort)


RPE = Rule("rpe", "as hard as is asked", _today, fields=frozenset({"rpe"}))
