"""The score: nothing overlaps, signals never move, and what doesn't fit gives way in its rank."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from coach.notation import Load, Reps, Span, Tempo
from coach.progression.rules.rule import TodaysSets
from coach.routine.model import Motion
from coach.score.audit import silences
from coach.score.cues import Rank, Score, Wish, place
from coach.score.remaining import remaining
from coach.score.scoring import score, score_plan, sentences
from coach.session.plan import Prepare, Remark, Rest, Tally, Work
from coach.session.planner import plan
from coach.speech import english
from coach.units import MINUTE, SECOND, Ms
from tests.support.exercises import a_set, exercise, routine
from tests.support.lengths import Estimated
from tests.test_session import PLAN, PULL_UP

NOTHING = Tally(0, 0, Ms(0), complete=False)


def heard(scored: Score) -> list[tuple[float, str]]:
    return [(cue.at / SECOND, cue.text or f"({cue.sound})") for cue in scored.cues]


def test_a_set_to_failure_is_counted_to_its_cap() -> None:
    step = Work(a_set(PULL_UP), 32 * SECOND, 32 * SECOND, tells_least=True)
    assert heard(score(step, Estimated(), english)) == [
        (0, "(go)"),
        (4, "One."),
        (8, "Two."),
        (12, "Three."),
        (16, "Four."),
        (20, "Five."),
        (24, "Six. Target hit."),
        (28, "Seven. Last one."),
    ]


def test_the_target_that_is_hit_is_the_one_of_today() -> None:
    one = a_set(exercise("pull-up", "Pull-up", reps=Reps(6, None), cap=12))
    aims = replace(one, today=TodaysSets(one.exercise.sets, "more reps", 9))
    said = [text for _, text in heard(score(Work(aims, 48 * SECOND, 48 * SECOND, True), Estimated(), english))]
    assert [text for text in said if "Target" in text] == ["Nine. Target hit."]


def test_fast_reps_are_counted_in_fewer_words() -> None:
    fast = exercise("pull-up", "Pull-up", reps=Reps(2, 4), tempo=Tempo(Ms(500), Ms(0), Ms(500), Ms(0)))
    step = Work(a_set(fast), 4 * SECOND, 4 * SECOND)
    assert heard(score(step, Estimated(), english)) == [(0, "(go)"), (1, "One."), (2, "Two."), (3, "Last one.")]


def test_a_hold_has_its_half_ten_seconds_and_ticks() -> None:
    plank = exercise("plank", "Plank", reps=Span(40 * SECOND, 40 * SECOND))
    assert heard(score(Work(a_set(plank), 40 * SECOND, 40 * SECOND), Estimated(), english)) == [
        (0, "(go)"),
        (20, "(half)"),
        (20.65, "Halfway."),
        (30, "Ten seconds."),
        (37, "(tick)"),
        (38, "(tick)"),
        (39, "(tick)"),
    ]


def test_a_rest_between_sets() -> None:
    """What comes next at once, a remark, one's place 20 s before the set, a cue."""
    step = Rest(
        a_set(PULL_UP, 1),
        a_set(PULL_UP, 2),
        60 * SECOND,
        remarks=(Remark("tip", a_set(PULL_UP), "change your grip"),),
        reminder="Elbows down.",
    )
    assert heard(score(step, Estimated(), english)) == [
        (0, "(done)"),
        (0.5, "(rest)"),
        (1.15, "Rest: one minute."),
        (2.905, "Next: the last set."),
        (21.518, "Change your grip."),
        (40, "Into position."),
        (41.36, "Elbows down."),
        (57, "(tick)"),
        (58, "(tick)"),
        (59, "(tick)"),
    ]


def test_a_long_rest_is_never_silent_for_long() -> None:
    one = a_set(PULL_UP, 1)
    remarks = (Remark("sets left", one, n=4), Remark("breathing", one, n=0), Remark("time left", one, n=20 * MINUTE))
    step = Rest(one, a_set(PULL_UP, 2), 180 * SECOND, remarks=remarks)
    said = [(at, text) for at, text in heard(score(step, Estimated(), english)) if not text.startswith("(")]
    assert said == [
        (1.15, "Rest: three minutes."),
        (3.1, "Next: the last set."),
        (31.647, "Four sets to go."),
        (60, "Two minutes left."),
        (89.512, "Breathe out all the way, slowly."),
        (120, "One minute left."),
        (160, "Into position."),
    ]
    assert list(silences([(Ms(0), step, score(step, Estimated(), english))])) == []
    without = replace(step, remarks=())
    silent = silences([(Ms(0), without, score(without, Estimated(), english))])
    assert [one.length for one in silent] == [55_365, 58_595]


