"""Simulated athletes who train for weeks: what they report to the coach, and what they really did.

An athlete has a strength of their own, which the coach can't see. They do what they can in each set, may press keys or
type, and what they really did is noted beside it. The sessions go through the real planner, the real state machine and
a real journal. No clock, no audio.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import floor

from coach.cli.journal import Memory, recall
from coach.config.settings import Settings
from coach.journal.entries import Past, day_of
from coach.journal.keeper import entry_of
from coach.journal.rows import put_past
from coach.journal.store import JournalFile
from coach.notation import Load, Reps
from coach.progression.equipment import kit_of
from coach.progression.strength import kilos
from coach.routine.model import Routine
from coach.session.commands import Command
from coach.session.done import Done
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.plan import SPOKEN, Closing, Opening, Pace, Prepare, Rest, Work
from coach.session.planner import plan
from coach.session.sets import Set
from coach.session.state import Session
from coach.speech import english
from coach.units import HOUR, Ms

BEGIN = 1_770_000_000_000
WEEK: Ms = 7 * 24 * HOUR


@dataclass(frozen=True)
class Athlete:
    """How strong somebody is and what they tell the coach.

    `growth` is how much their one-rep maxes grow in a week; `presses`: they press "done" when they fail; `types`: they
    type what they did, and the weight. In some sessions they skip exercises (`skips`) or stop (`leaves`).
    """

    name: str
    growth: float = 0.01
    presses: bool = True
    types: bool = True
    skips: float = 0.0
    leaves: float = 0.0
    pace: Pace = "tempo"
    overreaches: bool = False


ATHLETES = (
    Athlete("improves", growth=0.015),
    Athlete("stalls", growth=0.0),
    Athlete("fails", growth=-0.01, overreaches=True),
    Athlete("skips", skips=0.3),
    Athlete("stops early", leaves=0.5),
    Athlete("says nothing", types=False, presses=False),
    Athlete("only presses", types=False),
    Athlete("at their own pace", types=False, pace="me"),
)


@dataclass(frozen=True)
class Truth:
    """A set as it really was: its reps, or the seconds that it was held, on its weaker side, and what was lifted.

    `assumed`: the athlete ended it at their own pace and said no more, so that the coach takes the fewest for done.
    """

    number: int
    reps: int | None
    seconds: int
    load: Load | None
    fewest: int
    assumed: bool = False


@dataclass(frozen=True)
class Said:
    """A sentence about an exercise, said before its first set."""

    set: Set
    line: str


@dataclass
class Trained:
    """One session: what the coach said, and what was really done, by the block of the routine."""

    routine: Routine
    started: int
    session: Session
    pace: Pace = "tempo"
    opening: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    bests: str = ""
    truth: dict[str, dict[int, Truth]] = field(default_factory=dict)


@dataclass
class Diary:
    """An athlete's weeks with a journal."""

    athlete: Athlete
    journal: JournalFile
    sessions: list[Trained] = field(default_factory=list)

    def trains(self, routine: Routine, variant: str, at: Ms) -> Trained:
        """One session at `at`, ms since 1970; it is in the journal when this returns."""
        athlete, chance = self.athlete, random.Random(f"{self.athlete.name} {routine.name} {at}")
        memory = Memory(self.journal, _never, for_session=True)
        known, maxes = recall(memory, Settings(), kept=True, day=lambda: day_of(at, 0)).known(
            routine, routine.variant(variant), ()
        )
        course = plan(routine, variant, athlete.pace, maxes=maxes, known=known)
        trained = Trained(routine, at, Session(course), athlete.pace)
        week = (at - BEGIN) / WEEK
        skipped = {one.block for one in course.sets if one.working and chance.random() < athlete.skips / 3}
        leaves = chance.randrange(len(course.steps)) if chance.random() < athlete.leaves else len(course.steps)
        while not trained.session.ended:
            _listens(trained)
            if trained.session.index >= leaves and not trained.session.stopped:
                trained.session, _ = obey(trained.session, Command.STOP, trained.session.mark + 500, None)
            elif isinstance(trained.session.step, Work):
                _works(trained, athlete, week, skipped)
            else:
                _goes_on(trained)
        _writes(self.journal, trained, variant)
        self.sessions.append(trained)
        return trained


def _never(message: str) -> None:
    raise AssertionError(message)


def _listens(trained: Trained) -> None:
    """Hears what is said of the past as the step begins."""
    match trained.session.step:
        case Opening() as step:
            trained.opening += [line for _, line in english.opening(step)]
        case Prepare(introduces=news) | Rest(introduces=news):
            trained.said += [Said(one, line) for one in news if not one.warm_up for line in english.weight(one)]
        case Closing(tally=tally):
            trained.bests = english.bests(tally)


def _goes_on(trained: Trained) -> None:
    session = trained.session
    length = SPOKEN if session.step.length is None else session.step.length
    trained.session = advance(session, session.clock.ends(length) or Ms(0), length)


