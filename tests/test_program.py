"""Programs: how they are read, which day comes next, what a week changes about its routines."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.library.find import Library, shipped
from coach.library.programs import Programs
from coach.notation import Reps
from coach.program.due import Due, Place, at, due, first, rest_left
from coach.program.file import WeekTable, program_schema, read_program
from coach.program.model import Change, Day, Phase, Program, Week
from coach.program.sessions import faults, plans
from coach.program.weeks import in_week
from coach.routine.file.reader import read_routine
from tests.conftest import Coach

LIBRARY = Library((shipped() / "routines",))
NAMES = LIBRARY.names()


def read(text: str) -> Program:
    return read_program(text, "mine.toml", "mine", LIBRARY.catalogue(), NAMES)


def walk(program: Program, days: int) -> list[tuple[int, int, str]]:
    """The first `days` days: cycle, week and id of each."""
    found: list[tuple[int, int, str]] = []
    coming: Due | None = first(program)
    while coming is not None and len(found) < days:
        found.append((coming.place.cycle, coming.place.week, coming.place.day))
        coming = due(program, coming.place)
    return found


def test_five_lines_make_a_program() -> None:
    program = read('title = "Two days"\n[[day]]\nroutine = "full-upper"\n[[day]]\nroutine = "full-lower"\n')
    assert walk(program, 5) == [
        (0, 1, "full-upper"), (0, 1, "full-lower"), (1, 1, "full-upper"), (1, 1, "full-lower"), (2, 1, "full-upper"),
    ]  # fmt: skip


def test_weeks_and_phases_follow_each_other_and_end() -> None:
    program = read("""