def test_a_short_rest_has_no_call_into_position() -> None:
    step = Rest(a_set(PULL_UP, 1), a_set(PULL_UP, 2), 30 * SECOND, reminder="Elbows down.")
    said = [text for _, text in heard(score(step, Estimated(), english)) if not text.startswith("(")]
    assert said == ["Rest: thirty seconds.", "Next: the last set.", "Elbows down."]


def test_a_rest_before_a_new_exercise_explains_it() -> None:
    words: dict[str, Any] = {
        "setup": ("Chest on the pad.",),
        "cues": ("Elbows back.", "Squeeze."),
        "easier": "Pulley row",
        "meaning": "a row with a pad for the chest",
    }
    row = exercise(
        "row", "Machine row", reps=Reps(8, 10), load=Load(60, "kg", False), equipment=("a machine",), **words
    )
    taught = [
        "A row with a pad for the chest.",
        "If that's too much today, do the pulley row.",
        "Chest on the pad.",
        "Elbows back.",
        "Squeeze.",
    ]
    again = ["On an easier day, do the pulley row.", *taught[2:]]
    for trained, want in ((0, taught), (1, again), (4, taught[2:4]), (8, [])):
        first = replace(a_set(row, position=2), trained=trained)
        step = Rest(a_set(PULL_UP, 2), first, 60 * SECOND, introduces=(first,))
        said = [text for _, text in heard(score(step, Estimated(), english)) if not text.startswith("(")]
        assert said == [
            "Rest: one minute.",
            "Machine row. Three sets of eight to ten reps.",
            "Sixty kilos.",
            *want,
            "Into position.",
        ]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (45, "Rest: forty-five seconds."),
        (65, "Rest: about one minute."),
        (85, "Rest: about ninety seconds."),
        (105, "Rest: one minute forty-five."),
        (110, "Rest: one minute fifty."),
    ],
)
def test_a_rest_is_told_as_one_says_it(seconds: int, said: str) -> None:
    assert english.rest(Ms(seconds * SECOND)) == (said, "Rest.")


def test_a_first_set_waits_until_one_is_there() -> None:
    """What is left of the time to get ready is silent, but for the call into position."""
    curl = exercise("curl", "Curl", sets=1, reps=Reps(5, 5), equipment=("a barbell",))
    course = plan(routine(curl))
    scored = score(course.steps[1], Estimated(), english)
    assert heard(scored) == [
        (0, "Curl. Five reps."),
        (1.69, "Choose a weight for five good reps."),
        (25, "Hands on the bar."),
        (40.7, "Get ready."),
        (42, "(tick)"),
        (43, "(tick)"),
        (44, "(tick)"),
    ]
    assert scored.length == 45_000


def test_a_set_may_wait_for_a_press() -> None:
    course = plan(routine(exercise("curl", "Curl", sets=1, reps=Reps(2, 2), ready="me")))
    waiting = score(course.steps[1], Estimated(), english)
    when = "Press enter, or play on your headset, when you're ready."
    assert (heard(waiting), waiting.length) == ([(0, "Curl. Two reps."), (1.625, when)], None)
    unattended = [cue.text for _, _, scored in score_plan(course, Estimated(), english) for cue in scored.cues]
    assert "Get ready." in unattended


def test_the_phases_of_the_first_reps_are_said() -> None:
    """Of the first set of an exercise; each rep is counted at its top, the last one too where that isn't its end."""
    said: dict[Motion, list[tuple[float, str]]] = {}
    for begins in ("down", "pull"):
        row = exercise(
            "row", "Row", reps=Reps(3, 3), tempo=Tempo(2 * SECOND, 1 * SECOND, 1 * SECOND, 1 * SECOND), begins=begins
        )
        said[begins] = heard(score(Work(a_set(row), 15 * SECOND, 15 * SECOND), Estimated(), english))
    assert said["down"] == [
        (0, "(go)"), (0.65, "Down."), (2, "Hold."), (3, "Up."), (4, "One."),
        (5, "Down."), (7, "Hold."), (8, "Up."), (9, "Two. Last one."), (14, "Three."),
    ]  # fmt: skip
    assert said["pull"] == [
        (0, "(go)"), (1, "One."), (5, "Pull."), (6, "Two. Last one."), (7.36, "Return."), (9, "Hold."),
        (10, "Pull."), (11, "Three."), (12, "Return."), (14, "Hold."),
    ]  # fmt: skip
    second = score(Work(a_set(row, 2), 15 * SECOND, 15 * SECOND), Estimated(), english)
    assert heard(second) == [(0, "(go)"), (1, "One."), (6, "Two. Last one."), (11, "Three.")]


