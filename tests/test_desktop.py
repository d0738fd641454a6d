"""The session on the desktop: driven by playerctl on a private bus, and keeping the machine awake."""

from __future__ import annotations

import re
import shutil
import signal
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

from coach.desktop.media_player import Heard, command_for, has_jumped
from coach.desktop.mpris import ENTRY
from coach.desktop.players import LONG, explains
from coach.score.moment import Moment
from coach.session.commands import Command
from coach.session.state import Session
from coach.session.step_clock import StepClock
from coach.units import SECOND, Ms
from tests.conftest import Coach
from tests.support.bus import Bus, bus, desktop, missing, players
from tests.support.terminal import eventually
from tests.test_heard import playing, spoken, until
from tests.test_screen import COURSE

MINI = str(Path(__file__).with_name("mini.toml"))


@pytest.fixture
def gym(coach: Coach, tmp_path: Path) -> Iterator[Bus]:
    """A bus on which the program will find itself."""
    if lacking := missing("playerctl"):
        pytest.skip(f"no desktop to be on: {lacking} not found")
    with bus(tmp_path) as made:
        coach.env.update(made.env)
        yield made


def test_the_commands_of_the_buttons() -> None:
    """Play and pause alone are what they say; nothing that a desktop sends by itself ends a set."""
    playing_now = Moment(Session(COURSE, index=4), Ms(0), 20 * SECOND)
    paused = Moment(Session(COURSE, index=4, clock=StepClock(paused=True)), Ms(0), 20 * SECOND)
    buttons = ("PlayPause", "Play", "Pause", "Next", "Previous", "Stop")
    others = [Command.NEXT, Command.BACK, Command.STOP]
    assert [command_for(button, playing_now) for button in buttons] == [Command.BUTTON, None, Command.PAUSE, *others]
    assert [command_for(button, paused) for button in buttons] == [Command.BUTTON, Command.PAUSE, None, *others]


@pytest.mark.parametrize(
    ("now", "paused", "jumped"),
    [
        (Heard(3, Ms(2_100), 10.1), False, False),
        (Heard(3, 2 * SECOND, 10.1), True, False),
        (Heard(3, 2 * SECOND, 11.1), False, True),  # stood still, though it plays
        (Heard(3, Ms(0), 10.1), False, True),  # began again
        (Heard(4, Ms(0), 10.1), False, False),  # the next step, from its start
        (Heard(4, 30 * SECOND, 10.1), False, True),  # the next step, from its middle
    ],
)
def test_an_unexpected_position_is_a_jump(now: Heard, paused: bool, jumped: bool) -> None:
    assert has_jumped(Heard(3, 2 * SECOND, 10.0), now, paused) is jumped


def test_the_desktop_entry_is_in_the_wheel_under_the_name_that_the_bus_is_told() -> None:
    root = Path(__file__).parents[1]
    wheel = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    source = f"desktop/{ENTRY}.desktop"
    assert wheel["shared-data"] == {source: f"share/applications/{ENTRY}.desktop"}
    entry = ConfigParser(interpolation=None)
    entry.read_string((root / source).read_text())
    assert entry["Desktop Entry"]["Exec"] == "coach today"


def test_what_the_specification_says_of_seeking_rate_and_volume(coach: Coach, gym: Bus) -> None:
    if shutil.which("gdbus") is None:
        pytest.skip("gdbus is not here, which sets properties and hears signals")
    with playing(coach, MINI, "--mute", "--volume", "80") as process:
        until(process, "Mini.")
        eventually(lambda: gym.playerctl("volume") == "0.800000", lambda: gym.playerctl("volume"))
        assert gym.property("org.mpris.MediaPlayer2", "DesktopEntry") == f"(<'{ENTRY}'>,)"
        with gym.signals() as heard:
            gym.playerctl("volume", "0.3")
            eventually(lambda: "{'Volume': <0.29" in "".join(heard) or "<0.3" in "".join(heard), lambda: "".join(heard))
            gym.set_property("org.mpris.MediaPlayer2.Player", "Rate", "<2.0>")
            eventually(lambda: "{'Rate': <1.0>}" in "".join(heard), lambda: "".join(heard))
            eventually(lambda: float(gym.playerctl("position")) > 1, lambda: gym.playerctl("position"))
            gym.playerctl("previous")
            eventually(lambda: "MediaPlayer2.Player.Seeked (" in "".join(heard), lambda: "".join(heard))
        assert float(gym.playerctl("volume")) == 0.3
        gym.set_property("org.mpris.MediaPlayer2.Player", "Rate", "<0.0>")
        until(process, "Paused.")
        gym.playerctl("stop")


