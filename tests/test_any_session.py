"""Whatever is pressed in whichever shipped routine: nothing overlaps, no set is lost or changed, every session ends.

COACH_LONG=1 tries fifty times as many sequences of commands.
"""

from __future__ import annotations

import os
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.score.scoring import score
from coach.session.changing import replayed
from coach.session.commands import Command
from coach.session.moves import advance
from coach.session.obeying import obey
from coach.session.plan import Plan
from coach.session.sets import SetKey
from coach.session.state import Session
from coach.speech import english
from coach.units import SECOND, Ms
from tests.support.lengths import Estimated
from tests.test_kept import CANDIDATES, PLANS

EXAMPLES = 60 * (50 if os.environ.get("COACH_LONG") else 1)
CHANGES = (Command.LATER, Command.SWAP, Command.SKIP, Command.EXTRA, Command.REDO, Command.SHORTER)
UNDOING = (Command.BACK, Command.STOP, Command.REDO)
"""What takes back a set that was done, or makes it a try; a set that is stopped in is taken back with `back`."""

PRESSED = st.tuples(st.integers(0, 60 * SECOND), st.sampled_from(Command) | st.sampled_from(CHANGES))


def length_of(session: Session) -> Ms | None:
    """How long the step takes; what is heard in it doesn't overlap, and is over when the step is."""
    scored = score(session.step, Estimated(), english, session.talk)
    cues = sorted(scored.cues, key=lambda cue: cue.at)
    for cue, following in pairwise(cues):
        assert cue.end <= following.at, (cue, following)
    if cues and scored.length is not None:
        assert max(cue.end for cue in cues) <= scored.length + SECOND, (session.step, cues)
    return scored.length


def kept(session: Session) -> dict[SetKey, tuple[object, ...]]:
    """What was done of each set."""
    found: dict[SetKey, tuple[object, ...]]
    found = {one.set.key: (one.how, one.performed, one.length, one.load) for _, one in session.records}
    assert len(found) == len(session.records), "a set is there twice"
    return found


@given(st.sampled_from(PLANS), st.lists(PRESSED, max_size=40))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_commands_in_any_session(course: Plan, pressed: list[tuple[Ms, Command]]) -> None:
    session, now = Session(course, candidates=CANDIDATES), Ms(0)
    for wait, command in pressed:
        now += wait
        while (moved := advance(session, now, length_of(session))) is not session:
            assert kept(session).items() <= kept(moved).items()
            session = moved
        before = kept(session)
        session, answer = obey(session, command, now, length_of(session))
        assert len({one.key for one in session.plan.sets}) == len(session.plan.sets)
        if command not in UNDOING:
            assert before.items() <= kept(session).items(), command
        assert all(english.answer(answer, session.plan.exercises))
        again = replayed(course, session.changes, CANDIDATES)
        assert [one.key for one in again.sets] == [one.key for one in session.plan.sets] or session.plan.variant
    if session.paused:
        session, _ = obey(session, Command.PAUSE, now, length_of(session))
    for _ in range(3 * len(session.plan.steps)):
        if session.ended:
            break
        length = length_of(session)
        now = session.mark + (60 * SECOND if length is None else length + 60 * SECOND)
        moved = advance(session, now, length)
        session = moved if moved is not session else obey(session, Command.DONE, now, length)[0]
    assert session.ended
