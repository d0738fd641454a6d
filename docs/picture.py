"""Makes `docs/screen.svg`, the picture of the full screen in the README: `python docs/picture.py`.

The screen is drawn without a terminal, at the moment of a set of the shipped back routine.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from msgspec.structs import replace

from coach.cli import compose
from coach.config.settings import Settings
from coach.controls.keys import hints_of_all
from coach.notation import Load
from coach.routine.model import Variant
from coach.score.cues import Cue, Rank
from coach.score.moment import Moment
from coach.screen.app import GymScreen
from coach.screen.board import Board
from coach.session.plan import Plan, Work
from coach.session.planner import plan
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.speech import english
from coach.units import MINUTE, SECOND, Ms

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
    now = Ms(13 * MINUTE)
    return Moment(Session(session, index=index, clock=StepClock(Ms(now - 25 * SECOND))), now, step.length)


async def draw() -> None:
    board = Board()
    board.progress(present())
    board.cue(Ms(0), Cue(Ms(0), SECOND, Rank.COUNT, SECOND, text="Six."))
    app = GymScreen(
        board,
        english,
        hints_of_all(Settings().keys, english.command_label),
        lambda _: None,
        lambda _: None,
        lambda: False,
    )
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        PICTURE.write_text(app.export_screenshot(title="coach start back"))


if __name__ == "__main__":
    asyncio.run(draw())