title = "Build up"
end = "over"
[[day]]
routine = "back"
[[phase]]
title = "Volume"
weeks = 2
[[phase]]
title = "Peak"
[[phase.day]]
routine = "chest"
[[phase.day]]
routine = "chest"
variant = "beginner"
[[phase.week]]
[[phase.week]]
title = "Deload"
volume = 50
""")
    assert walk(program, 20) == [
        (0, 1, "back"), (0, 2, "back"), (0, 3, "chest"), (0, 3, "chest-2"), (0, 4, "chest"), (0, 4, "chest-2"),
    ]  # fmt: skip
    assert [(phase.title, week.title) for phase, week in program.weeks] == [
        ("Volume", ""), ("Volume", ""), ("Peak", ""), ("Peak", "Deload"),
    ]  # fmt: skip


def test_a_file_that_was_edited_goes_on_after_the_day_that_was_done() -> None:
    before = read('title = "A"\n[[day]]\nroutine = "back"\n[[day]]\nroutine = "chest"\n[[day]]\nroutine = "abs"\n')
    done = Place(0, 1, "chest", 2)
    assert due(before, done) == at(before, 1, 3)
    put_before = read('title = "A"\n[[day]]\nroutine = "arms"\n[[day]]\nroutine = "back"\n[[day]]\nroutine = "chest"\n')
    coming = due(put_before, done)
    assert coming is not None
    assert (coming.place.cycle, coming.place.day) == (1, "arms")
    taken_away = read('title = "A"\n[[day]]\nroutine = "back"\n[[day]]\nroutine = "abs"\n')
    coming = due(taken_away, done)
    assert coming is not None
    assert (coming.place.cycle, coming.place.day) == (0, "abs")


@pytest.mark.parametrize(
    ("rest_days", "since", "left"),
    [(0, 0, 0), (1, 0, 1), (1, 1, 1), (1, 2, 0), (2, 1, 2), (2, 2, 1), (2, 9, 0), (1, None, 0)],
)
def test_days_of_rest_that_are_left(rest_days: int, since: int | None, left: int) -> None:
    program = read(f'title = "A"\nrest_days = {rest_days}\n[[day]]\nroutine = "back"\n')
    assert rest_left(program, since) == left


MISTAKES = """
title = "Mine"
rest_days = 9
[[day]]
routine = "bakc"
[[day]]
title = "Own"
[[day.exercise]]
use = "pussh-up"
[[day]]
routine = "chest"
warm_up = [{ use = "arm-circles" }]
[[day]]
[[week]]
intensty = 90
"""


def test_every_mistake_has_its_line_and_its_remedy() -> None:
    with pytest.raises(CoachError) as refused:
        read(MISTAKES)
    assert list(map(str, refused.value.mistakes)) == [
        "mine.toml:3: rest_days: 9 is out of bounds; write a number that is at most 6",
        'mine.toml:15: week 1: unknown key "intensty"; did you mean "intensity"?',
    ]
    with pytest.raises(CoachError) as refused:
        read(MISTAKES.replace("= 9", "= 1").replace("intensty", "intensity"))
    assert list(map(str, refused.value.mistakes)) == [
        'mine.toml:5: day 1 "bakc": there is no routine "bakc"; did you mean "back"?',
        'mine.toml:9: exercise 1 "pussh-up": the catalogue has no exercise "pussh-up"; did you mean "push-up"?',
        'mine.toml:12: day 3 "chest": "warm_up" has no effect without exercises; leave it out, or write the day\'s '
        "exercises here",
        'mine.toml:13: day 4: has neither "routine" nor exercises; add routine = "…", or [[day.exercise]] tables',
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ('progress = "stages"', '"stages" has no stages; write its table: { rule = "stages", stages = '
            '["3, 3, 3, 3, 3+", "2, 2, 2, 2, 2, 2+"] }'),
        ('progress = { rule = "linear", growth = [{ reps = 5, step = "5 kg" }] }',
            "growth goes by the reps of an open set, and there is none; write one: reps = \"5, 5, 5+\""),
        ('progress = { rule = "linear", stages = ["3, 3", "2, 2"] }',
            '"stages" says nothing with the rule "linear"; it goes with "stages"'),
        ('progress = { rule = "percent", of = "bench pres", waves = [{ percent = [70] }] }',
            'the catalogue has no exercise "bench pres"; did you mean "bench-press"?'),
        ('alternate = ["overhed press"]',
            'the catalogue has no exercise "overhed press"; did you mean "overhead-press"?'),
        ('progress = { rule = "ladder", rungs = ["front squats", "pistl squat"] }',
            'the catalogue has no exercise "pistl squat"; did you mean "pistol-squat"?'),
        ('progress = "ladder"\nalternate = ["front-squat"]',
            '"alternate" stands beside the rule "ladder"; leave one of them out'),
        ('load = "90 % of the top"', 'load: "90 % of the top" is not a load; write "60 kg", "135 lb", "75 %" (of your '
            'one-rep max), "90 % of top" (of today\'s heaviest set), "bodyweight", "bodyweight + 10 kg" or '
            '"bodyweight - 20 kg" (of help)'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_scheme_has_its_line_and_its_remedy(fields: str, message: str) -> None:
    text = f'title = "Mine"\n[[day]]\ntitle = "Own"\n[[day.exercise]]\nuse = "bodyweight-squat"\n{fields}\n'
    with pytest.raises(CoachError) as refused:
        read(text)
    (mistake,) = map(str, refused.value.mistakes)
    line = 7 if "beside" in message else 6
    assert re.sub(r"^(mine.toml:\d+: )[^:]*exercise 1[^:]*: ", r"\1", mistake) == f"mine.toml:{line}: {message}"


ROUTINE = """
title = "Squat"
[[exercise]]
use = "barbell-back-squat"
sets = 4
reps = 5
warmup_sets = 2
[[exercise]]
use = "leg-press"
sets = "2-3"
reps = "8-10"
"""


def changed(**fields: object) -> list[tuple[int, int, str]]:
    """Of each exercise, how many warm-up and working sets it has in a week with these changes, and their reps."""
    routine = read_routine(ROUTINE, "squat.toml", "squat", LIBRARY.catalogue())
    week = Week(change=Change(**fields))  # type: ignore[arg-type]
    exercises = in_week(routine, week).variant().exercises
    return [
        (len(e.warm_up_sets), len(e.working_sets), ", ".join(str(asked.reps) for asked in e.working_sets))
        for e in exercises
    ]


def test_what_a_week_changes() -> None:
    assert changed() == [(2, 4, "5, 5, 5, 5"), (0, 3, "8-10, 8-10, 8-10")]
    assert changed(sets=2) == [(2, 2, "5, 5"), (0, 2, "8-10, 8-10")]
    assert changed(more_sets=1) == [(2, 5, "5, 5, 5, 5, 5"), (0, 4, "8-10, 8-10, 8-10, 8-10")]
    assert changed(volume=50.0) == [(2, 2, "5, 5"), (0, 2, "8-10, 8-10")]
    assert changed(reps=(Reps(3, 3), Reps(1, None))) == [(2, 4, "3, max, max, max"), (0, 3, "3, max, max")]


def test_percents_and_efforts() -> None:
    routine = read_routine(ROUTINE, "squat.toml", "squat", LIBRARY.catalogue())
    week = Week(change=Change(rpe=9.0), exercises={"barbell-back-squat": Change(percents=(70.0, 80.0))})
    squat, press = in_week(routine, week).variant().exercises
    assert [asked.load.percent for asked in squat.working_sets if asked.load] == [70, 80, 80, 80]
    assert (squat.progress.rule, press.progress.rpe) == ("none", 9)


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=4),
    st.lists(st.integers(1, 5), min_size=1, max_size=4),
    st.booleans(),
)
def test_every_day_of_every_week_comes_once(days: list[int], weeks: list[int], over: bool) -> None:
    phases = tuple(
        Phase("", (Week(),) * count, tuple(Day(f"{number}", "", "back") for number in range(of)))
        for count, of in zip(weeks, days, strict=False)
    )
    program = Program("p", "P", "", "", phases, end="over" if over else "again")
    whole = [(0, w, day.id) for w, (phase, _) in enumerate(program.weeks, 1) for day in phase.days]
    assert walk(program, len(whole)) == whole
    after = walk(program, len(whole) + 1)[len(whole) :]
    assert after == ([] if over else [(1, 1, program.phases[0].days[0].id)])


def test_a_program_is_listed_shown_and_checked(coach: Coach) -> None:
    own = coach.config / "routines" / "programs"
    own.mkdir(parents=True)
    (own.parent / "push.toml").write_text('title = "Push"\n[[exercise]]\nname = "Press"\nsets = 4\n')
    (own / "mine.toml").write_text(
        'title = "Mine"\nrest_days = 1\n[[day]]\nroutine = "push"\non = "monday"\n[[day]]\ntitle = "Own"\n'
        '[[day.exercise]]\nuse = "pull-up"\nsets = 2\nreps = 5\n[[week]]\n[[week]]\ntitle = "Deload"\nvolume = 50\n'
    )
    listed = coach("program", "list")
    assert [line.split() for line in listed.out.splitlines() if line.startswith("mine ")] == [
        ["mine", "Mine", "2", "days", "2", "weeks,", "then", "again"]
    ]
    shown = re.sub(r"\d+ min", "n min", coach("program", "show", "mine").out)
    assert shown.splitlines() == [
        "Mine",
        "At least 1 day of rest between two sessions.",
        "",
        "week 1  Monday  Push  n min",
        "        day 2   Own   n min",
        "week 2  Monday  Push  n min  Deload; 50 % of the sets",
        "        day 2   Own   n min",
        "After the last week it begins again.",
    ]
    run = coach("check", "mine")
    assert (run.status, run.out.split(":")[0]) == (0, "mine")
    run = coach("program", "show", "mien")
    assert (run.status, run.err) == (1, 'coach: there is no program "mien"; did you mean "mine"?\n')


PAGE = (Path(__file__).parents[1] / "docs" / "programs.md").read_text()


@pytest.mark.parametrize("text", re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
def test_every_example_of_the_guide_is_a_program(text: str) -> None:
    assert faults(read(text), LIBRARY.load) == []


def test_the_guide_names_every_field_of_a_week_and_every_shipped_program() -> None:
    fields = set(WeekTable.model_fields) - {"change"} | {"change.ID"}
    table = PAGE.partition("| Field of a week |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)) == fields
    shipped_ones = PAGE.partition("## What ships")[2]
    assert set(re.findall(r"^\| `([^`]+)`", shipped_ones, re.MULTILINE)) == set(Programs(LIBRARY).names())


def test_every_shipped_program_is_fine() -> None:
    shelf = Programs(LIBRARY)
    load = cache(LIBRARY.load)
    assert shelf.names()
    for name in shelf.names():
        assert list(plans(shelf.load(name), load)), name


def test_a_new_program_is_fine_and_is_edited_by_its_name(coach: Coach) -> None:
    run = coach("new", "two-days", "--program")
    path = coach.config / "routines" / "programs" / "two-days.toml"
    assert (run.status, run.out.splitlines()[0]) == (0, f"Wrote {path}")
    assert path.read_text().startswith("#:schema ./program.schema.json\n")
    assert coach("schema", "--program").out == (path.parent / "program.schema.json").read_text()
    assert coach("check", "two-days").status == 0
    assert coach("edit", "two-days", env={"EDITOR": "true"}).status == 0
    again = coach("new", "two-days", "--program")
    hint = "is there already; coach edit two-days opens it, or choose another name"
    assert (again.status, again.err) == (1, f"coach: {path}: {hint}\n")


def test_the_shipped_schema_is_that_of_the_program() -> None:
    assert (shipped() / "routines" / "programs" / "program.schema.json").read_text() == program_schema()
