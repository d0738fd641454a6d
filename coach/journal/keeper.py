"""Keeps a session while it runs: each finished set is on disk before this returns, or is kept for a later try.

Nothing that goes wrong with the file ends the session: it is told once, and tried again with every set and at the end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.journal.entries import Entry, How, Past, When
from coach.journal.rows import delete_entries, put_entry, put_session, tidy, touch
from coach.journal.store import Connection, Damaged, Journal, JournalError
from coach.session.plan import Plan
from coach.session.record import Record
from coach.session.state import Session
from coach.units import HOUR, Ms

FRESH_AFTER: Final[Ms] = 4 * HOUR
"""After so long, a session that was broken off is over, and the next one is another."""

_RETRIES: Final = 2
"""Attempts at one write: a damaged file is set aside after the first, and the second goes into a new one."""


class _Noticed(Struct, frozen=True):
    """A set with the place and the times it had when it was over, however late it is written."""

    place: int
    entry: Entry


class Keeper:
    """The journal of one running session. `wall` is ms since 1970, `monotonic` seconds that never go back."""

    def __init__(
        self,
        path: Path,
        past: Past,
        wall: Callable[[], When],
        monotonic: Callable[[], float],
        tell: Callable[[str], None],
    ) -> None:
        self._journal = Journal(path)
        self._wall = wall
        self._monotonic = monotonic
        self._tell = tell
        self._told = False
        # The clock may have been set back since the session was begun.
        self._began: tuple[When, float] = (max(wall(), past.seen), monotonic())
        self._past = replace(past, holder=f"process {os.getpid()}", how="open", ended=None)
        self._row: int | None = past.id or None
        self._first = True
        self._next = len(past.entries) + 1
        self._noticed: dict[int, _Noticed] = {}
        self._kept: dict[int, _Noticed] = {}
        self._of_before: list[_Noticed] = []

    def resume(self, places: dict[int, int]) -> None:
        """Takes up a session: the entry at a place (from 1) of the journal is the set at an index of the plan."""
        for index, place in places.items():
            self._noticed[index] = self._kept[index] = _Noticed(place, self._past.entries[place - 1])
        entries = enumerate(self._past.entries, 1)
        self._of_before = [_Noticed(place, entry) for place, entry in entries if place not in places.values()]

    def begin(self, session: Session) -> None:
        """The session has begun. Its row says who plays it; a set may still be written where this fails."""
        self._write(session)

    def keep(self, session: Session) -> None:
        """What was done has changed."""
        self._write(session)

    def end(self, session: Session) -> None:
        """The session is over: all was done, or the athlete stopped it."""
        how: How = "stopped" if session.stopped else "complete"
        self._past = replace(self._past, how=how)
        self._write(session)

    def close(self, session: Session) -> list[Entry]:
        """Tries once more to write what isn't written yet; returns what couldn't be."""
        if self._unwritten(session) or self._row is None:
            self._write(session)
        left = [self._noticed[index].entry for index in self._unwritten(session)]
        self._journal.close()
        return left

    def _now(self) -> When:
        """The time of day: never earlier than it was, whatever becomes of the machine's clock."""
        began, at = self._began
        return max(self._wall(), began + round((self._monotonic() - at) * 1000))

    def _unwritten(self, session: Session) -> list[int]:
        return [index for index, _ in session.records if self._kept.get(index) != self._noticed.get(index)]

    def _write(self, session: Session) -> None:
        now = self._now()
        self._notice(session, now)
        ended = None if self._past.how == "open" else self._past.ended or now
        self._past = replace(self._past, seen=ended or now, ended=ended)
        for _ in range(_RETRIES):
            try:
                self._sync(session)
                return
            except Damaged:
                self._begin_anew()
            except JournalError as error:
                if not self._told:
                    self._told = True
                    reason = error.reason
                    self._tell(f"The journal can't be written ({reason}). Going on; it is tried again after each set.")
                return

    def _notice(self, session: Session, now: When) -> None:
        records = dict(session.records)
        for index in [index for index in self._noticed if index not in records]:
            del self._noticed[index]
        for index, record in records.items():
            before = self._noticed.get(index)
            if before is None:
                entry = entry_of(record, now, session.earlier + session.mark)
                self._noticed[index] = _Noticed(self._next, entry)
                self._next += 1
            elif (entry := entry_of(record, before.entry.at, before.entry.spent)) != before.entry:
                self._noticed[index] = _Noticed(before.place, entry)

    def _sync(self, session: Session) -> None:
        """One transaction that makes the file say what the session says."""
        gone = [kept.place for index, kept in self._kept.items() if index not in self._noticed]
        new = [one for index, one in self._noticed.items() if self._kept.get(index) != one]
        self._row = self._journal.write(self._put, gone, new)
        self._first = False
        self._kept = dict(self._noticed)

    def _put(self, connection: Connection, gone: Sequence[int], new: Sequence[_Noticed]) -> int:
        """Takes out the sets at the places `gone`, puts in the `new` ones; returns the row of the session."""
        row = self._row
        if row is None:
            row = put_session(connection, self._past)
            new = [*new, *self._of_before]
        else:
            touch(connection, row, self._past)
        if self._first:
            tidy(connection, row, self._past.routine, self._past.seen - FRESH_AFTER)
        delete_entries(connection, row, gone)
        for one in new:
            put_entry(connection, row, one.place, one.entry)
        return row

    def _begin_anew(self) -> None:
        """Sets a damaged file aside; the whole session goes into a new one."""
        try:
            aside = self._journal.set_aside(datetime.fromtimestamp(self._now() / 1000))
        except JournalError:
            return
        self._tell(f"The journal was damaged. It is set aside as {aside.name}; a new one is begun.")
        self._row = None
        self._kept = {}


def entry_of(record: Record, at: When, spent: int) -> Entry:
    """A set of a running session as the journal has it."""
    one = record.set
    return Entry(
        exercise=one.exercise.lift,
        name=one.exercise.name,
        kind=one.kind,
        number=one.number,
        how=record.how,
        asked=str(one.asked.reps),
        performed=record.performed,
        load=record.load,
        time=record.time,
        at=at,
        spent=spent,
        side=one.side,
        effort=record.effort,
        muscles=one.exercise.muscles,
        block=one.key.block,
        drop=one.drop,
        group=one.round.group.id if one.round else "",
    )


def matched(plan: Plan, past: Past) -> dict[int, int]:
    """The places of `past`'s sets in the journal, by the index of the set in `plan` that each of them was.

    A routine may have been edited since: sets are known by their keys, not by where they stood.
    """
    places = {entry.key: place for place, entry in enumerate(past.entries, 1)}
    return {index: places[one.key] for index, one in plan.works if one.key in places}
