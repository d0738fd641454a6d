"""Puts the journal together with a session: where it is, what is taken up again, who plays."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from coach.errors import CoachError, Mistake
from coach.journal import store
from coach.journal.claim import Claim, Held
from coach.journal.entries import Entry, Past, When
from coach.journal.history import holder, in_week, last_played, maxes, remembered
from coach.journal.keeper import FRESH_AFTER, Keeper, matched
from coach.notation import Load
from coach.progression.remembered import Known
from coach.routine.model import Routine, Variant
from coach.session.record import Record
from coach.session.state import Session, taken_up

if TYPE_CHECKING:
    # Looking back needs none of what a session needs.
    from coach.cli.compose import Chosen, Recall
    from coach.config.settings import Settings


def journal_path() -> Path:
    """Where the journal is."""
    return user_data_path("voice-coach") / "journal.db"


def wall() -> When:
    """The time of day."""
    return round(time.time() * 1000)


def zone(at: When) -> int:
    """How many minutes the clocks here are ahead of UTC at that time."""
    ahead = datetime.fromtimestamp(at / 1000).astimezone().utcoffset()
    return round(ahead.total_seconds() / 60) if ahead else 0


def opened(tell: Callable[[str], None], for_session: bool = False) -> store.Connection | None:
    """The journal to look things up in, or None where there is none that can be read: `tell` is told why.

    A damaged one is set aside where it is `for_session`, which is to be kept in a new one. Raises `CoachError` for one
    of a later version.
    """
    path = journal_path()
    try:
        return store.read(path)
    except store.Newer as error:
        raise CoachError(newer(error)) from None
    except store.Damaged:
        if not for_session:
            tell("is damaged; it is set aside when the next session begins")
            return None
        try:
            with store.told():
                aside = store.set_aside(path, datetime.now())
        except store.Unwritable as error:
            tell(f"The journal is damaged and can't be set aside ({error}).")
            return None
        tell(damaged(aside))
        return None
    except store.Unwritable as error:
        tell(f"The journal can't be read ({error})." if for_session else f"can't be read: {error}")
        return None


def recall(connection: store.Connection | None, settings: Settings, without: int = 0) -> Recall:
    """How to ask the journal for what a plan has to know; `without` the session of that row."""

    def of(routine: Routine, variant: Variant) -> tuple[Known, Mapping[str, Load]]:
        if connection is None:
            return Known(rack=settings.rack), {}
        found = {
            exercise.id: remembered(connection, exercise.id, without, exercise.progress.rule == "percent")
            for exercise in variant.exercises
        }
        week = in_week(connection, routine.name, wall(), without)
        return Known(found, settings.rack, week), maxes(connection)

    return of


def recalling(settings: Settings) -> Recall:
    """As `recall`, of the journal as it is; where it can't be read, nothing is known."""
    try:
        return recall(opened(lambda _: None), settings)
    except CoachError:
        return recall(None, settings)


def newer(error: store.Newer) -> Mistake:
    """What is wrong with a journal that a later coach has written."""
    message = f"a later version of the coach wrote it (journal {error.found}; this coach knows {store.version()})"
    return Mistake(message, "update the coach, or start with --no-journal", str(error.path))


def damaged(aside: Path) -> str:
    """What the athlete is told of a damaged journal."""
    return f"The journal was damaged. It is set aside as {aside.name}; a new one is begun."


def claimed() -> Claim:
    """The right to play a session. Raises `CoachError` that says who has it."""
    path = journal_path()
    try:
        return Claim(path)
    except Held:
        raise CoachError(_held_by(path)) from None


def _held_by(path: Path) -> Mistake:
    hint = "end that session, or wait until it is over"
    try:
        connection = store.read(path)
        who = holder(connection) if connection else None
    except (store.Newer, store.Damaged, store.Unwritable):
        who = None
    if who is None:
        return Mistake("another coach plays a session", hint)
    since = datetime.fromtimestamp(who.started / 1000).strftime("%H:%M")
    return Mistake(f"another coach plays {who.title} since {since} ({who.holder})", hint)


def unfinished(connection: store.Connection, routine: str, variant: str | None, start_at: int) -> Past | None:
    """The session of `routine` that a start takes up again: one that was broken off less than four hours ago."""
    past = last_played(connection, routine)
    if past is None or past.how != "open" or not past.entries or wall() - past.seen >= FRESH_AFTER:
        return None
    same = variant in (None, past.variant) and start_at in (1, past.start_at)
    return past if same else None


def to_resume() -> Past:
    """The newest session, of whatever routine. Raises `CoachError` where it was played to its end."""
    connection = opened(lambda _: None)
    past = last_played(connection) if connection else None
    if past is None or past.how not in ("open", "stopped", "broken off") or not past.entries:
        raise CoachError(Mistake("there is no session to resume", "the last one is over; coach start begins another"))
    return past


def routine_of(past: Past) -> str:
    """What to load for a session: its file, or whatever has its name where that file is gone."""
    return past.file if Path(past.file).is_file() else past.routine


def goes_on(chosen: Chosen, past: Past) -> Session | None:
    """The session `past` as it goes on with the plan of today; None where nothing is left to do."""
    sets = dict(chosen.plan.works)
    records = []
    for index, place in matched(chosen.plan, past).items():
        entry = past.entries[place - 1]
        records.append((index, Record(sets[index], entry.how, entry.performed, entry.time, entry.load, entry.effort)))
    return taken_up(chosen.plan, tuple(records), max(0, wall() - past.seen), past.spent)


def keeper(chosen: Chosen, past: Past | None, start_at: int, tell: Callable[[str], None]) -> Keeper:
    """What keeps the session: a new one, or `past`."""
    if past is not None:
        kept = Keeper(journal_path(), past, wall, time.monotonic, tell)
        kept.resume(matched(chosen.plan, past))
        return kept
    now = wall()
    begun = Past(
        uid=os.urandom(16).hex(),
        routine=chosen.routine.name,
        title=chosen.routine.title,
        file=str(chosen.path.absolute()),
        digest=hashlib.sha256(chosen.path.read_bytes()).hexdigest(),
        variant=chosen.plan.variant,
        start_at=start_at,
        started=now,
        zone=zone(now),
        seen=now,
        ended=None,
        how="open",
    )
    return Keeper(journal_path(), begun, wall, time.monotonic, tell)


def rescue(routine: str, lost: list[Entry]) -> str:
    """The command that adds what couldn't be written."""
    rows: dict[str, list[str]] = {}
    for entry in lost:
        if entry.worked and entry.side != "right" and entry.performed.known:
            what = f"{entry.time // 1000}s" if entry.reps is None else str(entry.reps)
            rows.setdefault(entry.exercise, []).append(what + (f" x {entry.load}" if entry.load else ""))
    added = " ".join(f'--add "{exercise} {" ".join(reps)}"' for exercise, reps in rows.items())
    return f"The journal could not be written to the end. Once there is room: coach log {routine} {added}"
