"""The load that should make today's reps as hard as is asked, worked out from how hard they were last time."""

from __future__ import annotations

from msgspec.structs import replace

from coach.notation import MOST_RPE, Load
from coach.progression.outings import Did, working_load
from coach.progression.rules.loads import loaded
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets
from coach.progression.strength import epley
from coach.routine.model import Prescription


def _today(asked: Asked, past: History) -> TodaysSets | None:
    if not past.outings:
        return None
    last, weights = past.outings[0], past.weights
    load = working_load(last)
    if load is None or asked.sets[0].counted is None:
        return None
    strengths = [strength for did in last if (strength := _strength(did)) is not None]
    if not strengths or weights.kit.helps:
        return TodaysSets(loaded(asked.sets, load, weights), "carried")

    def load_of(one: Prescription) -> Load:
        weight = max(strengths) / (1 + ((one.counted or 0) + MOST_RPE - _wanted(one, asked)) / 30)
        return weights.nearest(replace(load, amount=weight, unit="kg").exactly(load.unit or "kg"))

    if len({_wanted(one, asked) for one in asked.sets}) > 1 and all(one.load is None for one in asked.sets):
        return TodaysSets(tuple(replace(one, load=load_of(one)) for one in asked.sets), "by effort")
    return TodaysSets(loaded(asked.sets, load_of(asked.sets[0]), weights), "by effort")


def _wanted(one: Prescription, asked: Asked) -> float:
    """How hard a set should be, as an RPE."""
    return one.effort.middle if one.effort else asked.rule.rpe


def _strength(did: Did) -> float | None:
    """The one-rep max that a set of known effort suggests, in kg: reps in reserve count as if they were done."""
    if did.effort is None or did.performed.proven is None:
        return None
    return epley(did.load, did.performed.proven + MOST_RPE - did.effort)


RPE = Rule("rpe", "as hard as is asked", _today, fields=frozenset({"rpe"}))
