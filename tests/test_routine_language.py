"""The routine language: groups, differing sets, calls, talk and variants, from the text to what is heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import CoachError, Code
from coach.library.find import Library
from coach.notation import Load, write_load
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.reader import read_routine
from coach.routine.model import Routine
from coach.score.scoring import score_plan
from coach.session.commands import Command
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.plan import Plan, Rest, Work
from coach.session.planner import plan
from coach.session.state import Session
from coach.speech import english
from coach.units import SECOND, Ms
from tests.support.lengths import Estimated

HEAD = 'title = "T"\n'


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(()).catalogue()


def read(text: str, catalogue: Catalogue) -> Routine:
    return read_routine(HEAD + text, "t.toml", "t", catalogue)


def works(course: Plan) -> list[str]:
    """Each set as "name, reps or seconds, load", sides and kinds where there are any."""
    found = []
    for step in course.steps:
        if isinstance(step, Work):
            one = step.set
            how = one.reps if one.reps is not None else f"{one.length // 1000} s"
            extra = filter(
                None,
                [write_load(one.asked.load) if one.asked.load else "", one.side, one.asked.kind.replace("working", "")],
            )
            found.append(" ".join([one.exercise.name, str(how), *extra]))
    return found


def said(course: Plan) -> list[str]:
    return [
        cue.text or f"({cue.sound})" for _, _, scored in score_plan(course, Estimated(), english) for cue in scored.cues
    ]


PRESS = '[[exercise]]\nname = "Press"\n'
ROW = '[[exercise]]\nname = "Row"\n'


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ('sets = [{ reps = 5, load = "60 kg" }, { reps = 3, load = "70 kg" }]', ["Press 5 60 kg", "Press 3 70 kg"]),
        ('reps = "5, 5, 5+"\ncap = 9', ["Press 5", "Press 5", "Press 9"]),
        ('sets = "8, 6"', ["Press 8", "Press 6"]),
        ('sets = 2\nreps = 4\nload = "75 %"', ["Press 4 75 %", "Press 4 75 %"]),
        (
            'sets = [{ reps = 5 }, { reps = 9, load = "20 kg", drop = true }]\nload = "40 kg"',
            ["Press 5 40 kg", "Press 9 20 kg drop"],
        ),
        (
            'sets = 1\nreps = 5\nload = "100 kg"\nwarmup_sets = 3',
            ["Press 8 25 kg warm-up", "Press 5 50 kg warm-up", "Press 2 75 kg warm-up", "Press 5 100 kg"],
        ),
        ('sets = 1\nreps = 5\nwarmup_sets = "6, 3"', ["Press 6 warm-up", "Press 3 warm-up", "Press 5"]),
        (
            'sets = 1\nreps = 5\nwarmup_sets = [{ reps = 9, load = "20 kg" }]',
            ["Press 9 20 kg warm-up", "Press 5"],
        ),
        ('sets = 1\nreps = "20 s"\nside = "each"', ["Press 20 s left", "Press 20 s right"]),
    ],
)
def test_sets_that_differ(fields: str, expected: list[str], catalogue: Catalogue) -> None:
    assert works(plan(read(PRESS + fields, catalogue))) == expected


def test_percent_of_a_known_one_rep_max(catalogue: Catalogue) -> None:
    routine = read(PRESS + 'sets = 1\nload = "72.5 %"', catalogue)
    maxes = {"press": Load(100, "kg", False)}
    assert works(plan(routine, maxes=maxes)) == ["Press 10 72.5 kg"]
    assert works(plan(routine, maxes=maxes, units="lb")) == ["Press 10 160 lb"]


def group(kind: str, fields: str = "", each: str = "") -> str:
    members = "".join(f'{head}group = "A"\nreps = 3\n{each}' for head in (PRESS, ROW))
    return f'{members}[group.A]\nkind = "{kind}"\n{fields}'


@pytest.mark.parametrize(
    ("text", "rests"),
    [
        (group("superset", "rounds = 2"), [90, 10]),
        (group("superset", 'rest = "60 s"\nbetween = "5 s"', "sets = 3\n"), [60, 5, 60, 5]),
        (group("circuit", "rounds = 2"), [90, 15]),
        (group("emom", "rounds = 2"), [48, 48, 48]),
        (group("emom", 'rounds = 2\nevery = "30 s"'), [18, 18, 18]),
        (group("ladder", "reps = [1, 2]"), [90, 10]),
    ],
)
def test_groups_take_turns(text: str, rests: list[int], catalogue: Catalogue) -> None:
    """Where no clock runs, each exercise is explained when its first turn comes, and no rest stands there."""
    course = plan(read(text, catalogue))
    assert [step.length // 1000 for step in course.steps if isinstance(step, Rest)] == rests
    names = [step.set.exercise.name for step in course.steps if isinstance(step, Work)]
    assert names == ["Press", "Row"] * ((len(rests) + 2) // 2)


def test_a_ladder_and_a_tabata(catalogue: Catalogue) -> None:
    assert works(plan(read(group("ladder", "rounds = 3"), catalogue))) == [
        "Press 1", "Row 1", "Press 2", "Row 2", "Press 3", "Row 3",
    ]  # fmt: skip
    tabata = plan(read(group("tabata"), catalogue))
    assert works(tabata) == ["Press 20 s", "Row 20 s"] * 8
    assert {step.length for step in tabata.steps if isinstance(step, Rest)} == {10_000}


def test_an_amrap_goes_on_until_its_time_is_up(catalogue: Catalogue) -> None:
    course = plan(read(group("amrap", 'cap = "1:30"') + '\n[[exercise]]\nname = "Walk"\nsets = 1\n', catalogue))
    scored = list(score_plan(course, Estimated(), english))
    inside = [(start, one) for start, step, one in scored if isinstance(step, Work) and step.set.round]
    after = next(start for start, step, _ in scored if isinstance(step, Rest) and step.time_left is None)
    assert after - inside[0][0] == 90_000
    words = said(course)
    assert "Round two. Fifty-five seconds left. Press." in words
    after_time = words[words.index("Time's up.") + 1 :]
    assert (after_time[0], after_time[2].partition(" ")[0]) == ("Two rounds and two reps.", "Walk.")


def test_an_emom_starts_on_the_clock_however_early_a_set_was_done(catalogue: Catalogue) -> None:
    course = plan(read(PRESS + 'group = "A"\nreps = 5\n[group.A]\nkind = "emom"\nrounds = 3\n', catalogue))
    session = Session(course, index=next(i for i, step in enumerate(course.steps) if isinstance(step, Work)))
    starts = []
    for done_after in (12_000, 20_000, 3_000):
        assert isinstance(session.step, Work)
        starts.append(session.mark)
        session, _ = obey(session, Command.DONE, session.mark + done_after, session.step.length)
        if not isinstance(session.step, Rest):
            break
        session = advance(session, session.mark + session.step.length, session.step.length)
    assert starts == [0, 60_000, 120_000]


def test_an_amrap_has_more_rounds_for_faster_athletes(catalogue: Catalogue) -> None:
    session = Session(plan(read(group("amrap", 'cap = "1:00"'), catalogue)))
    now = 0
    while not session.ended and now < 600_000:
        step = session.step
        if isinstance(step, Work):
            now += 2000
            session, _ = obey(session, Command.DONE, Ms(now), step.length)
        else:
            now += step.length if step.length is not None else 5000
            session = advance(session, Ms(now), Ms(step.length) if step.length is not None else 5 * SECOND)
    sets = [record for _, record in session.records if record.set.round]
    # Two seconds of work and eight of rest fit six times into a minute, where the tempo would have let three.
    assert len(sets) == 6
    assert session.ended


def test_a_group_of_drops_alone_is_reported(catalogue: Catalogue) -> None:
    with pytest.raises(CoachError) as error:
        read(PRESS + 'sets = [{ drop = true }]\ngroup = "A"\n', catalogue)
    assert [mistake.code for mistake in error.value.mistakes] == [Code.FIRST_DROP]


def test_sentences_about_groups(catalogue: Catalogue) -> None:
    assert said(plan(read(group("superset", "rounds = 2"), catalogue)))[2:14] == [
        "Superset, two rounds: press, then row.", "Press. Three reps.", "Get ready.", "(tick)", "(tick)", "(tick)",
        "(go)", "One.",
        "Two. Last one.", "(done)", "Row. Three reps.", "Get ready.",
    ]  # fmt: skip
    emom = said(plan(read(group("emom", "rounds = 2"), catalogue)))
    assert "Every minute, a new exercise. Two rounds." in emom
    assert "The last round. Press." in emom
    assert "Tabata: twenty seconds on, ten seconds off, eight rounds." in said(plan(read(group("tabata"), catalogue)))


def test_each_round_of_a_group_says_the_load_again(catalogue: Catalogue) -> None:
    loads = [f'sets = 2\nreps = 3\nload = "{load} kg"\ngroup = "A"\n' for load in (60, 40)]
    words = said(plan(read(PRESS + loads[0] + ROW + loads[1], catalogue)))
    assert "The last round. Press, sixty kilos." in words
    assert "Next: row, forty kilos." in words


def test_a_cool_down_follows_without_a_rest_and_does_not_count(catalogue: Catalogue) -> None:
    words = said(plan(read(PRESS + 'sets = 1\n[[exercise]]\nuse = "cool-down"\n', catalogue)))
    assert words[1].startswith("One exercise, one set, ")
    begins = words.index("Cool-down. Two minutes.")
    assert (words[begins - 1], words[begins + 4]) == ("(done)", "Get ready.")
    assert not [word for word in words if word.startswith(("Rest", "Into position"))]
    assert ": one exercise, one set, in " in words[-1]


def test_the_working_weight_is_said_where_warm_up_sets_came_before_a_group(catalogue: Catalogue) -> None:
    one = 'sets = 2\nreps = 3\nload = "60 kg"\nwarmup_sets = 1\ngroup = "A"\n'
    words = said(plan(read(PRESS + one + ROW + 'group = "A"\nsets = 2\nreps = 3\n', catalogue)))
    assert "Start with five reps, thirty kilos." in words
    begins = words.index("Superset, two rounds: press, then row.")
    assert words[begins + 1 : begins + 5] == ["Press. Three reps.", "Now sixty kilos.", "Into position.", "Get ready."]
    assert "Row. Three reps." in words


def test_the_sides_of_a_tabata_take_turns(catalogue: Catalogue) -> None:
    course = plan(read(PRESS + 'side = "each"\ngroup = "A"\n[group.A]\nkind = "tabata"\nrounds = 4\n', catalogue))
    assert works(course) == ["Press 20 s left", "Press 20 s right"] * 2
    assert "Round two of four. Press, right side." in said(course)


def test_what_a_drop_set_and_a_last_set_to_failure_ask_for(catalogue: Catalogue) -> None:
    drops = 'sets = [{ reps = 5 }, { reps = "max", load = "20 kg", drop = true }]\nload = "40 kg"\n'
    words = said(plan(read(PRESS + drops, catalogue)))
    assert "Press. Five reps, with one drop set." in words
    assert "Drop set: twenty kilos. As many reps as you can, to failure; I'll count to ten." in words
    words = said(plan(read(PRESS + 'reps = "5, 5+"\ncap = 8\n', catalogue)))
    assert "Next: the last set, at least five reps, to failure; I'll count to eight." in words


def test_a_short_amrap_break_says_the_round_and_the_time(catalogue: Catalogue) -> None:
    words = said(plan(read(group("amrap", 'cap = "3 min"\nbetween = "5 s"'), catalogue)))
    assert any(word.startswith("Round two. Two minutes") for word in words)


CALLS = """reps = 4
[[exercise.call]]
at = "rep 2"
say = "push"
[[exercise.call]]
at = "last rep"
sound = "half"
[[exercise.call]]
at = "set 2"
say = "All of it now."
[[exercise.call]]
at = "rest"
say = "Shake it out."
"""


def test_calls_are_heard_when_they_should(catalogue: Catalogue) -> None:
    words = said(plan(read(PRESS + "sets = 2\n" + CALLS, catalogue)))
    first = words.index("(go)")
    assert words[first : first + 9] == [
        "(go)", "One.", "Push.", "Two.", "Three. Last one.", "(half)", "(done)", "(rest)", "Rest: ninety seconds.",
    ]  # fmt: skip
    assert words[first + 9 : first + 11] == ["Next: the last set.", "Shake it out."]
    second = words.index("(go)", first + 1)
    assert words[second + 1] == "All of it now."


def test_what_is_told_of_an_exercise_is_the_catalogues_until_the_routine_says_otherwise(catalogue: Catalogue) -> None:
    known = catalogue.get("pull-up")
    routine = read('[[exercise]]\nuse = "pull-up"\nwhy = "To climb."\nmistakes = ["Kicking."]\n', catalogue)
    pull_up = routine.variant().exercises[0]
    assert (pull_up.why, pull_up.mistakes, pull_up.meaning) == ("To climb.", ("Kicking.",), "")
    assert (list(pull_up.reminders), list(pull_up.cues)) == (known.reminders, known.cues)


def test_how_much_is_said(catalogue: Catalogue) -> None:
    text = PRESS + 'sets = 2\nreps = 2\ncues = ["Elbows in."]\ntips = ["Breathe."]\nload = "20 kg"\n'
    full, brief, beeps = (
        said(plan(read(f'talk = "{talk}"\n{text}', catalogue))) for talk in ("full", "brief", "beeps")
    )
    assert {"Elbows in.", "Breathe."} <= set(full)
    assert set(full) - set(brief) == {"Elbows in.", "Breathe."}
    assert set(beeps) == {"(tick)", "(go)", "(done)", "(rest)", "(finished)"}


def test_variants_inherit_add_and_leave_out(catalogue: Catalogue) -> None:
    text = f"""default_variant = "hard"
{PRESS}reps = 5
sets = 1
{ROW}reps = 6
sets = 1
[variant.easy]
reps = 3
talk = "brief"
swap.row = {{ name = "Pulley row" }}
[variant.home]
from = "easy"
leave_out = ["press"]
change.pulley-row = {{ reps = 4 }}
add = [{{ name = "Plank", reps = "20 s", sets = 1, before = "row" }}, {{ name = "Walk", sets = 1 }}]
[variant.hard]
sets = 2
"""
    routine = read(text, catalogue)
    assert works(plan(routine, "easy")) == ["Press 3", "Pulley row 3"]
    assert works(plan(routine, "home")) == ["Plank 20 s", "Pulley row 4", "Walk 10"]
    assert works(plan(routine)) == ["Press 5", "Press 5", "Row 6", "Row 6"]
    assert [plan(routine, name).talk for name in ("easy", "home", "hard")] == ["brief", "brief", "full"]


def test_variants_change_groups_and_warm_ups(catalogue: Catalogue) -> None:
    text = (
        '[[warm_up]]\nname = "Skip"\nreps = 5\n'
        + group("circuit", "rounds = 3\n")
        + '[variant.a]\n[variant.b]\ngroup.A.rounds = 1\nwarm_up = [{ name = "Jog", reps = "30 s" }]\n'
    )
    routine = read(text, catalogue)
    assert works(plan(routine, "a")) == ["Skip 5", *["Press 3", "Row 3"] * 3]
    assert works(plan(routine, "b")) == ["Jog 30 s", "Press 3", "Row 3"]


def test_sounds_come_from_beside_the_routine_and_nowhere_else(coach, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    routine = tmp_path / "bell.toml"
    routine.write_text(HEAD + PRESS + 'sets = 1\n[[exercise.call]]\nat = "half"\nsound = "bell.wav"\n')
    run = coach("script", str(routine))
    assert run.status == 1
    assert run.err == (
        f'coach: {routine}:2: exercise 1 "Press": the sound "bell.wav" can\'t be read: no such file or directory; '
        f"put a short WAV file of that name beside the routine, or into {coach.config / 'sounds'}\n"
    )
    (tmp_path / "bell.wav").write_bytes((Path(__file__).parents[1] / "sounds" / "half.wav").read_bytes())
    lines = coach("script", str(routine)).out.splitlines()
    assert any(line.endswith("(bell.wav)") for line in lines)
    (tmp_path / "bell.wav").write_bytes(b"")
    run = coach("check", str(routine))
    assert run.status == 1
    assert 'the sound "bell.wav" is not a sound file that can be read; save it as WAV' in run.out