FAILURE = """title = "Pull"
talk = "brief"
[defaults]
tempo = "2-0-0-0"
rest = "12 s"
[[exercise]]
name = "Pull-up"
sets = 4
reps = "2+"
cap = 4
"""


def test_sets_to_failure_with_the_buttons_of_a_headset(coach: Coach, gym: Bus) -> None:
    (coach.cwd / "pull.toml").write_text(FAILURE)
    with playing(coach, str(coach.cwd / "pull.toml"), "--mute") as process:
        until(process, "Pull.")
        eventually(lambda: gym.playerctl("status") == "Playing", lambda: gym.playerctl("status"))
        gym.playerctl("next")
        until(process, "When you can't do another rep, press play on your headset to end the set.")
        gym.playerctl("next")
        until(process, "Two. Target hit.")
        gym.playerctl("pause")
        until(process, "Paused.")
        gym.playerctl("play")
        until(process, "Here we go again.")
        until(process, "(go)")
        gym.playerctl("play-pause")
        until(process, "Two reps.")
        gym.playerctl("next")
        gym.playerctl("next")
        until(process, "Two.")
        gym.playerctl("next")
        until(process, "Two reps.")
        gym.playerctl("next")
        gym.playerctl("next")
        until(process, "How many reps? Type the number.")
        gym.playerctl("next")
        gym.playerctl("next")
        until(process, "(go)")
        gym.playerctl("next")
        until(process, "That's it for your pull workout")
        assert process.wait(timeout=20) == 0
    table = coach("history", "show", "1").out.splitlines()
    assert [line.split()[3:] for line in table[2:-1]] == [
        ["2+", "2", "counted"], ["2+", "2", "counted"], ["2+", "?", "not", "known"], ["2+", "skipped"],
    ]  # fmt: skip


def test_a_whole_session_with_three_buttons(coach: Coach, gym: Bus) -> None:
    with playing(coach, MINI, "--mute", "--pace", "me") as process:
        until(process, "Mini.")
        eventually(lambda: gym.playerctl("status") == "Playing", lambda: gym.playerctl("status"))
        shown = "{{title}} | {{artist}} | {{album}} | {{duration(mpris:length)}}"
        assert gym.playerctl("metadata", "--format", shown).startswith("Mini | 1 exercise · 2 sets | Mini | 0:")
        gym.playerctl("play-pause")
        until(process, "Paused.")
        eventually(lambda: gym.playerctl("status") == "Paused", lambda: gym.playerctl("status"))
        gym.playerctl("play")
        until(process, "Here we go again.")
        gym.playerctl("next")
        until(process, "Row. Two sets of two reps.")
        gym.playerctl("next")
        gym.playerctl("next")
        until(process, "(go)")
        eventually(lambda: "mpris:length" not in gym.playerctl("metadata"), lambda: gym.playerctl("metadata"))
        assert gym.playerctl("metadata", "--format", shown) == "Row | Set 1 of 2 · 2 reps · time so far | Mini | "
        gym.playerctl("play-pause")
        until(process, "Rest: eight seconds.")
        eventually(lambda: "mpris:length" in gym.playerctl("metadata"), lambda: gym.playerctl("metadata"))
        assert gym.playerctl("metadata", "--format", shown) == "Rest | Next: Row · Set 2 of 2 · 2 reps | Mini | 0:08"
        gym.playerctl("previous")
        until(process, "Row, set one, again.")
        until(process, "(go)")
        eventually(lambda: "mpris:length" not in gym.playerctl("metadata"), lambda: gym.playerctl("metadata"))
        gym.playerctl("pause")
        until(process, "Paused.")
        gym.playerctl("play")
        until(process, "Here we go again.")
        gym.playerctl("play-pause")
        until(process, "Rest: eight seconds.")
        gym.playerctl("next")
        gym.playerctl("next")
        until(process, "(go)")
        eventually(lambda: "mpris:length" not in gym.playerctl("metadata"), lambda: gym.playerctl("metadata"))
        gym.playerctl("play-pause")
        until(process, "That's your mini workout done")
        assert process.wait(timeout=20) == 0
    table = coach("history", "show", "1").out.splitlines()
    assert [line.split()[1:] for line in table[2:-1]] == [
        ["Row", "1", "2", "2", "assumed"],
        ["Row", "2", "2", "2", "assumed"],
    ]
    assert gym.playerctl("status") == "No players found"


