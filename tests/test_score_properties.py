"""Scores of any session, whatever the athlete does: no two cues overlap."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from coach.notation import CallTime, Load, Reps, Span, Tempo
from coach.progression.remembered import Known
from coach.routine.groups import GROUP_KINDS
from coach.routine.model import SOUNDS, Call, Exercise, Group, Motion, Prescription
from coach.score.cues import Cue, Rank
from coach.score.remaining import remaining
from coach.score.scoring import score_plan, sentences
from coach.session.plan import Closing, Opening, Plan, Prepare, Rest, Switch
from coach.session.planner import plan
from coach.speech import english
from coach.units import SECOND, Ms
from tests.support.exercises import routine
from tests.support.lengths import Estimated


def check_order(cues: tuple[Cue, ...]) -> None:
    for before, after in pairwise(cues):
        assert before.end <= after.at, (before, after)


spans = st.integers(1, 180).map(lambda s: Span(s * SECOND, s * SECOND))


reps = st.one_of(
    st.tuples(st.integers(1, 8), st.integers(0, 8)).map(lambda r: Reps(r[0], r[0] + r[1])),
    st.integers(1, 8).map(lambda n: Reps(n, None)),
    spans,
)


loads = st.none() | st.builds(Load, st.integers(1, 200), st.sampled_from(["kg", "lb"]), st.booleans())


prescriptions = st.builds(
    Prescription,
    reps=reps,
    rest=spans,
    rest_waits=st.booleans(),
    tempo=st.integers(1, 6).map(lambda s: Tempo(s * SECOND, Ms(0), Ms(0), Ms(0))),
    load=loads,
    kind=st.sampled_from(["working", "working", "warm-up", "drop"]),
)


moments = st.one_of(
    st.builds(CallTime, st.sampled_from(["half", "last rep", "rest"])),
    st.builds(CallTime, st.sampled_from(["rep", "set"]), st.integers(1, 10)),
    st.builds(CallTime, st.sampled_from(["into", "left"]), st.integers(1, 60).map(lambda s: s * SECOND)),
)


calls = st.one_of(
    st.builds(Call, moments, say=st.text("abc ", min_size=1, max_size=80)),
    st.builds(Call, moments, sound=st.sampled_from(SOUNDS)),
)


exercises = st.builds(
    Exercise,
    id=st.just("x"),
    name=st.text("abc ", min_size=1, max_size=30),
    sets=st.lists(prescriptions, max_size=4).map(lambda sets: (Prescription(), *sets)),
    least=st.just(1),
    side=st.sampled_from(["both", "each"]),
    cues=st.lists(st.text("abc ", min_size=1, max_size=120), max_size=5).map(tuple),
    tips=st.lists(st.text("abc ", min_size=1, max_size=120), max_size=3).map(tuple),
    reminders=st.lists(st.text("abc ", min_size=1, max_size=60), max_size=3).map(tuple),
    equipment=st.sampled_from([(), ("a barbell",), ("dumbbells",), ("a mat",)]),
    begins=st.none() | st.sampled_from(get_args(Motion)),
    ready=st.none() | st.sampled_from(["me", 20_000, 90_000]),
    calls=st.lists(calls, max_size=3).map(tuple),
)


amraps = st.builds(
    Group,
    st.just("T"),
    st.just(GROUP_KINDS["amrap"]),
    st.just(1),
    st.none(),
    spans,
    cap=st.integers(30, 300).map(lambda s: s * SECOND),
)


turns = st.builds(
    Group,
    id=st.sampled_from("ABC"),
    kind=st.sampled_from([GROUP_KINDS[name] for name in ("superset", "circuit", "ladder")]),
    rounds=st.just(3),
    rest=st.none() | spans,
    between=spans,
)


groups = turns | amraps


@st.composite
def blocks(draw: st.DrawFn) -> list[Exercise]:
    """Some exercises, alone or taking turns."""
    group = draw(st.none() | groups)
    return [replace(one, group=group) for one in draw(st.lists(exercises, min_size=1, max_size=3))]


plans = st.builds(
    lambda work, warm, talk, pace, metronome: plan(
        routine(*(one for block in work for one in block), warm_up=tuple(warm)),
        talk=talk,
        pace=pace,
        known=Known(metronome=metronome),
    ),
    st.lists(blocks(), min_size=1, max_size=3, unique_by=lambda block: block[0].group and block[0].group.id),
    st.lists(exercises, max_size=2),
    st.sampled_from(["full", "full", "brief", "beeps"]),
    st.sampled_from(["tempo", "tempo", "me"]),
    st.booleans(),
)


@given(plans, st.floats(0.3, 4.0))
@settings(max_examples=60, deadline=None)
def test_no_two_cues_of_any_session_overlap(course: Plan, pace: float) -> None:
    """Not in a step, and not from one step to the next; and no countdown tick is ever missing."""
    everything: list[Cue] = []
    for start, step, scored in score_plan(course, Estimated(pace), english):
        assert scored.length is not None
        everything += [replace(cue, at=cue.at + start) for cue in scored.cues]
        assert all(0 <= cue.at <= scored.length for cue in scored.cues)
        # However fast the voice is, what is placed was asked of it before.
        assert {cue.text for cue in scored.cues if cue.text} <= {*sentences(step, english, course.talk)}
        ticks = [c.at - scored.length for c in scored.cues if c.sound == "tick" and c.rank is Rank.SIGNAL]
        if isinstance(step, Prepare) or (isinstance(step, Rest | Switch) and scored.length >= 6 * SECOND):
            assert ticks == [-3000, -2000, -1000]
    check_order(tuple(everything))


@given(plans, st.data())
@settings(max_examples=60, deadline=None)
def test_no_command_makes_two_cues_overlap(course: Plan, data: st.DataObject) -> None:
    lengths = Estimated()
    for _, step, scored in score_plan(course, lengths, english):
        if isinstance(step, Opening | Closing) or not scored.length:
            continue
        since = data.draw(st.integers(0, scored.length))
        lead = data.draw(st.sampled_from([0, 0, 5000, 3210]))
        answer = data.draw(
            st.sampled_from([(), ("Paused.",), ("A long answer about where you are and what is left.",)])
        )
        rest = remaining(scored, Ms(since), lengths, answer, Ms(lead))
        check_order(rest.cues)
        assert all(cue.at >= 0 for cue in rest.cues)
        assert rest.length is not None
        assert all(cue.end <= rest.length for cue in rest.cues if cue.text)
        signals = {cue.at + lead - since for cue in scored.cues if cue.rank is Rank.SIGNAL and cue.at >= since}
        assert signals <= {cue.at for cue in rest.cues if cue.rank is Rank.SIGNAL}
