"""A session on PipeWire: played, with other sound lowered, also after the server was restarted."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.desktop.streams import factor
from tests.conftest import Coach
from tests.support import pipewire as sound_server
from tests.support.music import music, volumes
from tests.support.pipewire import PipeWire
from tests.support.terminal import eventually
from tests.test_ducking import MINI, note
from tests.test_heard import playing, spoken, until

FULL = 0x10000
"""PipeWire's streams begin with it, whatever volume a program asks for."""
LOW = round(FULL * factor(15))


@pytest.fixture
def server() -> Iterator[PipeWire]:
    """PipeWire, or the reason why there is none."""
    if lacking := sound_server.missing():
        pytest.skip(f"no PipeWire to play on: {lacking} not found")
    with sound_server.pipewire() as made:
        yield made


@pytest.fixture
def gym(coach: Coach, server: PipeWire) -> Coach:
    keys = ("XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "PULSE_SERVER", "ALSA_CONFIG_PATH")
    coach.env.update({key: server.env[key] for key in keys})
    return coach


def plays(server: PipeWire) -> bool:
    """Whether the coach has a stream on the server."""
    return 'application.name = "voice-coach"' in server.pactl("list", "sink-inputs", check=False).stdout


def test_a_session_is_played_and_lowers_the_music(gym: Coach, server: PipeWire, tmp_path: Path) -> None:
    """Also after the server was restarted, on which another player plays then."""
    with playing(gym, MINI, "--duck") as process:
        lines = until(process, "One exercise")
        assert spoken(lines) == ["Mini.", "One exercise, two sets, about one minute."]
        eventually(lambda: plays(server), lambda: "the coach doesn't play")
        with music(server, tmp_path, None):
            eventually(lambda: volumes(server) == [LOW], lambda: str(volumes(server)))
            server.stop()
        until(process, "The audio device stands still. Going on in silence until it is back.")
        server.start()
        eventually(lambda: plays(server), lambda: "the coach doesn't play again")
        with music(server, tmp_path, None):
            eventually(lambda: volumes(server) == [LOW], lambda: str(volumes(server)))
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=10) == 130
            assert volumes(server) == [FULL]
    assert not note(gym).exists()


def kept(server: PipeWire) -> str:
    """The volume of the player that the session manager has for its next stream, a second after it changed."""
    file = server.folder / "state" / "wireplumber" / "restore-stream"
    found = re.search("application.name:pacat:channelVolumes=(.*)", file.read_text() if file.exists() else "")
    return found[1] if found else ""


@pytest.mark.parametrize("killed", [False, True])
def test_a_player_that_ends_while_it_is_lowered(gym: Coach, server: PipeWire, tmp_path: Path, killed: bool) -> None:
    """The next time it is as loud as it was; also where the session was killed with it, and the next one mends it."""
    # On a machine that is full, the server may be too late for the other program, which then ends by itself.
    assert any(_ends_lowered(gym, server, tmp_path, killed) for _ in range(3))
    if killed:
        with playing(gym, MINI, "--mute", "--no-journal"):
            eventually(lambda: not note(gym).exists(), lambda: "the note is still there")
    eventually(lambda: kept(server) == "1.0;", lambda: kept(server))
    with music(server, tmp_path, None):
        assert volumes(server) == [FULL]


def test_a_player_ends_while_the_volumes_can_not_be_kept(gym: Coach, server: PipeWire, tmp_path: Path) -> None:
    """The session manager hangs until after the coach has spoken, and takes the volume the next time."""
    with playing(gym, MINI, "--duck", "--fresh") as process:
        with music(server, tmp_path, None):
            until(process, "One exercise")
            eventually(lambda: volumes(server) == [LOW], lambda: str(volumes(server)))
            eventually(lambda: kept(server).startswith("0.17"), lambda: kept(server))
            os.kill(server.manager(), signal.SIGSTOP)
        until(process, "Last one.")
        assert note(gym).exists()
        os.kill(server.manager(), signal.SIGCONT)
        eventually(lambda: kept(server) == "1.0;", lambda: kept(server))
        eventually(lambda: not note(gym).exists(), lambda: "the note is still there")


def _ends_lowered(gym: Coach, server: PipeWire, folder: Path, killed: bool) -> bool:
    """Whether a player was lowered by a session, and then ended, with the session if it is `killed`."""
    with playing(gym, MINI, "--duck", "--fresh") as process:
        with music(server, folder, None) as player:
            until(process, "One exercise")
            eventually(lambda: volumes(server) == [LOW] or player.poll() is not None, lambda: str(volumes(server)))
            if player.poll() is not None:
                return False
            eventually(lambda: kept(server).startswith("0.17"), lambda: kept(server))
            if killed:
                process.kill()
                process.wait()
        if not killed:
            until(process, "(tick)")
    return True
