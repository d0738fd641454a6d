"""The full screen: drawn at many sizes, its keys pressed, and seen in a real terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.widgets import Static

from coach.notation import Load, Reps, Span
from coach.score.cues import Cue, Rank
from coach.score.moment import Moment
from coach.screen import captions
from coach.screen.app import Bar, Big, GymScreen, is_light
from coach.screen.big import big
from coach.screen.board import Board
from coach.session.plan import Work
from coach.session.planner import plan
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.speech import english
from coach.units import SECOND, Ms
from tests.conftest import Coach
from tests.support import terminal as terminals
from tests.support.exercises import exercise, routine
from tests.support.terminal import Terminal, eventually, terminal

MINI = str(Path(__file__).with_name("mini.toml"))
HINTS = "space pause  n next  p back  d done  ? where  q stop"
COURSE = plan(
    routine(
        exercise(
            "row", "Dumbbell row", sets=3, reps=Reps(8, 10), rest=Span(90 * SECOND, 90 * SECOND),
            side="each", load=Load(22.5, "kg", False),
        ),
        exercise("hold", "Plank", sets=1, reps=Span(30 * SECOND, 45 * SECOND)),
        warm_up=(exercise("circles", "Arm circles", sets=1, reps=Reps(12, 12)),),
    )
)  # fmt: skip


OWN_PACE = plan(routine(exercise("row", "Row"), warm_up=(exercise("circles", "Arm circles", sets=1),)), pace="me")


def moment(index: int, at: int = 12_000) -> Moment:
    step = COURSE.steps[index]
    length = 20 * SECOND if step.length is None and not isinstance(step, Work) else step.length
    return Moment(Session(COURSE, index=index, clock=StepClock(600 * SECOND)), Ms(600_000 + at), length)


def test_digits_are_as_large_as_they_fit() -> None:
    assert big("12", 8, 3) == ["▄█  ▀▀█", " █  █▀▀", "▀▀▀ ▀▀▀"]
    assert len(big("1:34", 80, 9)) == 9
    assert len(big("1:34", 45, 40)[0]) <= 45
    assert big("12", 3, 3) == []
    assert big("懸垂", 80, 24) == []
    assert big("Développé", 80, 3) == big("Developpe", 80, 3)


@given(st.text("0123456789:ABC xyz", min_size=1), st.integers(1, 200), st.integers(1, 60))
def test_what_is_drawn_fits(text: str, columns: int, lines: int) -> None:
    drawn = big(text, columns, lines)
    assert len(drawn) <= lines
    assert len({len(line) for line in drawn}) <= 1
    assert all(len(line) <= columns for line in drawn)


def test_captions() -> None:
    shown = [captions.caption(moment(index), english) for index in range(7)]
    assert [(c.kind, c.name, c.place, c.asked, c.figure) for c in shown] == [
        ("talk", "Test", "", "2 exercises · 4 sets", "8"),
        ("ready", "Arm circles", "Warm-up", "12 reps", "8"),
        ("work", "Arm circles", "Warm-up", "12 reps", "3"),
        ("ready", "Dumbbell row", "Set 1 of 3", "8–10 reps · left side · 22.5 kg", "8"),
        ("work", "Dumbbell row", "Set 1 of 3", "8–10 reps · left side · 22.5 kg", "3"),
        ("ready", "Dumbbell row", "Set 1 of 3", "8–10 reps · right side · 22.5 kg", "0"),
        ("work", "Dumbbell row", "Set 1 of 3", "8–10 reps · right side · 22.5 kg", "3"),
    ]
    rest = captions.caption(moment(7), english)
    assert (rest.place, rest.asked, rest.figure) == ("Before set 2 of 3", "after dumbbell row, set 1 of 3", "1:18")
    assert rest.coming == "Next: Dumbbell row · Set 2 of 3 · 8–10 reps · left side · 22.5 kg"
    assert captions.caption(moment(-2 % len(COURSE.steps)), english).coming == "Next: the end"
    waiting = Moment(Session(OWN_PACE, index=4), Ms(0), None)
    assert captions.caption(waiting, english).asked.endswith("time so far")


def texts(app: GymScreen) -> dict[str, str]:
    """What each part of the screen says."""
    said = {widget.id or "": str(widget.content) for widget in app.query(Static)}
    return said | {widget.id or "": widget.text for widget in app.query(Big)}


def app_of(board: Board, pressed: list[str]) -> GymScreen:
    return GymScreen(board, english, HINTS, pressed.append, lambda _: pressed.append("interrupt"), lambda: False)


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (120, 40), (200, 50)])
def test_every_step_is_shown_at_every_size(size: tuple[int, int]) -> None:
    board = Board()

    async def look() -> None:
        app = app_of(board, [])
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for index, step in enumerate(COURSE.steps):
                board.progress(moment(index))
                board.cue(Ms(0), Cue(Ms(0), Ms(500), Rank.NEXT, Ms(500), text="Elbows down."))
                app._look()
                await pilot.pause()
                shown = texts(app)
                assert shown["name"] == english.caption_name(step, COURSE.title)
                assert shown["figure"] == captions.figure(moment(index))
                assert shown["keys"] == HINTS
                assert english.headline(step) in shown["band"]
                assert "min left" in shown["band"] or "nearly done" in shown["band"]
                assert len(shown["band"]) == size[0]
                visible = [widget for widget in app.query("Static, Big, Bar") if widget.display]
                assert sum(widget.outer_size.height for widget in visible) == size[1]
                assert big(shown["figure"], *app.query_one("#figure").size)

    asyncio.run(look())


def test_states_differ_by_more_than_colour() -> None:
    """Work, rest and get ready differ in their word and in the pattern of the bar, in black and white too."""
    board = Board()
    kinds = set()

    async def look() -> None:
        app = app_of(board, [])
        async with app.run_test() as pilot:
            for index in (3, 4, 7):
                board.progress(moment(index))
                app._look()
                await pilot.pause()
                kinds.add((texts(app)["band"].split("  ")[0], app.query_one(Bar).fill))
            paused = replace(moment(4), session=replace(moment(4).session, clock=StepClock(paused=True)))
            board.progress(paused)
            app._look()
            assert "PAUSED" in texts(app)["band"]

    asyncio.run(look())
    assert kinds == {(" ▲ GET READY", "▞"), (" ● WORK", "█"), (" ○ REST", "▒")}


def test_keys_have_the_names_that_are_on_them() -> None:
    pressed: list[str] = []

    async def press() -> None:
        app = app_of(Board(), pressed)
        async with app.run_test() as pilot:
            await pilot.press("space", "n", "right", "enter", "question_mark", "plus", "minus", "pagedown", "f5", "Q")
            await pilot.press("ctrl+c")
            await pilot.pause()

    asyncio.run(press())
    assert pressed == ["space", "n", "right", "enter", "?", "+", "-", "pagedown", "f5", "Q", "interrupt"]


def test_a_light_terminal_says_so() -> None:
    assert is_light({"COLORFGBG": "0;15"})
    assert not is_light({"COLORFGBG": "15;0"})
    assert not is_light({})


def test_the_first_words_do_not_wait_for_the_screen() -> None:
    """The libraries for the screen and the desktop are loaded once the session speaks."""
    heavy = ("textual", "rich", "asyncio", "dbus_fast", "pulsectl")
    loaded = f"import sys, coach.cli.live.session; print(*{{*{heavy}}} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@pytest.fixture
def gym(tmp_path: Path) -> Iterator[Terminal]:
    if lacking := terminals.missing():
        pytest.skip(f"no terminal to look at: {lacking} not found")
    with terminal(tmp_path) as made:
        yield made


def test_a_session_in_a_terminal(coach: Coach, gym: Terminal) -> None:
    """Seen, resized, paused, stopped; then the terminal is as it was, and the last words stand there."""
    gym.run(coach.command("start", MINI, "--mute"), coach.env)
    gym.until("LISTEN")
    gym.press("n")
    gym.until("GET READY")
    gym.resize(40, 12)
    gym.until("Set 1 of 2 · 2 reps\n")
    assert gym.until("stop").count("\n") == 12
    gym.resize(100, 30)
    gym.press("Space")
    gym.until("PAUSED")
    gym.press("q")
    gym.until("Stopped before your first set.")
    gym.press("q")
    assert gym.status() == 0
    assert gym.sane
    assert "Stopped before your first set." in gym.until("Stopped before your first set.")


def test_ctrl_c_in_a_terminal(coach: Coach, gym: Terminal) -> None:
    gym.run(coach.command("start", MINI, "--mute"), coach.env)
    gym.until("LISTEN")
    gym.press("C-c")
    assert gym.status() == 130
    assert gym.sane
    assert "Traceback" not in gym.seen()


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP])
def test_a_screen_that_was_stopped_goes_on(coach: Coach, gym: Terminal, stop: signal.Signals) -> None:
    """It is drawn anew, takes keys, and leaves the terminal as it was."""
    gym.run(coach.command("start", MINI, "--mute"), coach.env)
    gym.until("LISTEN")
    pid = gym.pid()
    os.kill(pid, stop)
    eventually(lambda: _state(pid) == "T", lambda: f"a stop: {_state(pid)}")
    gym.reset()
    os.kill(pid, signal.SIGCONT)
    eventually(lambda: bool(gym.seen().strip()), lambda: "it isn't drawn anew")
    gym.press("Space")
    gym.until("PAUSED")
    gym.press("C-c")
    assert gym.status() == 130
    assert gym.sane


def test_a_screen_that_fails_leaves_the_session_running(coach: Coach, gym: Terminal) -> None:
    """On lines, with its keys, in a terminal that works."""
    broken = (
        "import coach.screen.app as app; app.GymScreen._show = lambda *_: 1 / 0; from coach.cli.app import main;"
        f"import sys; sys.argv[1:] = ['start', {MINI!r}, '--mute']; main()"
    )
    gym.run([sys.executable, "-c", broken], coach.env, (120, 50))
    gym.until("No full screen: the screen has failed. Going on with lines.")
    gym.press("q")
    gym.until("Stopped before your first set.")
    gym.press("q")
    assert gym.status() == 0
    assert gym.sane


def test_without_textual_there_are_lines(coach: Coach, gym: Terminal) -> None:
    without = (
        "import sys; sys.modules['textual'] = None; from coach.cli.app import main;"
        f"sys.argv[1:] = ['start', {MINI!r}, '--mute']; main()"
    )
    gym.run([sys.executable, "-c", without], coach.env)
    gym.until("No full screen: textual is not installed. Going on with lines.")
    gym.press("q", "q")
    assert gym.status() == 0


@pytest.mark.parametrize("plain", [(), ("--plain",)], ids=["full", "plain"])
def test_a_closed_terminal_ends_the_session(coach: Coach, gym: Terminal, plain: tuple[str, ...]) -> None:
    gym.run(coach.command("start", MINI, "--mute", *plain), coach.env)
    gym.until("Mini." if plain else "LISTEN")
    pid = gym.pid()
    gym.close()
    eventually(lambda: not _runs(pid), lambda: "the end of the session", 10)


def _state(pid: int) -> str:
    """What the kernel says that a process does: T is stopped, Z has ended."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return _state(pid) != "Z"
