"""Connects the journal with a session: where the file is, what is resumed, what the plan needs from it, which process
plays."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from msgspec import Struct
from platformdirs import user_data_path

from coach.cli import telling
from coach.errors import CoachError, Mistake
from coach.journal.claim import Claim, Held
from coach.journal.entries import Entry, Past, When, day_of
from coach.journal.history import (
    BlockQuery,
    amraps,
    holder,
    in_week,
    last_played,
    last_variant,
    maxes,
    remembered,
    session_count,
    trained,
)
from coach.journal.keeper import FRESH_AFTER, Keeper, kept_as, matched
from coach.journal.store import Connection, Damaged, JournalError, JournalFile, Missing, Unreadable, Unwritable
from coach.notation import Load, write_load
from coach.progression.remembered import Known
from coach.progression.rules import RULES
from coach.routine.model import Routine, Variant, blocks
from coach.session.resuming import taken_up
from coach.session.state import Session
from coach.units import Ms

if TYPE_CHECKING:
    # Commands that only read the journal need none of what a session needs.
    from coach.cli.compose import Chosen
    from coach.config.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")


def journal_path() -> Path:
    """Where the journal is."""
    return user_data_path("voice-coach") / "journal.db"


def wall() -> When:
    """The time of day."""
    return round(time.time() * 1000)


def zone(at: When) -> int:
    """How many minutes the clocks here are ahead of UTC at a time."""
    ahead = datetime.fromtimestamp(at / 1000).astimezone().utcoffset()
    return round(ahead.total_seconds() / 60) if ahead else 0


def today() -> date:
    """The day of the calendar here and now."""
    return day_of(now := wall(), zone(now))


def opened() -> JournalFile:
    """The journal of the athlete, to be closed by a `with` block; its errors say where and what to do."""
    telling.detail(f"journal in {journal_path()}")
    return JournalFile(journal_path())


class Memory:
    """The journal as a session uses it: if it can't be read, nothing is known, and `tell` is called once with the
    reason.

    A damaged one is set aside if it is needed `for_session`, which will be kept in a new one; else it is left alone.
    Without a `journal`, nothing is known at all. Raises `CoachError` for one of a later version.
    """

    def __init__(self, journal: JournalFile | None, tell: Callable[[str], None], for_session: bool) -> None:
        self._journal = journal
        self._tell = tell
        self._for_session = for_session

    def ask(
        self,
        nothing: T,
        question: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **options: P.kwargs,
    ) -> T:
        """The journal's answer to a `question`, or `nothing`."""
        if self._journal is None:
            return nothing
        try:
            return self._journal.read(question, *args, **options)
        except Missing:
            return nothing
        except Damaged:
            self._set_aside(self._journal)
        except Unreadable as error:
            self._tell(f"The journal can't be read ({error.reason}).")
        self._journal = None
        return nothing

    def _set_aside(self, journal: JournalFile) -> None:
        if not self._for_session:
            return
        try:
            self._tell(damaged(journal.set_aside(datetime.now())))
        except Unwritable as error:
            self._tell(f"The journal is damaged and can't be set aside ({error.reason}).")

    def close(self) -> None:
        """Closes the file; the next question opens it again."""
        if self._journal:
            self._journal.close()


class Recall(Struct, frozen=True):
    """How to ask the journal.

    `known` answers what is known of a variant of a routine, its exercises and the one-rep maxes; the maxes of the last
    argument's exercises are known from elsewhere, and those of the journal don't count. `last_variant` answers which
    variant of the routine with that name was done last, if any was.
    """

    known: Callable[[Routine, Variant, Collection[str]], tuple[Known, Mapping[str, Load]]]
    last_variant: Callable[[str], str | None]


def recall(
    memory: Memory,
    settings: Settings,
    without: int = 0,
    kept: bool = False,
    day: Callable[[], date] = today,
    program: str = "",
) -> Recall:
    """How to ask for what a plan needs on a `day`, in a `program` if one is named, `without` the session of a row.

    `kept`: the session will be kept in the journal.
    """

    def of(routine: Routine, variant: Variant, fixed: Collection[str]) -> tuple[Known, Mapping[str, Load]]:
        measured = memory.ask({}, maxes)
        found = {}
        for exercise, name in zip(variant.exercises, blocks(variant.exercises), strict=True):
            # A cycle of percents starts again with a max that was measured, unless the max comes from elsewhere.
            most = exercise.lift_of_max
            since = measured[most][1] if most in measured and most not in fixed else 0
            whole = RULES[exercise.progress.rule].by_whole_history
            block = BlockQuery(routine.name, name, exercise.lift, whole, since, program)
            if (known := memory.ask(None, remembered, block, without)) is not None:
                found[name] = known
        week = memory.ask((), in_week, routine.name, day(), without)
        rounds = memory.ask({}, amraps, routine.name, without)
        lifts = {exercise.lift for exercise in (*variant.warm_up, *variant.exercises)}
        taught = memory.ask({}, trained, lifts, without)
        sessions = memory.ask(0, session_count, without)
        loads = {id_: load for id_, (load, _) in measured.items()}
        return Known(found, settings.rack, week, kept, rounds, taught, sessions, day().weekday()), loads

    return Recall(of, lambda routine: memory.ask(None, last_variant, routine, without))