def test_a_metronome_tells_when_to_lift_and_when_to_lower() -> None:
    """In every set, but not where "go" sounds or a rep is counted; in the first reps, before the words."""
    tempo = Tempo(2 * SECOND, Ms(0), 1 * SECOND, 1 * SECOND)
    told: dict[Motion, list[list[tuple[float, str]]]] = {}
    for begins in ("down", "pull"):
        row = exercise("row", "Row", reps=Reps(3, 3), tempo=tempo, begins=begins, sets=2)
        sets = [replace(a_set(row, number), metronome=True) for number in (1, 2)]
        told[begins] = [heard(score(Work(one, 15 * SECOND, 15 * SECOND), Estimated(), english)) for one in sets]
    assert told["down"] == [
        [(0, "(go)"), (0.65, "Down."), (2, "(lift)"), (3, "One."), (4, "(lower)"), (4.55, "Down."), (6, "(lift)"),
         (7, "Two. Last one."), (10, "(lift)"), (11, "Three.")],
        [(0, "(go)"), (2, "(lift)"), (3, "One."), (4, "(lower)"), (6, "(lift)"), (7, "Two. Last one."), (10, "(lift)"),
         (11, "Three.")],
    ]  # fmt: skip
    assert told["pull"] == [
        [(0, "(go)"), (1, "One."), (2, "(lower)"), (4, "(lift)"), (5, "Two. Last one."), (6.36, "Return."),
         (8, "(lift)"), (9, "Three."), (10, "(lower)"), (10.55, "Return.")],
        [(0, "(go)"), (1, "One."), (2, "(lower)"), (4, "(lift)"), (5, "Two. Last one."), (8, "(lift)"), (9, "Three."),
         (10, "(lower)")],
    ]  # fmt: skip


def test_what_the_warm_up_explained_is_not_explained_again() -> None:
    squat = exercise("squat", "Squat", sets=1, reps=Reps(2, 2), cues=("Knees out.",))
    course = plan(routine(squat, warm_up=(squat,)))
    spoken = [cue.text for _, _, scored in score_plan(course, Estimated(), english) for cue in scored.cues]
    assert spoken.count("Knees out.") == 1


def test_an_exercise_is_explained_at_a_press_however_well_it_is_known() -> None:
    row = exercise("row", "Row", reps=Reps(3, 3), setup=("Chest on the pad.",), cues=("Elbows back.",))
    first, second = (replace(a_set(row, number), trained=20) for number in (1, 2))
    rest = Rest(first, second, 90 * SECOND, explain=10 * SECOND)
    assert [line for line in heard(score(rest, Estimated(), english, "brief")) if not line[1].startswith("(")] == [
        (1.15, "Rest: ninety seconds."),
        (3.165, "Next: set two of three."),
        (10, "Chest on the pad."),
        (11.755, "Elbows back."),
        (70, "Into position."),
    ]
    counting = score(Work(second, 12 * SECOND, 12 * SECOND, explain=2 * SECOND), Estimated(), english)
    assert heard(counting) == [
        (0, "(go)"), (2, "Chest on the pad."), (4, "One."), (4.71, "Elbows back."), (8, "Two. Last one."),
    ]  # fmt: skip
    ready = Prepare(first, introduces=(first,))
    assert "Elbows back." not in [text for _, text in heard(score(ready, Estimated(), english))]
    assert "Elbows back." in [text for _, text in heard(score(replace(ready, explain=0), Estimated(), english))]


