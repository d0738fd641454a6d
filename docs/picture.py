"""Makes `docs/screen.svg`, the picture of the full screen in the README: `python docs/picture.py`.

The screen is drawn without a terminal, at the moment of a set of the shipped back routine.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from msgspec.structs import replace

from coach.cli import compose
from coach.config.settings import Settings
from coach.controls.keys import hints
from coach.notation import Load
from coach.routine.model import Variant
from coach.score.cues import Cue, Rank
from coach.score.moment import Moment
from coach.screen.app import GymScreen
from coach.screen.board import Board
from coach.session.plan import Plan, Work
from coach.session.planner import plan
from coach.session.state import Session
from coach.speech import english
from coach.units import MINUTE, SECOND

PICTURE = Path(__file__).with_name("screen.svg")
SIZE = 80, 24


def laden_plan() -> Plan:
    """The back routine with a weight on its second exercise."""
    routine = compose.library().load("back")

    def laden(variant: Variant) -> Variant:
        first, second, *others = variant.exercises
        sets = tuple(replace(asked, load=Load(60, "kg", False)) for asked in second.sets)
        return replace(variant, exercises=(first, replace(second, sets=sets), *others))

    return plan(replace(routine, variants=tuple(map(laden, routine.variants))))


def present() -> Moment:
    """Six reps into the second set of the second exercise, thirteen minutes into the session."""
    session = laden_plan()
    index, step = next(
        (index, step)
        for index, step in enumerate(session.steps)
        if isinstance(step, Work) and not step.set.warm_up and (step.set.position, step.set.number) == (2, 2)
    )
    now = 13 * MINUTE
    return Moment(Session(session, index=index, mark=now - 25 * SECOND), now, step.length)


async def draw() -> None:
    board = Board()
    board.progress(present())
    board.cue(0, Cue(0, SECOND, Rank.COUNT, SECOND, text="Six."))
    app = GymScreen(
        board, english, hints(Settings().keys, english.command_label), lambda key: None, lambda: None, lambda: False
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        PICTURE.write_text(app.export_screenshot(title="coach start back"))


if __name__ == "__main__":
    asyncio.run(draw())
