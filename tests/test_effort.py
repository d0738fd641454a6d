"""How hard a set should be (rpe, rir): read, said, asked for by those who want that, logged, and used for the load."""

from __future__ import annotations

from typing import Any

import pytest

from coach.errors import CoachError
from coach.library.find import Library
from coach.notation import Effort, Load, NotationError, Reps, read_rir, read_rpe
from coach.progression.equipment import weights_of
from coach.progression.outings import Did
from coach.progression.performed import counted
from coach.progression.plates import STANDARD
from coach.progression.remembered import Known
from coach.progression.rules import today
from coach.progression.rules.rule import Asked, History
from coach.routine.file.reader import read_routine
from coach.routine.model import Prescription, Progress, Routine
from coach.session.done import Done, read_done
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.plan import Rest
from coach.session.planner import plan
from coach.session.state import Session
from coach.speech import english
from coach.units import Ms
from tests.conftest import Coach

CATALOGUE = Library(()).catalogue()
HEAD = 'title = "Press"\n'
PRESS = '[[exercise]]\nname = "Press"\nsets = 2\nreps = 5\nload = "40 kg"\n'


def routine(text: str) -> Routine:
    return read_routine(HEAD + text, "press.toml", "press", CATALOGUE)


def efforts(text: str, variant: str | None = None) -> list[str]:
    """How hard each set of the first exercise is."""
    sets = routine(text).variant(variant).exercises[0].sets
    return [f"{one.effort.scale} {one.effort}" if one.effort else "-" for one in sets]


@pytest.mark.parametrize(
    ("read", "written", "value", "again"),
    [
        (read_rpe, 8, Effort(8, 8), "8"),
        (read_rpe, 8.5, Effort(8.5, 8.5), "8.5"),
        (read_rpe, "7 - 8", Effort(7, 8), "7-8"),
        (read_rir, 2, Effort(8, 8, "rir"), "2"),
        (read_rir, "1-2", Effort(8, 9, "rir"), "1-2"),
    ],
)
def test_efforts(read: Any, written: object, value: Effort, again: str) -> None:
    assert read(written) == value
    assert str(value) == again


@pytest.mark.parametrize(
    ("read", "written", "message"),
    [
        (read_rpe, 11, "11 is out of bounds; an RPE is from 1 to 10"),
        (read_rpe, "hard", '"hard" is not an RPE; write 8, 8.5, "7-8"'),
        (read_rpe, "8-7", '"8-7" runs backwards; write the smaller number first'),
        (read_rir, 6, "6 is out of bounds; at most 5 reps in reserve"),
        (read_rir, True, 'true is not a number of reps in reserve; write 2, "1-2"'),
    ],
)
def test_efforts_that_are_refused(read: Any, written: object, message: str) -> None:
    with pytest.raises(NotationError) as refused:
        read(written)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PRESS, ["-", "-"]),
        (PRESS + "rir = 2\n", ["rir 2", "rir 2"]),
        (f"[defaults]\nrpe = 8\n{PRESS}rir = 1\n", ["rir 1", "rir 1"]),
        (PRESS + "rpe = 8\nwarmup_sets = 1\n", ["-", "rpe 8", "rpe 8"]),
        (PRESS.replace("sets = 2", "sets = [{ rpe = 9 }, {}, { drop = true }]") + "rir = 3\n", ["rpe 9", "rir 3", "-"]),
        (PRESS + 'progress = { rule = "rpe", rpe = 7 }\n', ["rpe 7", "rpe 7"]),
        (PRESS + 'rir = 1\nprogress = "rpe"\n', ["rir 1", "rir 1"]),
    ],
)
def test_what_is_nearest_to_a_set_says_how_hard_it_is(text: str, found: list[str]) -> None:
    assert efforts(text) == found


def test_a_variant_has_its_own_scale() -> None:
    assert efforts(PRESS + "rpe = 8\n[variant.easy]\nrir = 4\n[variant.hard]\n", "easy") == ["rir 4", "rir 4"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (PRESS + "rpe = 8\nrir = 2\n", '"rpe" and "rir" say the same twice; leave one out'),
        (
            PRESS.replace("reps = 5", 'reps = "30 s"') + "rir = 2\n",
            "a hold has no reps to leave in reserve; write rpe = 8",
        ),
    ],
)
def test_contradictions(text: str, message: str) -> None:
    with pytest.raises(CoachError) as refused:
        routine(text)
    assert {f"{one.message}; {one.hint}" for one in refused.value.mistakes} == {message}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("rir = 2", "Press. Two sets of five reps. Leave two in reserve."),
        ("rpe = 8.5", "Press. Two sets of five reps. Leave one or two in reserve."),
        ('rpe = "6-8"', "Press. Two sets of five reps. Leave two to four in reserve."),
        ("rpe = 9.5", "Press. Two sets of five reps. Leave at most one in reserve."),
        ("rpe = 10", "Press. Two sets of five reps. Leave nothing in reserve."),
        ("rpe = 4", "Press. Two sets of five reps. Aim for an effort of four out of ten."),
    ],
)
def test_it_is_said_with_the_sets(fields: str, said: str) -> None:
    assert english.what(plan(routine(f"{PRESS}{fields}\n")).sets[0]) == said


