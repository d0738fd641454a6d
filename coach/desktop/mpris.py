"""The coach as a media player on the session bus (MPRIS): for headset buttons, desktop keys, lock screens, phones.

`serve` is the job; the interfaces below are the two that the specification asks for, with its names and types.
"""

# dbus-fast reads the types of methods from their annotations, so these must not be put off.
import asyncio
import os
import time
from collections.abc import Callable
from typing import Annotated, Any, Final

from dbus_fast import BusType, NameFlag, PropertyAccess, RequestNameReply, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusBool, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property, dbus_signal

from coach.desktop.follower import Follower
from coach.desktop.media_player import MICROSECONDS, Heard, Loudness, command_for, facts, has_jumped
from coach.session.commands import Command
from coach.speech.language import Written
from coach.units import Ms

NAME: Final = "org.mpris.MediaPlayer2.voice_coach"
PATH: Final = "/org/mpris/MediaPlayer2"
_LOOK: Final = 0.1
"""Seconds between two checks for changes."""

Strings = Annotated[list[str], DBusSignature("as")]
Facts = Annotated[dict[str, Variant], DBusSignature("a{sv}")]
_READ: Final = PropertyAccess.READ

ENTRY: Final = "voice-coach"
"""The name of the desktop entry, without its ending."""


async def serve(follower: Follower, language: Written, put: Callable[[Command], None], volume: Loudness) -> None:
    """Offers a player on the session bus until it is cancelled or the bus is gone. Raises if there is no bus."""
    bus = await MessageBus(bus_type=BusType.SESSION).connect()
    try:
        player = PlayerInterface(follower, language, put, volume)
        bus.export(PATH, RootInterface(put))
        bus.export(PATH, player)
        reply = await bus.request_name(NAME, NameFlag.DO_NOT_QUEUE)
        if reply is not RequestNameReply.PRIMARY_OWNER:
            await bus.request_name(f"{NAME}.instance{os.getpid()}", NameFlag.DO_NOT_QUEUE)
        while bus.connected:
            player.tell_changes()
            await asyncio.sleep(_LOOK)
    finally:
        bus.disconnect()


class RootInterface(ServiceInterface):
    """What kind of player this is."""

    def __init__(self, put: Callable[[Command], None]) -> None:
        super().__init__("org.mpris.MediaPlayer2")
        self._put = put

    @dbus_method()
    def Raise(self) -> None:
        pass

    @dbus_method()
    def Quit(self) -> None:
        self._put(Command.STOP)

    @dbus_property(access=_READ)
    def CanQuit(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanRaise(self) -> DBusBool:
        return False

    @dbus_property(access=_READ)
    def HasTrackList(self) -> DBusBool:
        return False

    @dbus_property(access=_READ)
    def Identity(self) -> DBusStr:
        return "voice-coach"

    @dbus_property(access=_READ)
    def DesktopEntry(self) -> DBusStr:
        return ENTRY

    @dbus_property(access=_READ)
    def SupportedUriSchemes(self) -> Strings:
        return []

    @dbus_property(access=_READ)
    def SupportedMimeTypes(self) -> Strings:
        return []


class PlayerInterface(ServiceInterface):
    """The buttons, and what is played."""

    def __init__(self, follower: Follower, language: Written, put: Callable[[Command], None], volume: Loudness) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._follower = follower
        self._language = language
        self._put = put
        self._volume = volume
        self._told: dict[str, Any] = {}
        self._heard = Heard(-1, Ms(0), 0.0)

    def tell_changes(self) -> None:
        """Tells those who watch what has changed since this was last called."""
        moment = self._follower.moment
        if moment is not None:
            before, self._heard = self._heard, Heard(moment.session.index, self._position(), time.monotonic())
            if has_jumped(before, self._heard, moment.paused):
                self.Seeked()
        now = {"PlaybackStatus": self._status(), "Metadata": self._metadata()}
        changed = {name: value for name, value in now.items() if self._told.get(name) != value}
        if changed:
            self._told = now
            self.emit_properties_changed(changed)

    def _press(self, button: str) -> None:
        command = command_for(button, self._follower.moment)
        if command:
            self._put(command)

    def _status(self) -> str:
        moment = self._follower.moment
        return "Stopped" if moment is None else "Paused" if moment.paused else "Playing"

    def _metadata(self) -> dict[str, Variant]:
        moment = self._follower.moment
        return {} if moment is None else {name: Variant(*fact) for name, fact in facts(moment, self._language).items()}

    def _position(self) -> Ms:
        moment = self._follower.moment
        if moment is None:
            return Ms(0)
        since = 0 if moment.paused else int((time.monotonic() - self._follower.seen) * 1000)
        return moment.at + since if moment.length is None else min(moment.length, moment.at + since)

    @dbus_method()
    def PlayPause(self) -> None:
        self._press("PlayPause")

    @dbus_method()
    def Play(self) -> None:
        self._press("Play")

    @dbus_method()
    def Pause(self) -> None:
        self._press("Pause")

    @dbus_method()
    def Stop(self) -> None:
        self._press("Stop")

    @dbus_method()
    def Next(self) -> None:
        self._press("Next")

    @dbus_method()
    def Previous(self) -> None:
        self._press("Previous")

    @dbus_signal()
    def Seeked(self) -> DBusInt64:
        return self._position() * MICROSECONDS

    @dbus_method()
    def Seek(self, offset: DBusInt64) -> None:
        pass

    @dbus_method()
    def SetPosition(self, track: DBusObjectPath, position: DBusInt64) -> None:
        pass

    @dbus_method()
    def OpenUri(self, uri: DBusStr) -> None:
        pass

    @dbus_property(access=_READ)
    def PlaybackStatus(self) -> DBusStr:
        return self._status()

    @dbus_property(access=_READ)
    def Metadata(self) -> Facts:
        return self._metadata()

    @dbus_property(access=_READ)
    def Position(self) -> DBusInt64:
        return self._position() * MICROSECONDS

    @dbus_property()
    def Rate(self) -> DBusDouble:
        return 1.0

    @Rate.setter
    def SetRate(self, rate: DBusDouble) -> None:
        """As the specification has it, a rate of 0 pauses; any other rate is ignored, as only 1 is possible."""
        if rate == 0:
            self._press("Pause")
        else:
            self.emit_properties_changed({"Rate": 1.0})

    @dbus_property(access=_READ)
    def MinimumRate(self) -> DBusDouble:
        return 1.0

    @dbus_property(access=_READ)
    def MaximumRate(self) -> DBusDouble:
        return 1.0

    @dbus_property()
    def Volume(self) -> DBusDouble:
        return self._volume.now

    @Volume.setter
    def SetVolume(self, wanted: DBusDouble) -> None:
        self._volume.set(wanted)
        self.emit_properties_changed({"Volume": self._volume.now})

    @dbus_property(access=_READ)
    def CanGoNext(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanGoPrevious(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanPlay(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanPause(self) -> DBusBool:
        return True

    @dbus_property(access=_READ)
    def CanSeek(self) -> DBusBool:
        return False

    @dbus_property(access=_READ)
    def CanControl(self) -> DBusBool:
        return True
