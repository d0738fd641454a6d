"""Plain lines: the notations that lifters use are told apart, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.text_import.draft import FIELDS, DraftExercise, Field, Leftover
from coach.text_import.scan import scan
from coach.units import Unit
from tests.support.drafts import drafted

NO_HELP = "help with the body's weight goes with an exercise that lifts it, as a pull-up does"


def entry(line: str, units: Unit | None = None) -> DraftExercise:
    (found,) = drafted("Title:", line, units=units).exercises
    return found


def fields(line: str) -> Mapping[Field, str]:
    """The fields of a line of which everything was carried."""
    found = entry(line)
    assert not found.leftovers
    return found.fields


BENCH = {"sets": "3", "reps": "8", "load": "60 kg", "rest": "90 s"}


@pytest.mark.parametrize(
    "line",
    [
        "Bench Press / 3x8 / 60kg / 90s",
        "Bench Press/3x8/60kg/90s",
        "Bench Press, 3x8, 60 kg, 90 s",
        "Bench Press | 3 x 8 | @60kg | 90 sec",
        "Bench Press - 3x8 - 60kg - 90s",
        "Bench Press \u2013 3\u00d78 \u2013 60kg \u2013 90s",
        "Bench Press\t3x8\t60kg\t90s",
        "Bench Press; 3x8; 60kgs; 90s rest",
        "Bench Press: 3x8 @ 60kg (90s rest)",
        'Bench Press 3x8x60kg 90"',
        "3x8 bench press 60kg 90 seconds",
        "60kg bench presses, 3 sets of 8 reps, rest 90s between sets",
        "Bench Press: 3 sets x 8 reps, 60 kilos, rest: 90 secs",
        "1. **Bench Press** 8,8,8 60kg 90s",
        "- [ ] Bench Press (Barbell) 8/8/8 with 60 kg, rest for 90 s",
        "* bench\u00a0press 3x8 60 kg w/ 90s rest",
    ],
)
def test_one_exercise_in_every_hand(line: str) -> None:
    assert entry(line).use == "barbell-bench-press"
    assert fields(line) == BENCH


@pytest.mark.parametrize(
    ("written", "reps"),
    [
        ("3x8", {"sets": "3", "reps": "8"}),
        ("3 x 8-10", {"sets": "3", "reps": "8-10"}),
        ("3x8 \u2013 10", {"sets": "3", "reps": "8-10"}),
        ("3\u00d78 to 10", {"sets": "3", "reps": "8-10"}),
        ("3 sets of 8", {"sets": "3", "reps": "8"}),
        ("3 sets x 8-12 reps", {"sets": "3", "reps": "8-12"}),
        ("3 sets, 8 reps", {"sets": "3", "reps": "8"}),
        ("2-3 x 8", {"sets": "2-3", "reps": "8"}),
        ("5x5+", {"sets": "5", "reps": "5+"}),
        ("x 8", {"reps": "8"}),
        ("8-12", {"reps": "8-12"}),
        ("8,8,6", {"reps": "8, 8, 6"}),
        ("8/8/6", {"reps": "8, 8, 6"}),
        ("5, 5, 5+", {"reps": "5, 5, 5+"}),
        ("5/3/1+", {"reps": "5, 3, 1+"}),
        ("21-15-9", {"reps": "21, 15, 9"}),
        ("4 x 8, 6, 4, 2", {"reps": "8, 6, 4, 2"}),
        ("1x5, 2x3", {"reps": "5, 3, 3"}),
        ("2x5, 1x5+", {"reps": "5, 5, 5+"}),
        ("2x5, 1x5", {"sets": "3", "reps": "5"}),
        ("AMRAP", {"reps": "max"}),
        ("3xAMRAP / 60s", {"sets": "3", "reps": "max", "rest": "60 s"}),
        ("3 sets to failure", {"sets": "3", "reps": "max"}),
        ("3 x max", {"sets": "3", "reps": "max"}),
        ("3x30s", {"sets": "3", "reps": "30 s"}),
        ("3 x 45 sec, 60s rest", {"sets": "3", "reps": "45 s", "rest": "60 s"}),
        ("3 x 30-45s", {"sets": "3", "reps": "30-45 s"}),
        ("1:00", {"reps": "1:00"}),
        ("30s x 3", {"sets": "3", "reps": "30 s"}),
        ("30s/side x 3", {"sets": "3", "reps": "30 s", "side": "each"}),
        ("10/side", {"reps": "10", "side": "each"}),
        ("5 @ 60kg", {"reps": "5", "load": "60 kg"}),
        ("8/8/6/60kg", {"reps": "8, 8, 6", "load": "60 kg"}),
        ("3x1:00 / 30s", {"sets": "3", "reps": "1:00", "rest": "30 s"}),
    ],
)
def test_sets_and_reps(written: str, reps: dict[str, str]) -> None:
    assert fields(f"Squat {written}") == reps
    assert fields(f"Squat: {written}") == reps
    assert fields(f"Squat / {written}") == reps


@pytest.mark.parametrize(
    ("written", "load"),
    [
        ("60kg", "60 kg"),
        ("@60kg", "60 kg"),
        ("at 62,5 kg", "62.5 kg"),
        ("135lb", "135 lb"),
        ("135 lbs.", "135 lb"),
        ("#135", "135 lb"),
        ("135#", "135 lb"),
        ("2x20kg", "20 kg"),
        ("20kg each hand", "20 kg"),
        ("20 kg dumbbells", "20 kg"),
        ("75%", "75 %"),
        ("@ 75 % of 1RM", "75 %"),
    ],
)
def test_loads(written: str, load: str) -> None:
    assert fields(f"Squat 3x8 {written}") == {"sets": "3", "reps": "8", "load": load}
    assert fields(f"Squat / {written} / 3x8") == {"sets": "3", "reps": "8", "load": load}


@pytest.mark.parametrize(
    ("written", "load"),
    [
        ("BW", "bodyweight"),
        ("bodyweight", "bodyweight"),
        ("BW+10kg", "bodyweight + 10 kg"),
        ("body weight + 25 lbs", "bodyweight + 25 lb"),
        ("+10kg", "bodyweight + 10 kg"),
    ],
)
def test_loads_of_what_is_done_with_the_body(written: str, load: str) -> None:
    assert fields(f"Pull-up 3x8 {written}") == {"sets": "3", "reps": "8", "load": load}
    assert fields(f"Dips / {written} / 3x8") == {"sets": "3", "reps": "8", "load": load}


def test_what_was_understood_of_a_load_is_said_beside_it() -> None:
    assert [r.text for r in entry("Dumbbell press 3x8 2x20kg").comments] == ["2x20kg: the load is that of each."]
    assert [r.text for r in entry("Dip 3x8 +10kg").comments] == ["+10kg: taken as added to the body's weight."]


@pytest.mark.parametrize(
    ("written", "rest"),
    [
        ("90s", "90 s"),
        ("rest 2 min", "2 min"),
        ("2m rest", "2 min"),
        ("2'", "2 min"),
        ('90"', "90 s"),
        ("1'30\"", "1:30"),
        ("2 min 30 s", "2:30"),
        ("1:30 rest", "1:30"),
        ("rest 60-90s", "60-90 s"),
        ("2\u20133 min rest", "2-3 min"),
        ("rest 90s-2min", "90-120 s"),
        ("rest 10s", "10 s"),
    ],
)
def test_rests(written: str, rest: str) -> None:
    assert fields(f"Squat 3x8 {written}") == {"sets": "3", "reps": "8", "rest": rest}
    assert fields(f"Squat, {written}, 3x8") == {"sets": "3", "reps": "8", "rest": rest}


@pytest.mark.parametrize(
    ("written", "tempo"),
    [
        ("2-0-1-1", "2-0-1-1"),
        ("3-1-2-1", "3-1-2-1"),
        ("tempo 3010", "3-0-1-0"),
        ("3010 tempo", "3-0-1-0"),
        ("@30X1", "3-0-x-1"),
        ("3-0-x-0", "3-0-x-0"),
        ("tempo: 4/1/1/0", "4-1-1-0"),
        ("tempo 10-0-2-0", "10-0-2-0"),
    ],
)
def test_tempos(written: str, tempo: str) -> None:
    assert fields(f"Squat 3x8 {written}") == {"sets": "3", "reps": "8", "tempo": tempo}


@pytest.mark.parametrize("written", ["each side", "/side", "per leg", "/ leg", "e/s", "each", "ea. side", "L/R"])
def test_sides(written: str) -> None:
    assert fields(f"Lunge 3x8 {written}") == {"sets": "3", "reps": "8", "side": "each"}


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("Squat 3x8 RPE 12", ("RPE 12", '"12" is out of bounds; an RPE is from 1 to 10')),
        ("Squat 3x8 7 RIR", ("7 RIR", '"7" is out of bounds; at most 5 reps in reserve')),
        ("Squat 3x8 60", ("60", "a number alone; write 3x8, 60 kg or 90 s")),
        ("Squat 3x8x60", ("60", "a number alone; write 3x8, 60 kg or 90 s")),
        ("Squat 100 3x8", ("100", "a number alone; write 3x8, 60 kg or 90 s")),
        ("Squat 3x8 rest 90", ("rest 90", "a time has a unit; write 90 s or 2 min")),
        ("Squat 3x8 60-70kg", ("60-70kg", "a load is one weight")),
        ("Squat 3x8 60/65/70kg", ("60/65/70kg", "the sets differ in load")),
        ("Squat 3x8 70-75%", ("70-75%", "a percentage is one number, of the one-rep max")),
        (
            "Squat 3x8 BW-20kg",
            ("-20 kg", "help with the body's weight goes with an exercise that lifts it, as a pull-up does"),
        ),
        ("Pull-up - 15 kg 3x8", ("- 15 kg", "added weight or help? write +15 kg for weight that is added")),
        ("Dips 3x8 \u2013 5 kg", ("- 5 kg", "added weight or help? write +15 kg for weight that is added")),
        (
            "Squat -20 kg 3x8",
            ("-20 kg", "help with the body's weight goes with an exercise that lifts it, as a pull-up does"),
        ),
        ("Squat 3x8 tempo 311", ("tempo 311", "a tempo has four numbers: lowering, bottom, lifting, top")),
        ("Squat 3x8 2s pause", ("2s pause", "what is slow or still in a rep is written as its tempo")),
        ("Squat 3x8 +2.5kg/week", ("+2.5kg/week", "progress goes from session to session; write +2.5 kg each session")),
        ("Squat 3x8 to failure", ("to failure", "reps are a number, a range, or to failure; at least eight is 8+")),
        ("Squat 3x8 slow", ("slow", "a note; as one of its cues the coach would say it")),
        ("Squat 3x8 EMOM", ("EMOM", "work by the clock is written by hand")),
        ('Squat 3x8 24"', ('24"', "a hold or a rest? write 3x30 s, or rest 90 s")),
    ],
)
def test_what_cannot_be_carried_is_listed(line: str, lost: tuple[str, str]) -> None:
    found = entry(line)
    assert found.fields == {"sets": "3", "reps": "8"}
    assert found.leftovers == (Leftover(2, *lost),)


@pytest.mark.parametrize(
    ("line", "carried", "lost"),
    [
        ("Squat 3x10-8", {"sets": "3"}, ("3x10-8", '"10-8" runs backwards; write the smaller number first')),
        ("Squat 60kg x 8, 70kg x 6", {"reps": "8, 6"}, ("60kg", "the sets differ in load")),
        ("Squat 65% x 5, 75% x 5, 85% x 5+", {"reps": "5, 5, 5+"}, ("75%", "the sets differ in load")),
        ("Squat 5 @ 65kg, 5+ @ 75kg", {"reps": "5, 5+"}, ("@65kg", "the sets differ in load")),
        ("Squat 3x8 60, 70, 80 kg", {"sets": "3", "reps": "8"}, ("60, 70, 80 kg", "the sets differ in load")),
        ("Squats 12,10,8,6 / 60,70,80,90 kg", {"reps": "12, 10, 8, 6"}, ("60,70,80,90 kg", "the sets differ in load")),
        (
            "Squat 5x5 RPE 8 60s 90s",
            {"sets": "5", "reps": "5", "rest": "60 s", "rpe": "8"},
            ("90s", "another rest: 60 s is carried"),
        ),
    ],
)
def test_what_has_two_readings_is_not_guessed(line: str, carried: dict[str, str], lost: tuple[str, str]) -> None:
    found = entry(line)
    assert found.fields == carried
    assert Leftover(2, *lost) in found.leftovers


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Remember to breathe", "no sets, reps or time, and not in the catalogue"),
        ("Rest 2 min between exercises", "a sentence; one exercise a line, with its sets and reps"),
        ("3x8 60kg", "there is no exercise in this line"),
        ("Bench 3x8 + Zercher 3x8", "more than one exercise, or kind of set, in a line"),
        ("Day 2: Squat 3x8", "a heading and an exercise; write two lines"),
        ("Day 2 \u2013 Pull", "a heading; the exercises below it follow in the same session"),
        ("Back day", "a heading; the exercises below it follow in the same session"),
        ("Plank / 3 sets / 45s", "a hold or a rest? write 3x30 s, or rest 90 s"),
        ("Sled push 3x40m", "sets are counted or timed, not measured"),
        ("Squat 60x5", "this has two readings; write 3x8 60 kg"),
        ("Squat 8x60kg", "this has two readings; write 3x8 60 kg"),
        ("Leg press 120 x 10 x 3", "this has two readings; write 3x8 60 kg"),
        ("Squat, 3, 8, 60", "these aren't the reps of the sets; write 3x8, or 8, 8, 6"),
        ("Superset:", "no exercises follow that take turns"),
        ("3 rounds of:", "no exercises follow that take turns"),
        ("Cool-down: 5 min walk", 'a cool-down is written by hand, as the last exercise: use = "cool-down"'),
        ("Warm-up sets 2x10 40kg", "warm-up sets are written by hand"),
        (f"Squat 3x8 {'x' * 300}", "a line of over 300 characters"),
        (f"{'Row ' * 25} 3x8", "a name of over 80 characters"),
        (f"Squat 3x8 {', ha' * 13}", "too much for one line; write one exercise a line"),
    ],
)
def test_lines_that_are_no_exercise(line: str, reason: str) -> None:
    found = drafted("Title:", line)
    assert (found.exercises, [(one.line, one.reason) for one in found.leftovers]) == ((), [(2, reason)])


def test_a_weight_without_a_unit_is_in_the_athletes_own_where_there_are_any() -> None:
    found = entry("Squat 3x8 60", "lb")
    assert found.fields["load"] == "60 lb"
    assert [r.text for r in found.comments] == ["60 is taken in lb, as the configuration has it."]
    assert entry("Squat 3x8 @8", "lb").fields == {"sets": "3", "reps": "8", "rpe": "8"}


@pytest.mark.parametrize(
    ("written", "effort"),
    [
        ("@ RPE 8", {"rpe": "8"}),
        ("@ 7-8,5", {"rpe": "7-8.5"}),
        ("2 RIR", {"rir": "2"}),
        ("RIR: 1-2", {"rir": "1-2"}),
        ("RIR 2", {"rir": "2"}),
    ],
)
def test_how_hard_a_set_is(written: str, effort: dict[str, str]) -> None:
    assert entry(f"Squat 3x8 {written}").fields == {"sets": "3", "reps": "8", **effort}
    assert entry(f"Squat 3 x 8-12 {written}").fields == {"sets": "3", "reps": "8-12", **effort}
    assert entry(f"Plank 3x30s {written}").leftovers == (
        (Leftover(2, f"{effort['rir']} RIR", "a hold has no reps to leave in reserve; write RPE 8"),)
        if "rir" in effort
        else ()
    )


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("Bench press", "barbell-bench-press"),
        ("Pullups", "pull-up"),
        ("DB Bench Press", "dumbbell-bench-press"),
        ("Lateral Raise (Machine)", "machine-lateral-raise"),
        ("Dumbbell flies", "dumbbell-fly"),
        ("Lunges", "walking-lunge"),
        ("OHP", "barbell-overhead-press"),
        ("Bodyweight squats", "bodyweight-squat"),
        ("90/90 hip switch", None),
        ("Clean/press", None),
    ],
)
def test_names(name: str, use: str | None) -> None:
    assert entry(f"{name} 3x8").use == use
    if use is None:
        assert entry(f"{name} 3x8").name == name


@pytest.mark.parametrize(
    "name",
    ["Farmer\u2019s walk", "Farmers Walks", "farmers-walk", "Walk (farmer's)"],
)
def test_spelling_plurals_and_the_order_of_words_do_not_count(name: str) -> None:
    assert entry(f"{name} 3x30s").use == "farmers-carry"


def test_a_name_that_is_nearly_known_gets_a_hint() -> None:
    (remark,) = entry("Triceps pushdwn 3x8").comments
    assert remark.text == 'If it is triceps-pushdown, use = "triceps-pushdown" brings its cues.'


_VALUES = {
    "sets reps": ["3x8", "3 x 8", "3\u00d78", "3 sets of 8", "3 sets x 8 reps"],
    "load": ["60kg", "@60 kg", "@ 60kgs"],
    "rest": ["rest 90s", "90 s rest", "rest: 90 sec"],
    "tempo": ["tempo 3010", "3-0-1-0", "@3010"],
    "side": ["each side", "per leg", "e/s"],
    "effort": ["RPE 8", "@8"],
}


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_values_are_found_in_any_order_and_between_any_separators(data: st.DataObject) -> None:
    chosen = data.draw(st.permutations([data.draw(st.sampled_from(forms)) for forms in _VALUES.values()]))
    line = data.draw(st.sampled_from([" / ", ", ", " | ", " - ", "; ", "\t"])).join(["Split squat", *chosen])
    found = entry(line)
    assert found.use == "split-squat"
    assert found.fields == {**BENCH, "tempo": "3-0-1-0", "side": "each", "rpe": "8"}
    assert not found.leftovers


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_a_scan_never_fails(line: str) -> None:
    assert scan(line.replace("\0", ""), "kg").fields.keys() <= set(FIELDS)
