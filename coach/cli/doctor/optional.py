"""What a session can do without, as `coach doctor` checks it: the screen, the desktop's buses, the music.

None of it is a fault: if something is missing, the session only lacks that feature.
"""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from collections.abc import Iterator

from coach.cli.doctor.result import Finding
from coach.cli.installation import install_packages


def optional_parts() -> Iterator[Finding]:
    """A finding for each part that sessions can do without."""
    yield _screen()
    if sys.platform == "linux":
        yield _buttons()
        yield _ducking()


def _screen() -> Finding:
    if importlib.util.find_spec("textual"):
        return Finding("screen", True, "full, where there is a terminal")
    return Finding("screen", True, "lines only: textual is not installed", install_packages("textual"))


def _buttons() -> Finding:
    try:
        from dbus_fast import BusType
        from dbus_fast.aio import MessageBus

        async def ask() -> None:
            (await asyncio.wait_for(MessageBus(bus_type=BusType.SESSION).connect(), 2)).disconnect()

        asyncio.run(ask())
    except ImportError:
        return Finding("buttons", True, "none: dbus-fast is not installed", install_packages("dbus-fast"))
    except Exception:
        return Finding("buttons", True, "no session bus: headset buttons and desktop keys don't reach the coach")
    return Finding("buttons", True, "headset buttons and desktop keys reach the coach (MPRIS)")


def _ducking() -> Finding:
    try:
        import pulsectl

        with pulsectl.Pulse("voice-coach-doctor") as pulse:
            others = len(pulse.sink_input_list())
    except (ImportError, OSError):
        return Finding("ducking", True, "not possible: pulsectl or PulseAudio's library is not installed")
    except pulsectl.PulseError:
        return Finding("ducking", True, "not possible: no PulseAudio or PipeWire answers")
    return Finding("ducking", True, f"possible; streams of other programs now: {others}")