def _works(trained: Trained, athlete: Athlete, week: float, skipped: set[str]) -> None:
    """One set: what the athlete really does, and what they tell the coach."""
    session, step = trained.session, trained.session.step
    assert isinstance(step, Work)
    one, rep = step.set, step.set.asked.tempo.rep
    whole = step.nominal if step.length is None else step.length
    begin = session.mark + session.clock.lead
    if one.block in skipped:
        trained.session, _ = obey(session, Command.NEXT, begin + 100, step.length)
        return
    if one.reps is None:
        trained.session = advance(session, begin + whole, whole)
        _notes(trained, one, None, whole // 1000, one.load)
        return
    load = one.load or (
        _chooses(one, athlete, week) if one.working and kit_of(one.exercise.equipment).weighted else None
    )
    can = _can(one, athlete, week, load)
    reps = min(can, one.reps, whole // rep) if step.length is not None else min(can, one.reps)
    falls_short = reps < min(one.reps, whole // rep)
    if step.length is None or (falls_short and athlete.presses):
        at = min(reps * rep + 200, whole - 1 if step.length is not None else reps * rep + 200)
        trained.session, _ = obey(session, Command.DONE, begin + at, step.length)
    else:
        if falls_short and not one.to_failure:
            reps = min(one.reps, whole // rep)  # who can't say so does what the coach counts
        trained.session = advance(session, begin + whole, whole)
    if athlete.types and one.working:
        _types(trained, one, reps, load)
    _notes(trained, one, reps, 0, load if athlete.types else one.load)


def _types(trained: Trained, one: Set, reps: int, load: Load | None) -> None:
    """What the athlete types after a set: the weight that was asked for, or reps that only they can know."""
    now = trained.session.mark
    if one.asks_load and one.asked.load is None and load:
        trained.session, _ = obey(trained.session, Done(round(load.amount)), now, None)
    elif load != one.load or one.to_failure:
        trained.session, _ = obey(trained.session, Done(reps, load=load), now, None)


def _chooses(one: Set, athlete: Athlete, week: float) -> Load:
    """The weight that an athlete chooses who is asked for one."""
    if kit_of(one.exercise.equipment).helps:
        return Load(30, "kg", False)
    most = _most(one, athlete, week)
    reps = one.asked.reps.low if isinstance(one.asked.reps, Reps) else 10
    part = 1.0 if athlete.overreaches else 0.95
    return Load(max(2.0, round(most / (1 + reps / 30) * part / 2) * 2), "kg", False)


def _most(one: Set, athlete: Athlete, week: float) -> float:
    """The one-rep max that an athlete really has of an exercise, in kg."""
    return float((20 + sum(map(ord, one.exercise.lift)) % 80) * (1 + athlete.growth) ** week)


def _can(one: Set, athlete: Athlete, week: float, load: Load | None) -> int:
    """How many reps of a set an athlete can do; each earlier set has taken some of their strength."""
    tired = (one.number - 1) // 2
    if load is None or load.unit is None or load.bodyweight:
        return max(1, int(9 * (1 + 2 * athlete.growth) ** week) - tired - round(kilos(load)))
    if kit_of(one.exercise.equipment).helps:
        return max(1, floor(2 + load.amount / 5 + 100 * athlete.growth * week / 5) - tired)
    return max(0, min(60, floor(30 * (_most(one, athlete, week) / max(load.amount, 0.5) - 1))) - tired)


def _notes(trained: Trained, one: Set, reps: int | None, seconds: int, load: Load | None) -> None:
    """Writes down what was really done; of two sides the weaker counts. A set without a rep was not done."""
    if not one.working or one.asked.kind == "drop" or reps == 0:
        return
    fewest = one.asked.reps.low if isinstance(one.asked.reps, Reps) else one.asked.reps.low // 1000
    assumed = not one.counted and reps is not None
    weight = None if load is not None and load.percent is not None else load
    truth = Truth(one.number, reps, seconds, weight, fewest, assumed)
    sets = trained.truth.setdefault(one.block, {})
    before = sets.get(one.number)
    weaker = before is None or (reps or 0, seconds) < (before.reps or 0, before.seconds)
    sets[one.number] = truth if weaker or before is None else before


def _writes(journal: JournalFile, trained: Trained, variant: str) -> None:
    session, routine = trained.session, trained.routine
    records = sorted(session.records, key=lambda one: one[0])
    entries = tuple(entry_of(record, trained.started + 1000 * index, 0) for index, record in records)
    past = Past(
        uid=f"{routine.name} {variant} {trained.started}",
        routine=routine.name,
        title=routine.title,
        file="",
        digest="",
        variant=variant,
        start_at=1,
        started=trained.started,
        zone=0,
        seen=trained.started,
        ended=trained.started,
        how="stopped" if session.stopped else "complete",
        entries=entries,
    )
    journal.write(put_past, past)


def weeks(diary: Diary, routines: list[tuple[Routine, str]], count: int) -> Iterator[Trained]:
    """So many weeks in which each routine is trained once, a few hours after the other."""
    for week in range(count):
        for index, (routine, variant) in enumerate(routines):
            yield diary.trains(routine, variant, BEGIN + week * WEEK + index * 2 * HOUR)
