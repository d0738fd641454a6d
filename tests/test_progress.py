"""What to lift today and which plates make it, against tables that were worked out by hand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from coach.notation import Load, Plate, Reps, Span, read_load
from coach.progression.performed import counted
from coach.progression.plates import STANDARD, Rack, bar_of
from coach.progression.remembered import Known, Remembered
from coach.progression.rules import Did, Outing, Today, today
from coach.progression.strength import epley
from coach.routine.model import Prescription, Progress, Wave
from coach.session.plan import Work
from coach.session.planner import plan
from tests.support.exercises import exercise, routine


def kg(amount: float) -> Load:
    return Load(amount, "kg", False)


def sets(reps: Reps | Span, count: int = 3, load: Load | None = None) -> list[Prescription]:
    return [Prescription(reps=reps, load=load)] * count


def outing(*reps: int, load: Load | None = None, effort: float | None = None) -> Outing:
    return tuple(Did(counted(n), load, effort) for n in reps)


def plates(load: Load) -> Load:
    """To 2.5 kg."""
    return replace(load, amount=round(load.amount / 2.5) * 2.5)


def shown(found: Today | None) -> str:
    """ "62.5 kg, more weight, 8", or nothing."""
    if found is None:
        return ""
    parts = [str(found.sets[0].load or "no load"), found.change, str(found.reps or "")]
    return ", ".join(part for part in parts if part)


RANGE = sets(Reps(8, 10))
SIXTY = kg(60)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ([], ""),
        ([outing(10, 10, 10, load=SIXTY)], "62.5 kg, more weight, 8"),
        ([outing(12, 11, 10, load=SIXTY)], "62.5 kg, more weight, 8"),
        ([outing(10, 10, 9, load=SIXTY)], "60 kg, more reps, 10"),
        ([outing(10, 9, 8, load=SIXTY)], "60 kg, more reps, 9"),
        ([outing(10, 10, load=SIXTY)], "60 kg, more reps, 10"),  # a set was left out
        ([outing(8, 7, 6, load=SIXTY)], "60 kg, more reps, 8"),  # a miss
        ([outing(8, 7, 6, load=SIXTY)] * 2, "60 kg, more reps, 8"),
        ([outing(8, 7, 6, load=SIXTY)] * 3, "55 kg, deload"),  # 54, to what can be loaded
        ([*[outing(8, 7, 6, load=SIXTY)] * 2, outing(8, 8, 8, load=SIXTY)], "60 kg, more reps, 8"),
        ([*[outing(8, 7, 6, load=SIXTY)] * 2, outing(7, 7, 7, load=kg(57.5))], "60 kg, more reps, 8"),
        ([outing(9, 8, 8)], "no load, more reps, 9"),
        ([outing(10, 10, 10)], "no load, more weight, 8"),  # nobody knows what was lifted
        ([outing(10, 10, 10, load=read_load("bodyweight"))], "bodyweight + 2.5 kg, more weight, 8"),
        ([outing(10, 10, 10, load=read_load("bodyweight + 5 kg"))], "bodyweight + 7.5 kg, more weight, 8"),
        ([outing(10, 10, 10, load=Load(135, "lb", False))], "140 lb, more weight, 8"),
    ],
)
def test_double_progression(last: list[Outing], expected: str) -> None:
    rounded = plates if "lb" not in expected else lambda load: load
    assert shown(today(Progress("double"), RANGE, last, len(last), None, rounded)) == expected


@pytest.mark.parametrize(
    ("last", "rule", "expected"),
    [
        ([outing(5, 5, 5, load=SIXTY)], Progress("linear"), "62.5 kg, more weight"),
        ([outing(5, 5, 5, load=SIXTY)], Progress("linear", step=kg(5)), "65 kg, more weight"),
        ([outing(5, 5, 4, load=SIXTY)], Progress("linear"), "60 kg, again"),
        ([outing(5, 5, 4, load=SIXTY)] * 3, Progress("linear"), "55 kg, deload"),
        ([outing(5, 5, 4, load=SIXTY)] * 2, Progress("linear", misses=2, deload=20), "47.5 kg, deload"),
        ([outing(5, 5, 4, load=kg(100))] * 3, Progress("linear"), "90 kg, deload"),
    ],
)
def test_linear_progression(last: list[Outing], rule: Progress, expected: str) -> None:
    assert shown(today(rule, sets(Reps(5, 5)), last, len(last), None, plates)) == expected


WAVES = (
    Wave((65, 75, 85), (Reps(5, 5), Reps(5, 5), Reps(5, None))),
    Wave((70, 80, 90), (Reps(3, 3), Reps(3, 3), Reps(3, None))),
    Wave((75, 85, 95), (Reps(5, 5), Reps(3, 3), Reps(1, None))),
    Wave((40, 50, 60), (Reps(5, 5),)),
)


@pytest.mark.parametrize(
    ("trained", "loads", "reps"),
    [
        # Of a one-rep max of 100 kg the training max is 90; with each cycle it grows by 2.5 kg.
        (0, [57.5, 67.5, 77.5], "5 5 5+"),  # 58.5, 67.5, 76.5
        (1, [62.5, 72.5, 80], "3 3 3+"),  # 63, 72, 81
        (2, [67.5, 77.5, 85], "5 3 max"),  # 67.5, 76.5, 85.5
        (3, [35, 45, 55], "5 5 5"),  # 36, 45, 54
        (4, [60, 70, 77.5], "5 5 5+"),  # of 92.5: 60.125, 69.375, 78.625
        (8, [62.5, 70, 80], "5 5 5+"),  # of 95: 61.75, 71.25 (as near to 70), 80.75
    ],
)
def test_percent_of_a_training_max_in_waves(trained: int, loads: list[float], reps: str) -> None:
    rule = Progress("percent", waves=WAVES)
    found = today(rule, sets(Reps(5, 5)), [], trained, kg(100), plates)
    assert found
    assert [one.load for one in found.sets] == [kg(load) for load in loads]
    assert " ".join(str(one.reps) for one in found.sets) == reps
    assert today(rule, sets(Reps(5, 5)), [], trained, None, plates) is None


def test_percent_goes_back_after_missed_waves() -> None:
    rule = Progress("percent", waves=WAVES, misses=2)
    missed = [outing(3, 2, 1, load=SIXTY), outing(5, 5, 4, load=SIXTY)]
    found = today(rule, sets(Reps(5, 5)), missed, 2, kg(100), plates)
    assert found
    assert (found.change, found.sets[0].load) == ("deload", kg(60))  # 75 % of 81 is 60.75


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        # 100 kg five times at RPE 8 are seven to failure: a max of 123.3; for 5 at RPE 8 that is 100 again.
        (outing(5, load=kg(100), effort=8), "100 kg, by effort"),
        (outing(5, load=kg(100), effort=7), "102.5 kg, by effort"),  # 126.7 / 1.2333 = 102.7
        (outing(5, load=kg(100), effort=10), "95 kg, by effort"),  # 116.7 / 1.2333 = 94.6
        (outing(5, load=kg(100)), "100 kg, again"),
    ],
)
def test_as_hard_as_is_asked(last: Outing, expected: str) -> None:
    assert shown(today(Progress("rpe", rpe=8), sets(Reps(5, 5)), [last], 1, None, plates)) == expected


def test_without_a_rule_the_last_load_is_carried_on_where_none_is_written() -> None:
    last = [outing(8, load=SIXTY)]
    assert shown(today(Progress(), RANGE, last, 1, None, plates)) == "60 kg, again"
    assert today(Progress(), sets(Reps(8, 10), load=kg(50)), last, 1, None, plates) is None


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
