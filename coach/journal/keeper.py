"""Keeps a running session: each finished set is on disk before this returns, or is kept for a later attempt.

No fault of the file ends the session: it is reported once, and writing is attempted again with every set and at the
end.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from coach.journal.entries import Entry, Past, SessionStatus, When
from coach.journal.rows import delete_entries, put_entries, put_session, tidy, touch
from coach.journal.store import Connection, Damaged, JournalError, JournalFile
from coach.session.plan import Plan
from coach.session.record import Record
from coach.session.sets import Set, SetKey
from coach.session.state import Session
from coach.units import HOUR, Ms

FRESH_AFTER: Final[Ms] = 4 * HOUR
"""A session broken off longer ago than this is over, and the next one is a new session."""

_RETRIES: Final = 2
"""Attempts at one write: a damaged file is set aside after the first, and the second goes into a new one."""


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
        self._journal = JournalFile(path)
        self._wall = wall
        self._monotonic = monotonic
        self._tell = tell
        self._told = False
        # The clock may have been set back since the session was begun.
        self._began: tuple[When, float] = (max(wall(), past.seen), monotonic())
        self._past = replace(past, holder=f"process {os.getpid()}", how="open", ended=None)
        self._row: int | None = past.id or None
        self._first = True
        # By the keys of the sets: a set that is done again is the same set, wherever it stands in the file.
        self._noticed: dict[SetKey, Entry] = {}
        self._kept: dict[SetKey, Entry] = {}
        self._of_before: list[Entry] = []

    def resume(self, entries: Iterable[Entry]) -> None:
        """Resumes a session whose sets are these `entries`, if they are in the plan; others are left as they are."""
        self._noticed = {entry.key: entry for entry in entries}
        self._kept = dict(self._noticed)
        self._of_before = [entry for entry in self._past.entries if entry.key not in self._noticed]

    def begin(self, session: Session) -> None:
        """The session has begun. Its row says which process plays it. If that can't be written now, it is written with
        the first set."""
        self._write(session)

    def keep(self, session: Session) -> None:
        """Writes what has changed of what was done."""
        self._write(session)

    def end(self, session: Session) -> None:
        """The session is over: everything was done, or the athlete stopped it."""
        how: SessionStatus = "stopped" if session.stopped else "complete"
        self._past = replace(self._past, how=how)
        self._write(session)

    def close(self, session: Session) -> list[Entry]:
        """Tries once more to write what isn't written yet; returns what couldn't be written."""
        if self._unwritten(session) or self._row is None:
            self._write(session)
        left = [self._noticed[key] for key in self._unwritten(session)]
        self._journal.close()
        return left

    def _now(self) -> When:
        """The time of day; never earlier than before, even if the machine's clock is set back."""
        began, at = self._began
        return max(self._wall(), began + round((self._monotonic() - at) * 1000))

    def _unwritten(self, session: Session) -> list[SetKey]:
        keys = [record.set.key for _, record in session.records]
        return [key for key in keys if self._kept.get(key) != self._noticed.get(key)]

    def _write(self, session: Session) -> None:
        now = self._now()
        self._notice(session, now)
        ended = None if self._past.how == "open" else self._past.ended or now
        self._past = replace(
            self._past, seen=ended or now, ended=ended, variant=session.plan.variant, changes=session.changes
        )
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
        """Gives each record the time at which it was first seen, however late it is written."""
        noticed = {}
        for _, record in session.records:
            before = self._noticed.get(record.set.key)
            at, spent = (before.at, before.spent) if before else (now, session.earlier + session.mark)
            noticed[record.set.key] = entry_of(record, at, spent)
        self._noticed = noticed

    def _sync(self, session: Session) -> None:
        """Makes the file agree with the session, in one transaction."""
        gone = [key for key in self._kept if key not in self._noticed]
        new = [entry for key, entry in self._noticed.items() if self._kept.get(key) != entry]
        self._row = self._journal.write(self._put, gone, new)
        self._first = False
        self._kept = dict(self._noticed)

    def _put(self, connection: Connection, gone: Sequence[SetKey], new: Sequence[Entry]) -> int:
        """Takes out the sets that are `gone`, puts in the `new` ones; returns the row of the session."""
        row = self._row
        if row is None:
            row = put_session(connection, self._past)
            new = [*self._of_before, *new]
        else:
            touch(connection, row, self._past)
        if self._first:
            tidy(connection, row, self._past.routine, self._past.seen - FRESH_AFTER)
        delete_entries(connection, row, gone)
        put_entries(connection, row, new)
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
    """A set of a running session in the form that the journal keeps."""
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
        length=record.length,
        at=at,
        spent=Ms(spent),
        side=one.side,
        effort=record.effort,
        muscles=one.exercise.muscles,
        block=one.key.block,
        drop=one.drop,
        group=one.round.group.id if one.round else "",
        round_sets=one.round.sets if one.round else 0,
        boxed=record.boxed,
    )


def kept_as(one: Set, entry: Entry) -> Record:
    """The record of a set of today's plan that the journal keeps as `entry`; the inverse of `entry_of`."""
    return Record(
        set=one,
        how=entry.how,
        performed=entry.performed,
        length=entry.length,
        load=entry.load,
        effort=entry.effort,
        boxed=entry.boxed,
    )


def matched(plan: Plan, past: Past) -> dict[int, Entry]:
    """The sets of the session `past`, by the index of the same set in `plan`.

    The routine may have been edited since: sets are matched by their keys, not by their position.
    """
    entries = {entry.key: entry for entry in past.entries}
    return {index: entries[one.key] for index, one in plan.works if one.key in entries}