def test_what_is_said_where_the_sets_differ_or_go_on_as_long_as_they_can() -> None:
    first, last = plan(routine(PRESS.replace("sets = 2", "sets = [{ rpe = 7 }, { rpe = 9 }]"))).sets
    assert english.what(first) == "Press. Two sets of five reps. In the first set, leave three in reserve."
    assert english.next_set(last)[0] == "Next: the last set, leave one in reserve."
    (open_end, _) = plan(routine(PRESS.replace("reps = 5", 'reps = "5+"') + "rir = 1\n")).sets
    assert english.what(open_end) == "Press. Two sets of at least five reps; I'll count to ten. Leave one in reserve."


def asks(session: Session) -> str | None:
    """What is asked in the rest that the session is in."""
    assert isinstance(session.step, Rest)
    return english.how_many(session.step.asks) if session.step.asks else None


def after_a_set(fields: str, wanted: bool = True) -> Session:
    session = Session(plan(routine(f"{PRESS}{fields}\n"), known=Known(kept=True, asks_effort=wanted)))
    while not session.records:
        length = session.step.length or 1000
        session = advance(session, session.clock.ends(Ms(length)) or Ms(0), Ms(length))
    return session


@pytest.mark.parametrize(
    ("fields", "typed", "question", "noted", "effort"),
    [
        ("rir = 2", "1", "How many more could you have done? Type the number.", "Noted: one in reserve.", 9),
        ("rir = 2", "0", "How many more could you have done? Type the number.", "Noted: nothing in reserve.", 10),
        ("rpe = 8", "9", "How hard was that, from one to ten? Type the number.", "Noted: effort nine.", 9),
        (
            "rpe = 8",
            "@8.5",
            "How hard was that, from one to ten? Type the number.",
            "Noted: effort eight and a half.",
            8.5,
        ),
    ],
)
def test_it_is_asked_for_and_a_number_answers(
    fields: str, typed: str, question: str, noted: str, effort: float
) -> None:
    session = after_a_set(fields)
    assert asks(session) == question
    session, answer = obey(session, read_done(typed), Ms(0), None)
    assert english.answer(answer, 1) == (noted,)
    (_, record), *_ = session.records
    assert (record.effort, record.performed, record.load) == (effort, counted(5), Load(40, "kg", False))
    assert asks(session) is None
    # From then on a number is what it always is.
    again, _ = obey(session, Done(4), Ms(0), None)
    assert (again.records[0][1].performed.reps, again.records[0][1].effort) == (4, effort)


def test_it_is_not_asked_for_unless_that_is_wanted_and_the_set_says_how_hard() -> None:
    for session in (after_a_set("rir = 2", wanted=False), after_a_set("")):
        assert asks(session) is None
        noted, _ = obey(session, Done(4), Ms(0), None)
        assert noted.records[0][1].performed.reps == 4


@pytest.mark.parametrize(
    ("efforts", "loads"),
    [
        ([8, 8], [100, 100]),
        ([9, 9], [102.5, 102.5]),
        ([7, 9], [97.5, 102.5]),
    ],
)
def test_each_set_is_as_heavy_as_makes_it_as_hard_as_it_should_be(efforts: list[float], loads: list[float]) -> None:
    asked = tuple(Prescription(Reps(5, 5), effort=Effort(one, one)) for one in efforts)
    last = (Did(counted(5), Load(100, "kg", False), 8),) * 2
    weights = weights_of(("a barbell",), STANDARD, None, "kg")
    found = today(Asked(Progress("rpe"), asked, 2), History([last], None, weights))
    assert found
    assert [one.load and one.load.amount for one in found.sets] == loads


def test_a_routine_is_shown_with_it(coach: Coach) -> None:
    file = coach.cwd / "press.toml"
    file.write_text(HEAD + PRESS.replace("sets = 2", 'sets = [{ rir = 2 }, { rpe = "8-9" }]'))
    assert coach("show", str(file)).out.splitlines()[2:4] == [
        "   exercise  sets  reps  tempo    rest  load   effort          group",
        "1  Press     2     5     2-0-1-1  1:30  40 kg  2 RIR, RPE 8-9",
    ]
    assert '"effort": "RPE 8-9"' in coach("show", str(file), "--json").out
