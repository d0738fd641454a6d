"""One lift in several blocks and routines, in a journal: each has its own history, and cycles go by their own alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

import pytest
from msgspec.structs import replace

from coach.journal.entries import Entry, Past, SessionStatus
from coach.journal.history import BlockQuery, remembered
from coach.journal.rows import put_past, told_apart
from coach.journal.store import JournalFile
from coach.library.find import Library
from coach.notation import Load, Reps, write_load
from coach.progression.outings import Outing
from coach.progression.performed import UNKNOWN, Performed, assumed, reported
from coach.progression.plates import STANDARD
from coach.progression.remembered import Known
from coach.routine.model import Routine, Variant
from coach.session.planner import plan
from coach.units import SECOND, Ms

PRESS = "barbell-overhead-press"
WAVES = "waves = [{ percent = [65, 75, 85], reps = '5, 5, 5+' }, { percent = [70, 80, 90], reps = '3, 3, 3+' }]"
ROUTINE = f"""
title = "Press day"
[[warm_up]]
use = "arm-circles"
[[exercise]]
use = "{PRESS}"
progress = {{ rule = "percent", step = "2.5 kg", {WAVES} }}
[[exercise]]
use = "{PRESS}"
id = "volume"
sets = 5
progress = {{ rule = "percent", waves = [{{ percent = [50, 50, 50, 50, 50], reps = 10 }}] }}
"""
MAXES = {PRESS: Load(60, "kg", False)}


def kg(amount: float) -> Load:
    return Load(amount, "kg", False)


@pytest.fixture
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JournalFile]:
    with JournalFile(tmp_path_factory.mktemp("blocks") / "journal.db") as found:
        yield found


@pytest.fixture
def press(tmp_path_factory: pytest.TempPathFactory) -> Variant:
    file = tmp_path_factory.mktemp("routines") / "press.toml"
    file.write_text(ROUTINE)
    routine: Routine = Library(()).load(str(file))
    return routine.variant()


DAYS = count(1)


def trained(
    journal: JournalFile,
    block: str,
    *done: int | Performed,
    load: float = 40,
    routine: str = "press",
    how: SessionStatus = "complete",
    lift: str = PRESS,
) -> None:
    """A later session with so many sets of one block, of which five reps were asked each time."""
    at = 86_400_000 * next(DAYS)
    entries = tuple(
        Entry(
            exercise=lift, name="Press", kind="working", number=number, how="done", asked="5",
            performed=reported(one) if isinstance(one, int) else one, load=kg(load), length=1 * SECOND, at=at + number,
            spent=Ms(0), block=block,
        )
        for number, one in enumerate(done, 1)
    )  # fmt: skip
    past = Past(f"{at}", routine, routine.capitalize(), "", "", "", 1, at, 0, at, at, how, entries)
    journal.write(put_past, past)


def imported(journal: JournalFile, count: int) -> None:
    """So many sessions from another program's log."""
    for _ in range(count):
        trained(journal, PRESS, 8, 8, 8, how="imported")


def loads(journal: JournalFile, press: Variant, since: int = 0) -> list[list[str]]:
    """The loads of today's working sets, block by block."""
    found = {}
    for exercise in press.exercises:
        block = BlockQuery("press", exercise.id, exercise.lift, exercise.progress.rule == "percent", since)
        found[exercise.id] = journal.read(remembered, block)
    routine = Routine("press", "Press day", "", "", None, (press,), press.name)
    course = plan(routine, maxes=MAXES, known=Known(found, STANDARD))
    return [
        [write_load(one.asked.load) for one in course.sets if one.exercise.id == exercise.id and one.asked.load]
        for exercise in press.exercises
    ]


# Of a max of 60 kg the training max is 54: 35.1, 40.5 and 45.9 kg; 37.8, 43.2 and 48.6 kg; and half of it, 27 kg.
FIRST_CYCLE = ["35 kg", "40 kg", "45 kg"]
SECOND_CYCLE = ["37.5 kg", "42.5 kg", "47.5 kg"]
HALF = ["27.5 kg"] * 5


def test_a_block_with_an_id_has_the_max_of_its_lift(journal: JournalFile, press: Variant) -> None:
    trained(journal, "squat", 5, routine="other", lift="squat")
    assert loads(journal, press) == [FIRST_CYCLE, HALF]


@pytest.mark.parametrize(
    ("session", "moves_on"),
    [
        (lambda journal: trained(journal, PRESS, 5, 5, 5), True),
        (lambda journal: trained(journal, PRESS, 5, 5, UNKNOWN), True),
        (lambda journal: trained(journal, PRESS, 5, 5, assumed(Reps(5, None))), True),
        (lambda journal: trained(journal, PRESS, 5, 5), False),
        (lambda journal: trained(journal, "volume", *[10] * 5), False),
        (lambda journal: trained(journal, PRESS, 5, 5, 5, routine="light-day"), False),
        (lambda journal: imported(journal, 40), False),
        (lambda journal: trained(journal, PRESS, 5, 5, 5, how="logged"), True),
    ],
    ids=["whole", "last not known", "assumed", "left early", "other block", "other routine", "imported", "logged"],
)
def test_which_outings_finish_a_wave(
    session: Callable[[JournalFile], object], moves_on: bool, journal: JournalFile, press: Variant
) -> None:
    trained(journal, "squat", 5, routine="other", lift="squat")
    session(journal)
    assert loads(journal, press)[0] == (SECOND_CYCLE if moves_on else FIRST_CYCLE)


def test_good_weeks_of_two_blocks_reduce_no_load(journal: JournalFile, press: Variant) -> None:
    for _ in range(4):
        trained(journal, PRESS, 5, 5, 8, load=45)
        trained(journal, "volume", *[10] * 5, load=27.5)
    # Two good cycles of the first, 59 kg now, and four of the second, 64 kg: 38.4, 44.3, 50.2 and 32 kg.
    assert loads(journal, press) == [["37.5 kg", "45 kg", "50 kg"], ["32.5 kg"] * 5]


def test_a_max_that_is_measured_begins_a_cycle(journal: JournalFile, press: Variant) -> None:
    trained(journal, PRESS, 5, 5, 8)
    assert loads(journal, press, since=86_400_000 * next(DAYS))[0] == FIRST_CYCLE


def outings(journal: JournalFile, block: str, routine: str = "press") -> tuple[Outing, ...]:
    return journal.read(remembered, BlockQuery(routine, block, PRESS)).outings


def test_last_time_is_that_of_the_block_in_its_routine(journal: JournalFile) -> None:
    trained(journal, PRESS, 5, load=50)
    trained(journal, "volume", 10, load=30)
    trained(journal, PRESS, 12, load=20, routine="light-day")
    assert [[did.load for did in one] for one in outings(journal, PRESS)] == [[kg(50)]]
    assert [[did.load for did in one] for one in outings(journal, "volume")] == [[kg(30)]]
    there = journal.read(remembered, BlockQuery("new", PRESS, PRESS)).elsewhere
    assert there is not None
    assert (there.title, [did.load for did in there.outing]) == ("Light-day", [kg(20)])


def test_numbers_that_begin_anew_are_of_a_further_block() -> None:
    one = Entry("press", "Press", "working", 1, "done", "5", reported(5), None, Ms(0), 0, Ms(0))
    numbers: Sequence[int] = (1, 2, 3, 1, 2, 3, 4, 5)
    found = [(entry.block, entry.number) for entry in told_apart(replace(one, number=n) for n in numbers)]
    assert found == [("", 1), ("", 2), ("", 3), *(("press 2", n) for n in range(1, 6))]
