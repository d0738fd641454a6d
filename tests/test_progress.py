"""What to lift today and which plates make it, against tables that were worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.notation import Load, Plate, Reps, Span, read_load, write_load
from coach.progression.equipment import Weights, kit_of, weights_of
from coach.progression.outings import Did, Outing
from coach.progression.performed import UNKNOWN, Performed, assumed, held, reported
from coach.progression.plates import STANDARD, Rack, bar_of
from coach.progression.remembered import Known, Remembered
from coach.progression.rules import today
from coach.progression.rules.rule import Asked, History, TodaysSets
from coach.progression.strength import epley, kilos
from coach.routine.model import Prescription, Progress, Wave
from coach.session.plan import Work
from coach.session.planner import plan
from coach.session.record import Record, record_of
from coach.session.state import Session
from coach.units import SECOND, Ms, Unit
from tests.support.exercises import exercise, routine


def kg(amount: float) -> Load:
    return Load(amount, "kg", False)


def sets(reps: Reps | Span, count: int = 3, load: Load | None = None) -> tuple[Prescription, ...]:
    return (Prescription(reps=reps, load=load),) * count


def outing(
    *reps: int | Performed | None, load: Load | None = None, effort: float | None = None, asked: Reps | None = None
) -> Outing:
    """Sets as they were done: a number was reported, None is not known."""
    done = [UNKNOWN if one is None else reported(one) if isinstance(one, int) else one for one in reps]
    return tuple(Did(one, load, effort, number, asked) for number, one in enumerate(done, 1))


BAR = weights_of(("a barbell",), STANDARD, None, None)
BODY = weights_of((), STANDARD, None, None)


def shown(found: TodaysSets | None) -> str:
    """ "62.5 kg, more weight, 8", or nothing."""
    if found is None:
        return ""
    parts = [write_load(found.sets[0].load) if found.sets[0].load else "no load", found.change, str(found.reps or "")]
    return ", ".join(part for part in parts if part)


RANGE = sets(Reps(8, 10))
SIXTY = kg(60)
AT_LEAST_EIGHT = assumed(Reps(8, 10))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ([], ""),
        ([outing(10, 10, 10, load=SIXTY)], "62.5 kg, more weight"),
        ([outing(12, 11, 10, load=SIXTY)], "62.5 kg, more weight"),
        ([outing(10, 10, 9, load=SIXTY)], "60 kg, more reps, 10"),
        ([outing(10, 9, 8, load=SIXTY)], "60 kg, more reps, 9"),
        ([outing(10, 10, load=SIXTY)], "60 kg, more reps, 10"),  # a set was left out
        ([outing(8, 7, 6, load=SIXTY)], "60 kg, more reps, 8"),  # a miss
        ([outing(8, 7, 6, load=SIXTY)] * 2, "60 kg, more reps, 8"),
        ([outing(8, 7, 6, load=SIXTY)] * 3, "55 kg, deload"),  # 54, to what can be loaded
        ([outing(3, 2, 2, load=SIXTY)], "55 kg, deload"),  # no set had half of its reps
        ([outing(4, 3, 2, load=SIXTY)], "60 kg, more reps, 8"),
        ([outing(3, None, 2, load=SIXTY)], "60 kg, carried"),
        ([*[outing(8, 7, 6, load=SIXTY)] * 2, outing(8, 8, 8, load=SIXTY)], "60 kg, more reps, 8"),
        ([*[outing(8, 7, 6, load=SIXTY)] * 2, outing(7, 7, 7, load=kg(57.5))], "60 kg, more reps, 8"),
        # What nobody knows is no miss and no hit, and doesn't interrupt the misses around it.
        ([outing(None, None, None, load=SIXTY)] * 5, "60 kg, carried"),
        ([outing(10, 10, None, load=SIXTY)], "60 kg, carried"),
        ([outing(7, 7, 7, load=SIXTY), outing(None, load=SIXTY), *[outing(7, load=SIXTY)] * 2], "55 kg, deload"),
        # What is assumed is a hit of the fewest and none of the top, and never a miss.
        ([outing(*[AT_LEAST_EIGHT] * 3, load=SIXTY)], "60 kg, more reps, 9"),
        ([outing(*[assumed(Reps(5, 8))] * 3, load=SIXTY)] * 5, "60 kg, more reps, 8"),
        # A miss is one by what was asked then: the routine may ask for more today.
        ([outing(6, 6, 6, load=SIXTY, asked=Reps(6, 8))] * 3, "60 kg, more reps, 8"),
        ([outing(6, 6, 5, load=SIXTY, asked=Reps(6, 8))] * 3, "55 kg, deload"),
        # A session that was left early proves nothing, however often.
        ([outing(8, load=SIXTY)] * 5, "60 kg, more reps, 9"),
        ([outing(10, load=SIXTY)] * 5, "60 kg, more reps, 10"),
        ([outing(9, 8, 8)], "no load, more reps, 9"),
        ([outing(10, 10, 10)], "no load, more weight"),  # nobody knows what was lifted
        ([outing(7, 7, 7)] * 3, "no load, more reps, 8"),
        ([outing(10, 10, 10, load=read_load("bodyweight"))], "bodyweight + 2.5 kg, more weight"),
        ([outing(10, 10, 10, load=read_load("bodyweight + 5 kg"))], "bodyweight + 7.5 kg, more weight"),
        ([outing(7, 7, 7, load=read_load("bodyweight + 5 kg"))] * 3, "bodyweight + 2.5 kg, deload"),
        ([outing(7, 7, 7, load=read_load("bodyweight"))] * 3, "bodyweight, more reps, 8"),  # no less than oneself
        ([outing(7, 7, 7, load=kg(20))] * 3, "20 kg, more reps, 8"),  # nor less than the bar
        ([outing(10, 10, 10, load=Load(135, "lb", False))], "140 lb, more weight"),
    ],
)
def test_double_progression(last: list[Outing], expected: str) -> None:
    assert shown(today(Asked(Progress("double"), RANGE, 3), History(last, None, BAR))) == expected


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ([outing(10, 10, load=SIXTY)], "62.5 kg, more weight"),
        ([outing(10, 10, 10, load=SIXTY)], "62.5 kg, more weight"),
        ([outing(10, 10, 9, load=SIXTY)], "60 kg, more reps, 10"),
        ([outing(10, load=SIXTY)], "60 kg, more reps, 10"),
        ([outing(8, 8, load=SIXTY)] * 3, "60 kg, more reps, 9"),
        ([outing(8, 7, load=SIXTY)] * 3, "55 kg, deload"),
    ],
)
def test_two_sets_would_do_where_two_to_three_are_asked_for(last: list[Outing], expected: str) -> None:
    assert shown(today(Asked(Progress("double"), RANGE, 2), History(last, None, BAR))) == expected


@pytest.mark.parametrize(
    ("reps", "last", "expected"),
    [
        # To failure, the top is where the count ends: fifteen here.
        (Reps(6, None), outing(9, 8, 7), "no load, more reps, 8"),
        (Reps(6, None), outing(15, 15, 15), "no load, again"),
        (Reps(6, None), outing(15, None, None), "no load, carried"),
        (
            Span(30 * SECOND, 40 * SECOND),
            outing(held(35 * SECOND), held(35 * SECOND), held(35 * SECOND), load=SIXTY),
            "60 kg, again",
        ),
        (
            Span(30 * SECOND, 40 * SECOND),
            outing(held(40 * SECOND), held(40 * SECOND), held(40 * SECOND), load=SIXTY),
            "62.5 kg, more weight",
        ),
        (Reps(8, 8), outing(*[assumed(Reps(8, 8))] * 3, load=SIXTY), "62.5 kg, more weight"),
    ],
)
def test_progress_to_the_top_of_sets_without_a_range(reps: Reps | Span, last: Outing, expected: str) -> None:
    asked = tuple(replace(one, cap=15) for one in sets(reps))
    weights = BAR if last[0].load else BODY
    assert shown(today(Asked(Progress("double"), asked, 3), History([last], None, weights))) == expected


@pytest.mark.parametrize(
    ("last", "rule", "expected"),
    [
        ([outing(5, 5, 5, load=SIXTY)], Progress("linear"), "62.5 kg, more weight"),
        ([outing(5, 5, 5, load=SIXTY)], Progress("linear", step=kg(5)), "65 kg, more weight"),
        ([outing(*[assumed(Reps(5, 5))] * 3, load=SIXTY)], Progress("linear"), "62.5 kg, more weight"),
        ([outing(5, 5, None, load=SIXTY)], Progress("linear"), "60 kg, carried"),
        ([outing(5, 5, load=SIXTY)], Progress("linear"), "60 kg, again"),
        ([outing(5, 5, load=SIXTY)] * 5, Progress("linear"), "60 kg, again"),
        ([outing(5, 5, 4, load=SIXTY)], Progress("linear"), "60 kg, again"),
        ([outing(5, 5, 4, load=SIXTY)] * 3, Progress("linear"), "55 kg, deload"),
        ([outing(5, 5, 4, load=SIXTY)] * 2, Progress("linear", misses=2, deload=20), "47.5 kg, deload"),
        ([outing(5, 5, 4, load=kg(100))] * 3, Progress("linear"), "90 kg, deload"),
        # Light as it is, it is taken back by a step at least.
        ([outing(5, 5, 4, load=kg(25))] * 3, Progress("linear", deload=1), "22.5 kg, deload"),
        # After a deload, a good day goes on from the lighter load.
        (
            [outing(5, 5, 5, load=kg(55)), *[outing(5, 5, 4, load=SIXTY)] * 3],
            Progress("linear"),
            "57.5 kg, more weight",
        ),
    ],
)
def test_linear_progression(last: list[Outing], rule: Progress, expected: str) -> None:
    weights = weights_of(("a barbell",), STANDARD, rule.step, None)
    assert shown(today(Asked(rule, sets(Reps(5, 5)), 3), History(last, None, weights))) == expected


WAVES = (
    Wave((65, 75, 85), (Reps(5, 5), Reps(5, 5), Reps(5, None))),
    Wave((70, 80, 90), (Reps(3, 3), Reps(3, 3), Reps(3, None))),
    Wave((75, 85, 95), (Reps(5, 5), Reps(3, 3), Reps(1, None))),
    Wave((40, 50, 60), (Reps(5, 5),)),
)
FIVE_THREE_ONE = Asked(Progress("percent", waves=WAVES, misses=2), sets(Reps(5, 5)), 3)
DONE = [outing(5, 5, 8), outing(3, 3, 6), outing(5, 3, 4), outing(5, 5, 5)]
"""A good cycle, the first wave first."""


def percents(found: TodaysSets | None) -> str:
    """ "57.5 67.5 77.5: 5 5 5+, by percent" """
    assert found
    loads = " ".join(f"{one.load.amount:g}" for one in found.sets if one.load)
    return f"{loads}: {' '.join(str(one.reps) for one in found.sets)}, {found.change}"


@pytest.mark.parametrize(
    ("past", "expected"),
    [
        # Of a one-rep max of 100 kg the training max is 90; with each good cycle it grows by 2.5 kg.
        ([], "57.5 67.5 77.5: 5 5 5+, by percent"),  # 58.5, 67.5, 76.5
        (DONE[:1], "62.5 72.5 80: 3 3 3+, by percent"),  # 63, 72, 81
        (DONE[:2], "67.5 77.5 85: 5 3 max, by percent"),  # 67.5, 76.5, 85.5
        (DONE[:3], "35 45 55: 5 5 5, by percent"),  # 36, 45, 54
        (DONE, "60 70 77.5: 5 5 5+, by percent"),  # of 92.5: 60.125, 69.375, 78.625
        (DONE * 2, "62.5 70 80: 5 5 5+, by percent"),  # of 95: 61.75, 71.25 (as near to 70), 80.75
        # A wave of which sets were left out is done again; one whose last set nobody knows is through.
        ([*DONE[:1], outing(3, 3)], "62.5 72.5 80: 3 3 3+, by percent"),
        ([*DONE[:1], outing(3, 3, None)], "67.5 77.5 85: 5 3 max, by percent"),
        ([outing(*[assumed(Reps(5, 5))] * 3)] * 4, "60 70 77.5: 5 5 5+, by percent"),
        # A cycle with a miss in it is gone through again at the same training max.
        ([*DONE[:2], outing(5, 2, 1), DONE[3]], "57.5 67.5 77.5: 5 5 5+, by percent"),
        # Two misses in a row take the training max back, to 81, and a good day doesn't bring it up again.
        ([outing(5, 5, 4), outing(3, 2, 1)], "60 70 77.5: 5 3 max, lower max"),  # 60.75, 68.85, 76.95
        ([outing(5, 5, 4), outing(3, 2, 1), outing(5, 3, 1)], "32.5 40 47.5: 5 5 5, by percent"),  # 32.4, 40.5, 48.6
        ([outing(5, 5, 4), outing(3, 2, 1), *DONE[2:]], "52.5 60 70: 5 5 5+, by percent"),  # 52.65, 60.75, 68.85
        ([outing(5, 5, 4), outing(3, 2, 1), *DONE[2:], *DONE], "55 62.5 70: 5 5 5+, by percent"),  # of 83.5
        # What nobody knows doesn't come between two misses.
        ([outing(5, 5, 4), outing(3, 3, None), outing(4, 3, 1)], "32.5 40 47.5: 5 5 5, lower max"),
    ],
)
def test_percent_of_a_training_max_in_waves(past: list[Outing], expected: str) -> None:
    asked = replace(FIVE_THREE_ONE, sets=sets(Reps(5, 5), 5))  # as many sets as percents, whatever the exercise has
    assert percents(today(asked, History(past[::-1], kg(100), BAR))) == expected
    assert today(asked, History(past[::-1], None, BAR)) is None


def test_one_number_of_reps_stands_for_all_sets_of_a_wave() -> None:
    rule = Progress("percent", waves=(Wave((50,) * 5, (Reps(10, 10),)),), misses=1)
    asked = Asked(rule, sets(Reps(5, 5)), 3)
    assert (
        percents(today(asked, History([outing(10, 10, 10, 10, 9)], kg(100), BAR)))
        == "40 40 40 40 40: 10 10 10 10 10, lower max"
    )
    assert percents(today(asked, History([outing(10, 10, 10, 10, 10)], kg(100), BAR))).startswith("45 45 45 45 45")


@pytest.mark.parametrize(("units", "loads"), [("kg", "57.5 67.5 77.5"), ("lb", "130 150 170")])
def test_a_percent_of_a_max_in_the_other_unit_is_a_weight_that_plates_make(units: Unit, loads: str) -> None:
    # The training max of 90 kg is 198.4 lb: 129.0, 148.8 and 168.7 lb.
    found = today(FIVE_THREE_ONE, History([], kg(100), weights_of(("a barbell",), STANDARD, None, units)))
    assert percents(found) == f"{loads}: 5 5 5+, by percent"


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        # 100 kg five times at RPE 8 are seven to failure: a max of 123.3; for 5 at RPE 8 that is 100 again.
        (outing(5, load=kg(100), effort=8), "100 kg, by effort"),
        (outing(5, load=kg(100), effort=7), "102.5 kg, by effort"),  # 126.7 / 1.2333 = 102.7
        (outing(5, load=kg(100), effort=10), "95 kg, by effort"),  # 116.7 / 1.2333 = 94.6
        (outing(5, load=kg(100)), "100 kg, carried"),
        (outing(None, load=kg(100), effort=7), "100 kg, carried"),
        (outing(5, effort=7), ""),
    ],
)
def test_as_hard_as_is_asked(last: Outing, expected: str) -> None:
    assert shown(today(Asked(Progress("rpe", rpe=8), sets(Reps(5, 5)), 3), History([last], None, BAR))) == expected


def test_without_a_rule_the_last_load_is_carried_on_where_none_is_written() -> None:
    last = [outing(8, load=SIXTY)]
    assert shown(today(Asked(Progress(), RANGE, 3), History(last, None, BAR))) == "60 kg, carried"
    assert today(Asked(Progress(), sets(Reps(8, 10), load=kg(50)), 3), History(last, None, BAR)) is None


@pytest.mark.parametrize(
    ("equipment", "load", "harder", "easier"),
    [
        (("a barbell", "a rack"), "60 kg", "62.5 kg", "55 kg"),
        (("dumbbells", "a bench"), "20 kg", "22 kg", "18 kg"),
        (("dumbbells",), "7 kg", "9 kg", "5 kg"),
        (("dumbbells",), "45 lb", "50 lb", "40 lb"),
        (("a kettlebell",), "16 kg", "20 kg", "12 kg"),
        (("cable pulleys", "a rope handle"), "20 kg", "22.5 kg", "17.5 kg"),
        (("a leg press machine",), "120 kg", "125 kg", "110 kg"),
        (("a row machine",), "5 kg", "10 kg", None),
        (("an assisted pull-up machine",), "30 kg", "25 kg", "35 kg"),  # less help is harder
        (("an assisted pull-up machine",), "5 kg", None, "10 kg"),
        (("a pull-up bar",), "bodyweight", "bodyweight + 2.5 kg", None),
        ((), "bodyweight + 10 lb", "bodyweight + 15 lb", "bodyweight + 5 lb"),
    ],
)
def test_steps_fit_the_equipment(equipment: tuple[str, ...], load: str, harder: str | None, easier: str | None) -> None:
    weights = weights_of(equipment, STANDARD, None, None)
    assert weights.harder(read_load(load)) == (harder and read_load(harder))
    assert weights.easier(read_load(load), 10) == (easier and read_load(easier))


def test_every_piece_of_equipment_that_needs_a_weight_is_known() -> None:
    items = ("a rowing machine", "a stationary bike", "a treadmill", "a pull-up bar", "a bench", "a mat", "a band")
    assert [kit_of((item,)).weighted for item in items] == [False] * len(items)
    heavy = ("a barbell", "a curl bar", "a trap bar", "a T-bar", "dumbbells", "a sled", "an assisted dip machine")
    assert [kit_of((item,)).weighted for item in heavy] == [True] * len(heavy)


@given(
    unit=st.sampled_from(["kg", "lb"]),
    units=st.sampled_from([None, "kg", "lb"]),
    amount=st.integers(1, 1200).map(lambda quarter: quarter / 4),
    percent=st.floats(1, 50),
    equipment=st.sampled_from([("a barbell",), ("dumbbells",), ("a machine",), ("an assisted dip machine",), ()]),
    home=st.booleans(),
)
def test_harder_is_harder_and_easier_is_easier(
    unit: Unit, units: Unit | None, amount: float, percent: float, equipment: tuple[str, ...], home: bool
) -> None:
    rack = Rack({}, (Plate(10, "kg", 1), Plate(5, "kg", 1))) if home else STANDARD
    weights: Weights = weights_of(equipment, rack, None, units)
    load, sign = Load(amount, unit, False), -1 if weights.kit.helps else 1
    harder, easier = weights.harder(load), weights.easier(load, percent)
    assert harder is None or sign * kilos(harder) > sign * kilos(load)
    assert easier is None or sign * kilos(easier) < sign * kilos(load)
    for found in filter(None, (harder, easier)):
        assert found.unit == (units or unit)
        if equipment == ("a barbell",):
            assert weights.nearest(found) == found


@pytest.mark.parametrize(
    ("load", "reps", "most"),
    [(100, 1, 100), (100, 5, 116.67), (60, 10, 80), (60, 12, 84), (60, 13, None), (60, 0, None)],
)
def test_epley(load: float, reps: int, most: float | None) -> None:
    assert epley(kg(load), reps) == (most and pytest.approx(most, abs=0.01))


@pytest.mark.parametrize(
    ("load", "total", "side"),
    [
        ("20 kg", "20 kg", ()), ("60 kg", "60 kg", (20,)), ("82.5 kg", "82.5 kg", (25, 5, 1.25)),
        ("100 kg", "100 kg", (25, 15)), ("61 kg", "60 kg", (20,)), ("10 kg", "20 kg", ()), ("61.25 kg", "60 kg", (20,)),
        ("135 lb", "135 lb", (45,)), ("225 lb", "225 lb", (45, 45)), ("227 lb", "225 lb", (45, 45)),
    ],
)  # fmt: skip
def test_plates_of_most_gyms(load: str, total: str, side: tuple[float, ...]) -> None:
    found = STANDARD.nearest(read_load(load))
    assert found
    assert (found.total, found.side) == (read_load(total), side)


def test_the_plates_that_there_are() -> None:
    home = Rack({"barbell": kg(15)}, (Plate(10, "kg", 1), Plate(5, "kg", 2), Plate(2, "kg", 1)))
    table = {39: (10, 2), 40: (10, 2), 55: (10, 5, 5), 59: (10, 5, 5, 2), 200: (10, 5, 5, 2), 25: (5,)}
    assert {load: found.side for load in table if (found := home.nearest(kg(load)))} == table
    pounds = home.nearest(Load(100, "lb", False))
    assert pounds
    assert pounds.total.amount == pytest.approx(99.207)  # 45 kg: the bar, and 10 and 5 on each side
    assert home.nearest(read_load("bodyweight + 10 kg")) is None
    assert [bar_of(("a rack", "a barbell")), bar_of(("a curl bar",)), bar_of(("dumbbells",))] == [
        "barbell",
        "curl bar",
        None,
    ]


def test_warm_up_sets_and_drops_go_with_the_first_working_load() -> None:
    shrug = exercise("shrug", "Shrug", sets=2, reps=Reps(8, 10), equipment=("a barbell",), progress=Progress("double"))
    light, drop = Prescription(kind="warm-up"), Prescription(load=kg(40), kind="drop")
    working = [replace(asked, load=SIXTY) for asked in shrug.sets]
    course = routine(replace(shrug, sets=(light, replace(light, load=kg(45)), *working, drop)))
    known = Known({"shrug": Remembered((outing(10, 10, load=kg(80)),), 1)})
    loads = [step.set.asked.load for step in plan(course, known=known).steps if isinstance(step, Work)]
    # 82.5 kg today: a third of it and three quarters to warm up, two thirds to drop to.
    assert loads == [kg(27.5), kg(62.5), kg(82.5), kg(82.5), kg(55)]


@pytest.mark.parametrize(
    ("load", "reps", "best"),
    [("bodyweight", 9, True), ("bodyweight", 8, False), (None, 9, True), ("bodyweight + 5 kg", 9, False)],
)
def test_more_reps_than_ever_with_ones_own_weight_are_a_best(load: str | None, reps: int, best: bool) -> None:
    pull = exercise("pull-up", "Pull-up", sets=1, reps=Reps(6, 10), load=load and read_load(load))
    course = plan(routine(pull), known=Known({"pull-up": Remembered(most_reps=8)}))
    work = next(step for step in course.steps if isinstance(step, Work))
    record = Record(work.set, "done", reported(reps), 1 * SECOND, work.set.asked.load)
    assert Session(course, records=((course.steps.index(work), record),)).bests == (("Pull-up",) if best else ())


def test_the_load_that_the_plates_make_is_recorded() -> None:
    shrug = exercise("shrug", "Shrug", sets=1, reps=Reps(8, 8), load=kg(46), equipment=("a barbell",))
    work = next(step for step in plan(routine(shrug)).steps if isinstance(step, Work))
    assert work.set.asked.load == kg(46)
    assert record_of(work, "done", Ms(24_000)).load == kg(45)


def test_percents_that_are_written_hold_without_a_rule() -> None:
    squat = exercise("squat", "Squat", sets=2, reps=Reps(5, 5), load=read_load("75 %"), equipment=("a barbell",))
    known = Known({"squat": Remembered((outing(5, 5, load=kg(100)),), 1)})
    course = plan(routine(squat), known=known, maxes={"squat": kg(120)})
    assert [one.asked.load for one in course.sets] == [kg(90)] * 2
    unknown = plan(routine(squat), known=known)
    assert [one.asked.load for one in unknown.sets] == [read_load("75 %")] * 2
