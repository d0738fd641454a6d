"""The end of a session: what was good in it, by what is known for certain, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from coach.notation import Count, Load, Reps
from coach.progression.outings import Did
from coach.progression.performed import UNKNOWN, Performed, assumed, counted, reported
from coach.progression.remembered import Known, Remembered
from coach.session.improved import Improved, improved
from coach.session.plan import Closing, Coming, Opening, Plan, Tally, coming_in
from coach.session.planner import plan
from coach.session.record import Record
from coach.speech import english
from coach.units import SECOND, Ms
from tests.support.exercises import exercise, routine

SIXTY, SIXTY_FIVE = Load(60, "kg", False), Load(65, "kg", False)


def course(last: Sequence[Did], equipment: str = "a barbell") -> Plan:
    """Two sets of eight to ten rows, which were done before as `last` says."""
    row = exercise("row", "Row", sets=2, reps=Reps(8, 10), equipment=(equipment,))
    known = Known({"row": Remembered((tuple(last),), trained=1)})
    return plan(routine(row), known=known)


def better(
    last: Sequence[tuple[Performed, Load]], now: Sequence[tuple[Performed, Load]], equipment: str = "a barbell"
) -> Improved:
    sets = course([Did(performed, load) for performed, load in last], equipment).sets
    return improved(
        Record(one, "done", performed, 30 * SECOND, load) for one, (performed, load) in zip(sets, now, strict=True)
    )


EIGHT, NINE, SEVEN = counted(8), reported(9), reported(7)
REPS, LOAD, NOTHING = Improved(("Row",)), Improved((), ("Row",)), Improved()


@pytest.mark.parametrize(
    ("last", "now", "found"),
    [
        ([(EIGHT, SIXTY), (EIGHT, SIXTY)], [(EIGHT, SIXTY), (NINE, SIXTY)], REPS),
        ([(EIGHT, SIXTY), (EIGHT, SIXTY)], [(EIGHT, SIXTY), (EIGHT, SIXTY)], NOTHING),
        ([(EIGHT, SIXTY), (EIGHT, SIXTY)], [(EIGHT, SIXTY_FIVE), (EIGHT, SIXTY_FIVE)], LOAD),
        ([(EIGHT, SIXTY), (EIGHT, SIXTY)], [(EIGHT, SIXTY_FIVE), (SEVEN, SIXTY_FIVE)], NOTHING),
        ([(EIGHT, SIXTY), (EIGHT, SIXTY)], [(NINE, SIXTY), (NINE, SIXTY_FIVE)], NOTHING),
        ([(UNKNOWN, SIXTY), (EIGHT, SIXTY)], [(NINE, SIXTY), (NINE, SIXTY)], NOTHING),
        ([(EIGHT, SIXTY), (EIGHT, SIXTY)], [(NINE, SIXTY), (assumed(Reps(8, 10)), SIXTY)], NOTHING),
    ],
)
def test_what_was_better_is_only_what_is_known(
    last: list[tuple[Performed, Load]], now: list[tuple[Performed, Load]], found: Improved
) -> None:
    assert better(last, now) == found


def test_less_help_is_more() -> None:
    machine = "an assisted pull-up machine"
    less, more = [(EIGHT, SIXTY), (EIGHT, SIXTY)], [(EIGHT, SIXTY_FIVE), (EIGHT, SIXTY_FIVE)]
    assert better(more, less, machine) == LOAD
    assert better(less, more, machine) == NOTHING


DONE = Tally(2, 6, 1800 * SECOND, complete=True)


def ending(tally: Tally = DONE, before: int = 0, coming: Coming | None = None) -> Closing:
    return Closing("Back", tally, before=before, coming=coming)


def test_the_end_is_said_in_other_words_each_time() -> None:
    said = [english.closing(ending(before=before)) for before in range(4)]
    assert said == [
        "That's your back workout done: two exercises, six sets, in thirty minutes. You finished every set.",
        "And that's it: two exercises, six sets, in thirty minutes. You finished every set.",
        "All done: two exercises, six sets, in thirty minutes. You finished every set.",
        said[0],
    ]


@pytest.mark.parametrize(
    ("tally", "line"),
    [
        (DONE, ""),
        (replace(DONE, more_reps=("Pulley row",)), "More reps than last time in the pulley row."),
        (replace(DONE, more_reps=("Row", "Dip"), bests=("Row",)), "More reps than last time in the dip."),
        (
            replace(DONE, more_load=("Row", "Dip"), more_reps=("A", "B", "C", "D")),
            "More weight than last time in the row and the dip. More reps than last time in four exercises.",
        ),
    ],
)
def test_what_was_good_is_said(tally: Tally, line: str) -> None:
    assert english.improved(tally) == line


@pytest.mark.parametrize(
    ("coming", "line"),
    [
        (None, ""),
        (coming_in("Back", 3, 0), "Next back workout: Thursday at the earliest."),
        (coming_in("Back", 3, None), "Next back workout: in three days at the earliest."),
        (coming_in("Back", 7, 3), "Next back workout: a week from today at the earliest."),
        (coming_in("Back", 1, 6), "Next back workout: tomorrow at the earliest."),
        (coming_in("Full body B", 2, 5, "Full body"), "Next in Full body: Full body B, Monday at the earliest."),
    ],
)
def test_what_comes_next_is_said(coming: Coming | None, line: str) -> None:
    assert english.coming(ending(coming=coming)) == line
    assert english.coming(ending(Tally(0, 0, Ms(0), complete=False, stopped=True), coming=coming)) == ""


def test_the_next_session_is_as_soon_as_it_may_be() -> None:
    weekly = routine(exercise("row", "Row"))
    weekly = replace(weekly, variants=tuple(replace(one, per_week=Count(1, 2)) for one in weekly.variants))
    closing = plan(weekly, known=Known(weekday=4)).steps[-1]
    assert isinstance(closing, Closing)
    assert closing.coming == Coming("Test", 3, 0)


@pytest.mark.parametrize(
    ("per_week", "days"), [(1, [0, 7, 14]), (2, [0, 3, 7, 10]), (3, [0, 2, 4, 7, 9]), (7, [0, 1, 2])]
)
def test_who_comes_when_told_never_comes_more_often_than_the_routine_asks_for(per_week: int, days: list[int]) -> None:
    one = routine(exercise("row", "Row"))
    one = replace(one, variants=tuple(replace(each, per_week=Count(per_week, per_week)) for each in one.variants))
    came = [0]
    for _ in days[1:]:
        ago = tuple(came[-1] - day for day in came if came[-1] - day < 7)
        first, *_, last = plan(one, known=Known(week=ago[:-1])).steps
        assert isinstance(first, Opening)
        assert isinstance(last, Closing)
        assert last.coming
        assert first.nth_in_week is None
        came.append(came[-1] + last.coming.days)
    assert came == days
