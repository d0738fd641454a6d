"""A load that isn't known: the coach asks for it once, the athlete types a number, and it is used from then on."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from coach.notation import Load, Reps, Span
from coach.progression.outings import Did
from coach.progression.performed import counted, held, reported
from coach.progression.remembered import Known, Remembered
from coach.routine.groups import GROUP_KINDS
from coach.routine.model import Exercise, Group
from coach.session.done import Done, read_done
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.plan import Plan, Work
from coach.session.planner import plan
from coach.session.sets import Set
from coach.session.state import Session
from coach.speech import english
from coach.units import SECOND, Ms, Unit
from tests.support.exercises import exercise, routine

ASKED = "Choose dumbbells for eight good reps, and type in the weight of one while you rest."


def row(**fields: Any) -> Exercise:
    return exercise("row", "Row", sets=2, reps=Reps(8, 10), equipment=("dumbbells",), **fields)


def planned(one: Exercise, kept: bool = True, units: Unit | None = None, before: tuple[Did, ...] = ()) -> Plan:
    known = {"row": Remembered((before,), 1)} if before else {}
    return plan(routine(one), known=Known(known, kept=kept), units=units)


def said(course: Plan) -> list[str]:
    return [line for line in english.weight(course.sets[0]) if line]


def after_a_set(course: Plan) -> Session:
    """The session in the rest, or the change of sides, after its first set."""
    session = Session(course)
    while not session.records:
        length = session.step.length or 1000
        session = advance(session, session.clock.ends(Ms(length)) or Ms(0), Ms(length))
    return session


def test_it_is_asked_for_once() -> None:
    assert said(planned(row())) == [ASKED]
    one = replace(row(), equipment=("a dumbbell",))
    assert said(planned(one)) == ["Choose a weight for eight good reps, and type it in while you rest."]
    assert said(planned(row(load=Load(20, "kg", False)))) == ["Twenty kilos."]
    assert said(planned(row(), before=(Did(counted(8)),))) == ["Last time: eight."]


def test_a_hold_that_was_as_long_as_todays_is_not_told() -> None:
    plank = exercise("row", "Plank", sets=2, reps=Span(45 * SECOND, 45 * SECOND))
    asked, short = Did(held(45 * SECOND)), Did(held(30 * SECOND))
    assert said(planned(plank, before=(asked, asked))) == []
    assert said(planned(plank, before=(asked, short))) == ["Last time: forty-five seconds, thirty seconds."]


def test_it_is_not_to_be_typed_where_it_would_not_be_kept_or_another_exercise_comes_at_once() -> None:
    chosen = ["Choose dumbbells for eight good reps."]
    assert said(planned(row(), kept=False)) == chosen
    minute = Span(60 * SECOND, 60 * SECOND)
    group = Group("A", GROUP_KINDS["superset"], 2, minute, minute)
    assert said(planned(row(group=group))) == chosen
    rungs = replace(row(), sets=tuple(replace(row().sets[0], reps=Reps(reps, reps)) for reps in (1, 2, 3)))
    assert said(planned(rungs, kept=False)) == ["Choose dumbbells for three good reps."]


def test_it_is_not_asked_for_where_nothing_is_lifted() -> None:
    assert said(planned(exercise("row", "Row", reps=Reps(8, 10), equipment=("a bar at hip height",)))) == []


@pytest.mark.parametrize(
    ("typed", "units", "load", "reps"),
    [
        ("22", None, Load(22, "kg", False), counted(10)),
        ("22", "lb", Load(22, "lb", False), counted(10)),
        ("22.5", None, Load(22.5, "kg", False), counted(10)),
        ("50 lb", None, Load(50, "lb", False), counted(10)),
        ("9 x 22", None, Load(22, "kg", False), reported(9)),
    ],
)
def test_a_number_after_the_question_is_the_weight(typed: str, units: Unit | None, load: Load, reps: object) -> None:
    session, answer = obey(after_a_set(planned(row(), units=units)), read_done(typed, units or "kg"), Ms(0), None)
    (_, record), *_ = session.records
    assert (record.load, record.performed) == (load, reps)
    assert [one.asked.load for one in session.plan.sets[1:]] == [load]
    assert english.answer(answer, 1)[0].startswith("Noted: ")
    # From then on a number is what it always is.
    again, _ = obey(session, Done(9), Ms(0), None)
    assert again.records[0][1].performed == reported(9)
    assert again.records[0][1].load == load


def test_a_load_alone_is_for_both_sides_and_leaves_the_reps() -> None:
    session = after_a_set(planned(row(side="each")))
    while len(session.records) < 2:
        length = session.step.length or 1000
        session = advance(session, session.clock.ends(Ms(length)) or Ms(0), Ms(length))
    session, answer = obey(session, Done(22), Ms(0), None)
    assert [(one.load, one.performed) for _, one in session.records] == [(Load(22, "kg", False), counted(10))] * 2
    assert english.answer(answer, 1) == ("Noted: twenty-two kilos.",)


def test_two_blocks_of_one_lift_have_a_load_each() -> None:
    twice = plan(routine(row(), row()), known=Known(kept=True))
    session, _ = obey(after_a_set(twice), Done(22), Ms(0), None)

    def of_block(block: str) -> list[Set]:
        return [
            step.set
            for step in session.plan.steps[session.index :]
            if isinstance(step, Work) and step.set.block == block
        ]

    assert [one.asked.load for one in of_block("row")] == [Load(22, "kg", False)]
    assert [one.asked.load for one in of_block("row 2")] == [None, None]
