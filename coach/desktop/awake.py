"""Keeps the machine awake and its screen unlocked while a session runs; both end with the process, even in a crash.

Linux: logind's inhibitor, a file that closes with the process, and the desktop's screen saver, which drops its
inhibitors with the connection. macOS: `caffeinate`, which watches the process. Windows: a state of the thread.
"""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from typing import Any, Final

from coach.desktop.follower import Follower

_WHO: Final = "voice-coach"
_WHY: Final = "A workout is going on"


async def stay_awake(_: Follower) -> None:
    """Holds until it is cancelled. Raises where the system can't be asked."""
    if sys.platform == "darwin":
        await _caffeinate()
    elif sys.platform == "win32":
        await _execution_state()
    else:
        await asyncio.gather(_logind(), _screen_saver(), return_exceptions=True)


async def _logind() -> None:
    from dbus_fast import BusType

    fd = None
    bus = await _connected(BusType.SYSTEM)
    try:
        where = "org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"
        reply = await _call(bus, where, "Inhibit", "ssss", ["sleep:idle", _WHO, _WHY, "block"])
        fd = reply.unix_fds[reply.body[0]]
        await bus.wait_for_disconnect()
    finally:
        if fd is not None:
            os.close(fd)
        bus.disconnect()


async def _screen_saver() -> None:
    from dbus_fast import BusType

    bus = await _connected(BusType.SESSION)
    try:
        where = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
        reply = await _call(bus, where, "Inhibit", "ss", [_WHO, _WHY])
        try:
            await bus.wait_for_disconnect()
        finally:
            with suppress(Exception):
                await asyncio.wait_for(_call(bus, where, "UnInhibit", "u", reply.body), 0.5)
    finally:
        bus.disconnect()


async def _connected(kind: Any) -> Any:
    from dbus_fast.aio import MessageBus

    return await MessageBus(bus_type=kind, negotiate_unix_fd=True).connect()


async def _call(bus: Any, where: tuple[str, str, str], member: str, signature: str, body: list[Any]) -> Any:
    """The reply to a call. Raises `OSError` if it is an error."""
    from dbus_fast import Message, MessageType

    destination, path, interface = where
    reply = await bus.call(
        Message(destination=destination, path=path, interface=interface, member=member, signature=signature, body=body)
    )
    if reply is None or reply.message_type is MessageType.ERROR:
        raise OSError(f"{destination} says no")
    return reply


async def _caffeinate() -> None:
    process = await asyncio.create_subprocess_exec("caffeinate", "-dis", "-w", str(os.getpid()))
    try:
        await process.wait()
    finally:
        with suppress(ProcessLookupError):
            process.terminate()


async def _execution_state() -> None:
    import ctypes

    continuous, system, display = 0x80000000, 0x1, 0x2
    set_state = ctypes.windll.kernel32.SetThreadExecutionState  # type: ignore[attr-defined, unused-ignore]
    set_state(continuous | system | display)
    try:
        await asyncio.Event().wait()
    finally:
        set_state(continuous)
