"""No rule: an exercise that is written without a load keeps the one that was last used."""

from __future__ import annotations

from coach.progression.outings import working_load
from coach.progression.rules.loads import loaded
from coach.progression.rules.rule import Asked, History, Rule, TodaysSets


def _today(asked: Asked, past: History) -> TodaysSets | None:
    load = working_load(past.outings[0]) if past.outings else None
    if load is None or asked.sets[0].load is not None:
        return None
    return TodaysSets(loaded(asked.sets, load, past.weights), "carried")


NONE = Rule("none", "", _today, fields=frozenset({"of", "rep_max"}), keeps_percents=True)