def test_sentences_that_do_not_fit_are_dropped_and_reported() -> None:
    long = "This cue goes on and on about the position of the feet, the knees, the hips, the back and the neck."
    row = exercise("row", "Row", cues=(long,))
    first = a_set(row, position=2)
    scored = score(Rest(a_set(PULL_UP), first, 12 * SECOND, introduces=(first,)), Estimated(), english)
    assert [(d.text, d.rank) for d in scored.dropped] == [(long, Rank.HOW)]
    ticks = [cue.at for cue in scored.cues if cue.sound == "tick"]
    assert ticks == [9000, 10_000, 11_000]


def test_signals_are_never_covered() -> None:
    scored = place(
        [
            Wish(Ms(0), Rank.TIP, 10 * SECOND, ("a tip of many words",)),
            Wish(Ms(900), Rank.SIGNAL, 10 * SECOND, sound="tick", fixed=True),
            Wish(Ms(800), Rank.COUNT, 10 * SECOND, ("one",), fixed=True),
        ],
        Estimated(),
        None,
    )
    assert [(cue.at, cue.sound or cue.text) for cue in scored.cues] == [(900, "tick"), (1120, "a tip of many words")]
    assert [(d.text, d.rank) for d in scored.dropped] == [("one", Rank.COUNT)]


def test_a_signal_does_not_outlast_its_step() -> None:
    """What is left of an AMRAP may be an instant."""
    signals = [Wish(Ms(at), Rank.SIGNAL, SECOND, sound=sound, fixed=True) for at, sound in ((0, "go"), (200, "tick"))]
    assert heard(place(signals, Estimated(), Ms(300))) == [(0.2, "(tick)")]
    assert heard(place(signals[:1], Estimated(), Ms(400))) == [(0.0, "(go)")]


def test_a_count_without_a_clip_is_beeped() -> None:
    class Mute(Estimated):
        def say(self, text: str) -> None:  # type: ignore[override]
            return None

    scored = score(Work(a_set(PULL_UP), 32 * SECOND, 32 * SECOND), Mute(), english)
    assert [(cue.sound, cue.text) for cue in scored.cues][:3] == [("go", ""), ("tick", "One."), ("tick", "Two.")]


def test_after_a_pause_a_set_is_counted_in_and_goes_on() -> None:
    scored = score(Work(a_set(PULL_UP), 32 * SECOND, 32 * SECOND), Estimated(), english)
    rest = remaining(scored, 25 * SECOND, Estimated(), ("Here we go again.",), lead=5 * SECOND)
    assert heard(rest) == [
        (0, "Here we go again."),
        (2, "(tick)"),
        (3, "(tick)"),
        (4, "(tick)"),
        (5, "(go)"),
        (8, "Seven. Last one."),
    ]
    assert rest.length == 12_000


def test_an_answer_in_a_set_covers_the_counts_it_must() -> None:
    scored = score(Work(a_set(PULL_UP), 32 * SECOND, 32 * SECOND), Estimated(), english)
    words = "Exercise one of three: pull-up, set one of two. Twenty-eight seconds left."
    rest = remaining(scored, Ms(3500), Estimated(), (words,))
    assert heard(rest)[:3] == [(0, words), (8.5, "Three."), (12.5, "Four.")]


def test_what_was_heard_is_not_said_again() -> None:
    tip = Remark("tip", a_set(PULL_UP), "change your grip")
    scored = score(Rest(a_set(PULL_UP, 1), a_set(PULL_UP, 2), 60 * SECOND, remarks=(tip,)), Estimated(), english)
    for heard_already, expected in ((set(), True), ({"Change your grip."}, False)):
        rest = remaining(scored, Ms(3500), Estimated(), heard=heard_already)
        assert ("Change your grip." in [cue.text for cue in rest.cues]) is expected


def test_a_session_in_words() -> None:
    spoken = [cue.text for _, _, scored in score_plan(PLAN, Estimated(), english) for cue in scored.cues if cue.text]
    assert spoken[:4] == ["Test.", "Three exercises, five sets, about twelve minutes.", "First, the warm-up.",
                          "Arm circles. Ten reps."]  # fmt: skip
    assert "Switch. Right side." in spoken
    assert "Plank. Thirty-five seconds." in spoken
    assert (
        spoken[-1]
        == "That's your test workout done: three exercises, five sets, in twelve minutes. You finished every set."
    )


def test_the_words_that_a_step_may_need_are_known_before() -> None:
    for _, step, scored in score_plan(PLAN, Estimated(), english):
        wanted = sentences(step, english)
        assert {cue.text for cue in scored.cues if cue.text} <= {*wanted}
