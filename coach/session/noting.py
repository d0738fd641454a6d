"""Replaces what was known about the last set with what the athlete reports. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from coach.notation import MOST_RPE, Load, of_reserve
from coach.session.afterwards import asks_about, is_unknown, same_set
from coach.session.done import Done
from coach.session.record import Record

Records: TypeAlias = tuple[tuple[int, Record], ...]
"""What was done, by the index of its step in the plan."""


def note(records: Records, done: Done) -> tuple[Records, Done, Record] | None:
    """The records with `done` applied to the last set, what was noted, and the earlier record; None if there is no set.

    For a set done on each side, the report applies to the side it names; otherwise to the sides not known yet;
    otherwise to both. A load or an effort alone applies to both and leaves the reps as they are.
    """
    if not records:
        return None
    _, last = max(records, key=lambda one: one[0])
    done = _answer(last, records, done)
    meant = _meant(records, last, done)
    if not meant:
        return None
    _, first = meant[0]
    load = _load(done.load, first.load)
    changed = {index: _changed(record, done, load) for index, record in meant}
    side = "both" if len(meant) > 1 else first.set.side
    said = replace(done, load=load, side=side)
    if not done.leaves_reps:
        performed = done.performed(first.set.asked.reps)
        said = replace(said, reps=performed.reps, held=performed.held)
    return tuple((index, changed.get(index, record)) for index, record in records), said, first


def _answer(last: Record, records: Records, done: Done) -> Done:
    """`done` as the athlete means it: a bare number is the load, or else the effort, if the coach has asked for it."""
    number = done.reps
    if number is None or done.load is not None or done.effort is not None or done.side is not None:
        return done
    unit = last.set.asks_load
    if unit is not None and last.load is None and last.how == "done" and number:
        return Done(None, None, Load(number, unit, False))
    scale = asks_about(last.set, [record for _, record in records])
    if scale == "rpe" and 1 <= number <= MOST_RPE:
        return Done(None, effort=number)
    if scale == "rir" and number < MOST_RPE:
        return Done(None, effort=of_reserve(number), scale="rir")
    return done


def _changed(record: Record, done: Done, load: Load | None) -> Record:
    """The record with what the athlete reported; everything else stays."""
    if done.leaves_reps:
        return replace(record, load=load or record.load, effort=done.effort or record.effort)
    performed = done.performed(record.set.asked.reps)
    return replace(
        record,
        how="done",
        performed=performed,
        length=record.length if performed.held is None else performed.held,
        effort=done.effort or record.effort,
        load=load or record.load,
    )


def _meant(records: Records, last: Record, done: Done) -> Sequence[tuple[int, Record]]:
    """The records that `done` is about: the one of the `last` set, or those of its sides."""
    sides = [(index, record) for index, record in records if same_set(record.set, last.set)]
    if done.leaves_reps:
        return sides
    if done.side in ("left", "right"):
        return [(index, record) for index, record in sides if record.set.side == done.side]
    unknown = [(index, record) for index, record in sides if is_unknown(record)]
    return unknown if unknown and done.side is None else sides


def _load(said: Load | None, planned: Load | None) -> Load | None:
    """The load that was reported, with its unit and "bodyweight" taken from the planned one if they were left out."""
    if said is None:
        return None
    unit = said.unit or (planned.unit if planned else None) or "kg"
    own = said.bodyweight or (planned is not None and planned.bodyweight)
    # A number alone is as much help as it says, where help was planned.
    sign = -1 if planned is not None and planned.helped and not said.bodyweight else 1
    return replace(said, amount=sign * said.amount, unit=unit if said.amount else None, bodyweight=own)
