"""What an athlete says of the last set, put in the place of what was known of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from coach.notation import Load
from coach.session.afterwards import is_unknown, same_set
from coach.session.done import Done
from coach.session.record import Record

Records: TypeAlias = tuple[tuple[int, Record], ...]
"""What was done, by the index of its step in the plan."""


def note(records: Records, done: Done) -> tuple[Records, Done, Record] | None:
    """The records with `done` for the last set, what is noted, and the record that it was; None where there is no set.

    Of a set on each side, it is for the side that is named; else for those that the coach doesn't know; else for both.
    """
    meant = _meant(records, done)
    if not meant:
        return None
    _, first = meant[0]
    performed = done.performed(first.set.asked.reps)
    load = _load(done.load, first.load)
    changed = {
        index: replace(
            record,
            how="done",
            performed=performed,
            time=record.time if performed.held is None else performed.held,
            effort=done.effort or record.effort,
            load=load or record.load,
        )
        for index, record in meant
    }
    side = "both" if len(meant) > 1 else first.set.side
    said = replace(done, reps=performed.reps, time=performed.held, load=load, side=side)
    return tuple((index, changed.get(index, record)) for index, record in records), said, first


def _meant(records: Records, done: Done) -> Sequence[tuple[int, Record]]:
    """The records that `done` is about: that of the last set, or of its sides."""
    if not records:
        return []
    _, last = max(records, key=lambda one: one[0])
    sides = [(index, record) for index, record in records if same_set(record.set, last.set)]
    if done.side in ("left", "right"):
        return [(index, record) for index, record in sides if record.set.side == done.side]
    unknown = [(index, record) for index, record in sides if is_unknown(record)]
    return unknown if unknown and done.side is None else sides


def _load(said: Load | None, planned: Load | None) -> Load | None:
    """The load as it was said, with what goes without saying: the unit, and that it hung on the body."""
    if said is None:
        return None
    unit = said.unit or (planned.unit if planned else None) or "kg"
    own = said.bodyweight or (planned is not None and planned.bodyweight)
    return replace(said, unit=unit if said.amount else None, bodyweight=own)
