"""Pauses other media players during the coach's long explanations, and resumes only those that it has paused."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from coach.desktop.follower import Follower, Interval

LONG: Final = 6.0
"""Speech that lasts at least this many seconds counts as an explanation."""

AFTER: Final = 0.5
"""Seconds of silence after it before the players resume."""

_LOOK: Final = 0.05
_PREFIX: Final = "org.mpris.MediaPlayer2."
_OURS: Final = f"{_PREFIX}voice_coach"
_PATH: Final = "/org/mpris/MediaPlayer2"
_PLAYER: Final = "org.mpris.MediaPlayer2.Player"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"


async def pause_players(follower: Follower) -> None:
    """Does it until it is cancelled; then all that it has paused goes on. Raises where there is no bus."""
    bus = await MessageBus(bus_type=BusType.SESSION).connect()
    paused: list[str] = []
    explaining = False
    try:
        while bus.connected:
            before, explaining = explaining, explains(time.monotonic(), follower.speech, explaining)
            if explaining and not before:
                paused = await _pause_all(bus)
            elif before and not explaining:
                await _resume(bus, paused)
                paused = []
            await asyncio.sleep(_LOOK)
    finally:
        with suppress(Exception):
            await asyncio.wait_for(_resume(bus, paused), 0.5)
        bus.disconnect()


def explains(now: float, intervals: Iterable[Interval], already: bool) -> bool:
    """Whether the coach is explaining something: a long stretch of speech has begun, or one isn't over yet."""
    return any(begin <= now < end + AFTER and (already or end - begin >= LONG) for begin, end in intervals)


async def _pause_all(bus: MessageBus) -> list[str]:
    """Pauses all that play, and returns who they are."""
    listed = await _call(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames")
    players = [name for name in listed[0] if name.startswith(_PREFIX) and not name.startswith(_OURS)]
    found = []
    for name in players:
        if await _status(bus, name) == "Playing":
            found.append(name)
            await _call(bus, name, _PATH, _PLAYER, "Pause")
    return found


async def _resume(bus: MessageBus, paused: Iterable[str]) -> None:
    for name in paused:
        if await _status(bus, name) == "Paused":
            await _call(bus, name, _PATH, _PLAYER, "Play")


async def _status(bus: MessageBus, name: str) -> str:
    """What a player does; "" for one that doesn't answer."""
    try:
        (status,) = await _call(bus, name, _PATH, _PROPERTIES, "Get", "ss", [_PLAYER, "PlaybackStatus"])
    except (OSError, TimeoutError):
        return ""
    return str(status.value)


async def _call(
    bus: MessageBus, to: str, path: str, interface: str, member: str, signature: str = "", body: list[Any] | None = None
) -> list[Any]:
    """What is answered. Raises `OSError` for an error, `TimeoutError` where nothing is answered."""
    message = Message(
        destination=to, path=path, interface=interface, member=member, signature=signature, body=body or []
    )
    reply = await asyncio.wait_for(bus.call(message), 1.0)
    if reply is None or reply.message_type is MessageType.ERROR:
        raise OSError(f"{to} doesn't {member}")
    return list(reply.body)