def test_a_bus_that_goes_takes_nothing_with_it(coach: Coach, gym: Bus) -> None:
    with playing(coach, MINI, "--mute") as process:
        lines = until(process, "Mini.")
        eventually(lambda: gym.playerctl("status") == "Playing", lambda: gym.playerctl("status"))
        gym.kill()
        lines += until(process, "(go)")
    assert spoken(lines) == spoken(coach("script", MINI).out.splitlines())[: len(lines)]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_session_ends_silently_after_its_bus_has_died(coach: Coach, gym: Bus, by: signal.Signals) -> None:
    with playing(coach, MINI, "--mute", "--plain") as process:
        until(process, "Mini.")
        eventually(lambda: gym.playerctl("status") == "Playing", lambda: gym.playerctl("status"))
        gym.kill()
        until(process, "(go)")
        process.send_signal(by)
        assert process.stdout
        assert "\n".join(line for line in process.stdout if not re.match(r" *[\d:.]+  ", line)) == ""
        assert process.wait(timeout=20) == 128 + by


def test_the_machine_is_kept_awake_until_the_end(coach: Coach, gym: Bus) -> None:
    with desktop(gym) as asked:
        with playing(coach, MINI, "--mute") as process:
            until(process, "Mini.")
            eventually(lambda: len(asked) == 2, lambda: str(asked))
            process.terminate()
            assert process.wait(timeout=20) == 143
        eventually(lambda: len(asked) == 4, lambda: str(asked))
    assert sorted(asked) == [
        "logind: released",
        "logind: sleep:idle: voice-coach: A workout is going on: block",
        "screen saver: 7 released",
        "screen saver: voice-coach: A workout is going on",
    ]


def test_a_crash_lets_the_machine_sleep(coach: Coach, gym: Bus) -> None:
    with desktop(gym) as asked:
        with playing(coach, MINI, "--mute") as process:
            until(process, "Mini.")
            eventually(lambda: len(asked) == 2, lambda: str(asked))
            process.kill()
        # The screen saver sees the connection go; of logind's file the last end is closed.
        eventually(lambda: "logind: released" in asked, lambda: str(asked))


def test_without_a_bus_nothing_is_lost_and_nothing_said(coach: Coach) -> None:
    coach.env.pop("DBUS_SESSION_BUS_ADDRESS", None)
    with playing(coach, MINI, "--mute") as process:
        lines = until(process, "One exercise")
    assert spoken(lines) == ["Mini.", "One exercise, two sets, about one minute."]


def test_explanations() -> None:
    assert explains(1.0, [(0.0, LONG)], already=False)
    assert not explains(1.0, [(0.0, LONG - 1)], already=False)
    assert explains(LONG, [(0.0, LONG - 0.1)], already=True)
    assert not explains(LONG + 1, [(0.0, LONG)], already=True)


LONG_WORDS = """title = "Talk"
[[exercise]]
name = "Row"
sets = 1
reps = 2
cues = ["Elbows close to the ribs, all the way up and all the way down again.", "Keep the back long and the neck free."]
"""


def test_players_are_paused_for_explanations_and_only_those_that_played_go_on(coach: Coach, gym: Bus) -> None:
    (coach.cwd / "talk.toml").write_text(LONG_WORDS)
    with players(gym, loud="Playing", quiet="Paused") as asked:
        # There is no sound server here: the words are timed all the same.
        with playing(coach, str(coach.cwd / "talk.toml"), "--duck", "pause", "--pace", "me") as process:
            until(process, "Talk.")
            eventually(lambda: gym.playerctl("status") == "Playing", lambda: gym.playerctl("status"))
            gym.playerctl("next")
            until(process, "Keep the back long")
            assert asked == ["loud: pause"]
            until(process, "(go)")
            eventually(lambda: len(asked) == 2, lambda: str(asked))
            process.terminate()
            process.wait()
        assert asked == ["loud: pause", "loud: play"]
        with playing(coach, str(coach.cwd / "talk.toml"), "--duck", "pause") as process:
            until(process, "Talk.")
            eventually(lambda: gym.playerctl("status") == "Playing", lambda: gym.playerctl("status"))
            gym.playerctl("next")
            until(process, "Elbows close")
            eventually(lambda: len(asked) == 3, lambda: str(asked))
            process.terminate()
            process.wait()
        eventually(lambda: len(asked) == 4, lambda: str(asked))
    assert asked == ["loud: pause", "loud: play"] * 2
