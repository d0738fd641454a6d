"""What a listener hears of everything that ships: nothing is told late, no silence is long, no remark comes back."""

from __future__ import annotations

import pytest

from coach.library.find import Library, shipped
from coach.progression.remembered import Known
from coach.routine.model import Routine
from coach.score.audit import said_again, silences, untold
from coach.score.scoring import ScoredStep, score_plan
from coach.session.planner import plan
from coach.speech import english
from tests.support.lengths import Estimated

LIBRARY = Library([shipped() / "routines"])
VARIANTS = [(name, variant.name) for name in LIBRARY.names() for variant in LIBRARY.load(name).variants]


def heard(routine: Routine, variant: str, before: int) -> list[ScoredStep]:
    """A session of an athlete who has had so many before, all of this routine."""
    chosen = routine.variant(variant)
    trained = {one.lift: before for one in (*chosen.warm_up, *chosen.exercises)}
    course = plan(routine, variant, known=Known(trained=trained, sessions=before))
    return list(score_plan(course, Estimated(), english))


@pytest.mark.parametrize(("name", "variant"), VARIANTS, ids=[f"{name}-{variant}" for name, variant in VARIANTS])
def test_a_shipped_session_as_it_is_heard(name: str, variant: str) -> None:
    """In the first, second, fifth and twentieth session; no remark or reminder is heard twice in the first three."""
    routine = LIBRARY.load(name)
    sessions = {before: heard(routine, variant, before) for before in (0, 1, 2, 4, 19)}
    for session in sessions.values():
        assert [(one.at, one.length) for one in silences(session)] == []
        assert [(one.at, one.set.exercise.id, one.set.number) for one in untold(session, english)] == []
    assert list(said_again([sessions[0], sessions[1], sessions[2]], english)) == []
