"""A message bus of the test's own, and on it a desktop that can be kept awake.

The desktop implements the part of logind and of the screen saver that the coach uses, and records what it was asked.
"""

import asyncio
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

PLAYER = "org.mpris.MediaPlayer2.voice_coach"

File = Annotated[int, DBusSignature("h")]


def missing(*programs: str) -> str:
    """What this machine lacks of `programs` and a bus, or nothing."""
    return ", ".join(program for program in ("dbus-daemon", *programs) if not shutil.which(program))


class Bus:
    """A bus; `env` leads a program to it, as the session's bus and as the system's."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:path={folder / 'bus'}"
        self.env = {"DBUS_SESSION_BUS_ADDRESS": self.address, "DBUS_SYSTEM_BUS_ADDRESS": self.address}
        command = ["dbus-daemon", "--session", "--nofork", f"--address={self.address}", "--print-address"]
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._daemon.stdout
        assert self._daemon.stdout.readline()

    def kill(self) -> None:
        self._daemon.kill()
        self._daemon.wait()

    def playerctl(self, *words: str) -> str:
        """Does what a headset's button or a lock screen would, and returns what is answered."""
        done = subprocess.run(
            ["playerctl", "-p", "voice_coach", *words], env=os.environ | self.env, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        return (done.stdout or done.stderr).rstrip("\n")

    def property(self, interface: str, name: str) -> str:
        """A property of the player, as gdbus shows it."""
        return self._gdbus("org.freedesktop.DBus.Properties.Get", interface, name)

    def set_property(self, interface: str, name: str, value: str) -> None:
        """Sets a property of the player to a variant, as gdbus writes it."""
        self._gdbus("org.freedesktop.DBus.Properties.Set", interface, name, value)

    def _gdbus(self, method: str, *words: str) -> str:
        command = ["gdbus", "call", "--session", "-d", PLAYER, "-o", "/org/mpris/MediaPlayer2", "-m", method, *words]
        done = subprocess.run(command, env=os.environ | self.env, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    @contextmanager
    def signals(self) -> Iterator[list[str]]:
        """The player's signals, a line each, as they come in while the block runs."""
        command = ["gdbus", "monitor", "--session", "-d", PLAYER]
        heard: list[str] = []
        with subprocess.Popen(command, env=os.environ | self.env, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                if "is owned by" in line:
                    break
            lines = process.stdout
            threading.Thread(target=lambda: heard.extend(lines), daemon=True).start()
            try:
                yield heard
            finally:
                process.kill()


@contextmanager
def bus(folder: Path) -> Iterator[Bus]:
    """A bus for the length of the block."""
    made = Bus(folder)
    try:
        yield made
    finally:
        made.kill()


class ScreenSaver(ServiceInterface):
    def __init__(self, asked: list[str]) -> None:
        super().__init__("org.freedesktop.ScreenSaver")
        self._asked = asked

    @dbus_method()
    def Inhibit(self, who: DBusStr, why: DBusStr) -> DBusUInt32:
        self._asked.append(f"screen saver: {who}: {why}")
        return 7

    @dbus_method()
    def UnInhibit(self, cookie: DBusUInt32) -> None:
        self._asked.append(f"screen saver: {cookie} released")


class Login(ServiceInterface):
    """Gives away one end of a pipe, as logind does; its other end tells when that has been closed."""

    def __init__(self, asked: list[str]) -> None:
        super().__init__("org.freedesktop.login1.Manager")
        self._asked = asked
        self._given: int | None = None

    @dbus_method()
    def Inhibit(self, what: DBusStr, who: DBusStr, why: DBusStr, mode: DBusStr) -> File:
        self._asked.append(f"logind: {what}: {who}: {why}: {mode}")
        kept, given = os.pipe()
        # The bus sends the file after this returns, and a copy of it would keep the pipe open.
        threading.Thread(target=self._wait, args=(kept, given), daemon=True).start()
        return given

    def _wait(self, kept: int, given: int) -> None:
        time.sleep(0.5)
        os.close(given)
        os.read(kept, 1)
        os.close(kept)
        self._asked.append("logind: released")


class MusicPlayer(ServiceInterface):
    """As much of a media player as can be paused and resumed."""

    def __init__(self, asked: list[str], name: str, status: str) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._asked = asked
        self._name = name
        self.status = status

    @dbus_method()
    def Pause(self) -> None:
        self.status = "Paused"
        self._asked.append(f"{self._name}: pause")

    @dbus_method()
    def Play(self) -> None:
        self.status = "Playing"
        self._asked.append(f"{self._name}: play")

    @dbus_property(access=PropertyAccess.READ)
    def PlaybackStatus(self) -> DBusStr:
        return self.status


@contextmanager
def players(on: Bus, **status: str) -> Iterator[list[str]]:
    """Media players with their status, for the length of the block; yields what they were asked, as they are asked."""
    asked: list[str] = []

    async def export() -> list[MessageBus]:
        made = []
        for name, now in status.items():
            connection = await MessageBus(bus_address=on.address).connect()
            connection.export("/org/mpris/MediaPlayer2", MusicPlayer(asked, name, now))
            await connection.request_name(f"org.mpris.MediaPlayer2.{name}")
            made.append(connection)
        return made

    with serving(export):
        yield asked


@contextmanager
def desktop(on: Bus) -> Iterator[list[str]]:
    """A desktop for the length of the block; yields what it was asked, as it is asked."""
    asked: list[str] = []

    async def export() -> list[MessageBus]:
        connection = await MessageBus(bus_address=on.address, negotiate_unix_fd=True).connect()
        connection.export("/org/freedesktop/ScreenSaver", ScreenSaver(asked))
        connection.export("/org/freedesktop/login1", Login(asked))
        await connection.request_name("org.freedesktop.ScreenSaver")
        await connection.request_name("org.freedesktop.login1")
        return [connection]

    with serving(export):
        yield asked


@contextmanager
def serving(export: Callable[[], Awaitable[list[MessageBus]]]) -> Iterator[None]:
    """Serves what `export` puts on the bus, in a thread, for the length of the block."""
    ready, over = threading.Event(), threading.Event()

    async def serve() -> None:
        connections = await export()
        ready.set()
        while not over.is_set():
            await asyncio.sleep(0.02)
        for connection in connections:
            connection.disconnect()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join()