def recalling(settings: Settings, kept: bool = False) -> Recall:
    """As `recall`, with the athlete's journal; if it can't be read, nothing is known."""

    def asking(question: Callable[[Recall], T]) -> T:
        with opened() as known:
            memory = Memory(known, lambda _: None, for_session=False)
            return question(recall(memory, settings, kept=kept))

    return Recall(
        lambda routine, variant, fixed: asking(lambda then: then.known(routine, variant, fixed)),
        lambda routine: asking(lambda then: then.last_variant(routine)),
    )


def damaged(aside: Path) -> str:
    """What the athlete is told of a damaged journal."""
    return f"The journal was damaged. It is set aside as {aside.name}; a new one is begun."


def claimed() -> Claim:
    """Claims the right to play a session. Raises `CoachError` that says which process has it."""
    try:
        return Claim(journal_path())
    except Held:
        raise CoachError(_held_by()) from None


def _held_by() -> Mistake:
    hint = "end that session, or wait until it is over"
    try:
        with opened() as kept:
            who = kept.read(holder)
    except JournalError:
        who = None
    if who is None:
        return Mistake("another coach plays a session", hint)
    since = datetime.fromtimestamp(who.started / 1000).strftime("%H:%M")
    return Mistake(f"another coach plays {who.title} since {since} ({who.holder})", hint)


def unfinished(memory: Memory, routine: str, variant: str | None, is_program: bool = False) -> Past | None:
    """The session that a start resumes: one broken off less than four hours ago, of a routine or a program."""
    past = memory.ask(None, last_played, program=routine) if is_program else memory.ask(None, last_played, routine)
    if past is None or past.how != "open" or not past.entries or wall() - past.seen >= FRESH_AFTER:
        return None
    return past if variant in (None, past.variant) else None


def to_resume() -> Past:
    """The newest session, of any routine. Raises `CoachError` if it was finished."""
    with opened() as kept:
        past = Memory(kept, lambda _: None, for_session=False).ask(None, last_played)
    if past is None or past.how not in ("open", "stopped", "broken off") or not past.entries:
        raise CoachError(Mistake("there is no session to resume", "the last one is over; coach start begins another"))
    return past


def routine_of(past: Past) -> str:
    """What to load to resume a session: its program, its file, or, if that file is gone, the routine with its name."""
    from coach.cli.compose import programs

    if past.program and programs().find(past.program):
        return past.program
    return past.file if Path(past.file).is_file() else past.routine


def goes_on(chosen: Chosen, past: Past) -> Session | None:
    """`past` continued with the plan of today and the changes made to it; None if nothing is left to do."""
    sets = dict(chosen.plan.works)
    records = [(index, kept_as(sets[index], entry)) for index, entry in matched(chosen.plan, past).items()]
    return taken_up(chosen.plan, tuple(records), Ms(max(0, wall() - past.seen)), past.spent, past.changes)


def keeper(chosen: Chosen, past: Past | None, tell: Callable[[str], None]) -> Keeper:
    """The keeper of the session: of a new one, or of `past`."""
    if past is not None:
        kept = Keeper(journal_path(), past, wall, time.monotonic, tell)
        kept.resume(matched(chosen.plan, past).values())
        return kept
    now = wall()
    begun = Past(
        uid=os.urandom(16).hex(),
        routine=chosen.routine.name,
        title=chosen.routine.title,
        file=str(chosen.path.absolute()),
        digest=hashlib.sha256(chosen.path.read_bytes()).hexdigest(),
        variant=chosen.plan.variant,
        start_at=chosen.plan.first,
        started=now,
        zone=zone(now),
        seen=now,
        ended=None,
        how="open",
        program=chosen.today.program.name if chosen.today else "",
        place=str(chosen.today.due.place) if chosen.today else "",
    )
    return Keeper(journal_path(), begun, wall, time.monotonic, tell)


def rescue(routine: str, lost: list[Entry]) -> str:
    """The command that adds the sets that couldn't be written."""
    rows: dict[str, list[str]] = {}
    for entry in lost:
        if entry.worked and entry.side != "right" and entry.performed.known:
            what = f"{entry.length // 1000}s" if entry.reps is None else str(entry.reps)
            rows.setdefault(entry.exercise, []).append(what + (f" x {write_load(entry.load)}" if entry.load else ""))
    added = " ".join(f'--add "{exercise} {" ".join(reps)}"' for exercise, reps in rows.items())
    return f"The journal could not be written to the end. Once there is room: coach log {routine} {added}"
