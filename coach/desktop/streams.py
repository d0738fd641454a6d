"""Other programs' streams on the sound server: lowered, and put back to the exact volumes that they had.

PulseAudio and PipeWire are both asked through PulseAudio's library. Both keep the volume that a program's stream had
last, and give it to the next one, as for the next song. So what a stream leaves behind that ends while it is lowered
is put back as well, and a stream that begins with a lowered volume is put back to the one before.

PulseAudio lists what it keeps. PipeWire takes what is written there (its session manager has it from there), and lists
nothing but that; what it keeps of a stream that ended while it was lowered is known to be what that was lowered to.
What is written has arrived only once it is listed: what a program wrote just before it left is lost on a busy machine.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

from coach.desktop.lowered import Lowered, Note, Volumes, spread

_US: Final = "voice-coach"
_PIPEWIRE: Final = "PipeWire"
"""What its part for PulseAudio's clients has in its name."""

_STEPS_OF_VOLUME: Final = 0x10000
_PATIENCE: Final = 1.0
"""Seconds within which PipeWire lists a volume that was written."""
_LOOK: Final = 0.02
"""Seconds between two looks at its list."""


def factor(decibels: float) -> float:
    """What to multiply a volume with to lower the sound by so much: PulseAudio's volumes are cubic."""
    return float(10 ** (-decibels / 60))


class Streams:
    """Other programs' streams on the sound server. Raises `pulsectl.PulseError` and `OSError` where it is gone."""

    def __init__(self, decibels: float, note: Note) -> None:
        import pulsectl

        self._decibels = decibels
        self._note = note
        self._pulse: Any = pulsectl.Pulse(f"{_US}-ducking")
        self._lowered: dict[int, tuple[Lowered, Volumes]] = {}
        self._steps: set[Volumes] = set()

    def close(self) -> None:
        self._pulse.close()

    def mend(self) -> None:
        """Restores what a killed session has left lowered."""
        streams = self._others()
        ended = []
        for left in self._note.left_behind():
            stream = next((one for one in streams.values() if one.is_of(left) and left.is_at(one.volumes)), None)
            if stream is None:
                ended.append(left)
            else:
                stream.set(spread(left.was, len(stream.volumes)))
                del streams[stream.index]
        others = [stream for stream in streams.values() if stream.memory]
        if self._keep([left for left in ended if not any(other.is_of(left) for other in others)], Lowered.is_at):
            self._note.remove()

    def lower(self, depth: float) -> None:
        """Lowers all other streams to `depth`, including new ones; restores them at 0.

        Their volumes are noted on disk before they are first lowered.
        """
        if depth == 0:
            self._put_back()
            return
        streams = self._others()
        self._take(streams.values())
        part = factor(self._decibels * depth)
        for index, (lowered, last) in self._lowered.items():
            stream = streams.get(index)
            if stream is None:
                continue
            if stream.volumes != last:
                # Somebody has changed it since, and that setting stays.
                self._lowered[index] = lowered, lowered.was
                continue
            volumes = tuple(round(volume * part) for volume in lowered.was)
            if volumes == last:
                continue
            self._steps.add(volumes)
            stream.set(volumes)
            self._lowered[index] = lowered, volumes

    def _take(self, streams: Iterable[_Stream]) -> None:
        """Notes the streams that are new since the last call."""
        part = factor(self._decibels)
        found = []
        for stream in streams:
            if stream.index not in self._lowered:
                was = self._before(stream)
                low = tuple(round(volume * part) for volume in was)
                one = Lowered(stream.index, stream.program, stream.memory, was, low, stream.channels)
                found.append((one, stream.volumes))
        if found:
            self._note.write([lowered for lowered, _ in (*self._lowered.values(), *found)])
            self._lowered |= {lowered.index: (lowered, now) for lowered, now in found}

    def _before(self, stream: _Stream) -> Volumes:
        """The volumes of a new stream as they were before its program was lowered."""
        channels = len(stream.volumes)
        if stream.volumes in {spread(step, channels) for step in self._steps}:
            for lowered, _ in self._lowered.values():
                if lowered.memory and stream.is_of(lowered):
                    return spread(lowered.was, channels)
        return stream.volumes

    def _put_back(self) -> None:
        if not self._lowered:
            return
        streams = self._others()
        self._take(streams.values())
        gone = [(lowered, last) for index, (lowered, last) in self._lowered.items() if index not in streams]
        kept = self._keep([one for one, last in gone if last != one.was], lambda _, kept: kept in self._steps)
        for index, (lowered, last) in self._lowered.items():
            stream = streams.get(index)
            if stream is not None and stream.volumes == last != lowered.was:
                stream.set(lowered.was)
        if kept:
            self._lowered, self._steps = {}, set()
            self._note.remove()
        else:
            # Written once more the next time, or by the next session, as the note is still there.
            self._lowered = {index: one for index, one in self._lowered.items() if index not in streams}

    def _keep(self, ended: Iterable[Lowered], is_ours: Callable[[Lowered, Volumes], bool]) -> bool:
        """Has the server keep what streams had before they were lowered. False if it didn't take all of it in time.

        Only where `is_ours` says that what it keeps is what lowering made of it: else somebody has set it since.
        """
        import pulsectl

        left = {lowered.memory: lowered for lowered in ended if lowered.memory}
        if not left or self._pulse.stream_restore_test() is None:
            return True
        if _PIPEWIRE in self._pulse.server_info().server_name:
            written = [self._write(lowered) for lowered in left.values()]
            return all(written)
        for kept in self._pulse.stream_restore_list():
            found = left.get(kept.name)
            if found and is_ours(found, now := _volumes(kept)):
                kept.volume = pulsectl.PulseVolumeInfo(_values(spread(found.was, len(now))))
                self._pulse.stream_restore_write(kept, mode="replace")
        return True

    def _write(self, lowered: Lowered) -> bool:
        """Writes the volume that PipeWire keeps for a program. False if it doesn't list it in time."""
        # A value that was written before changes nothing, and nobody is told; so another one comes first.
        return self._arrives(lowered, lowered.low) and self._arrives(lowered, lowered.was)

    def _arrives(self, lowered: Lowered, volumes: Volumes) -> bool:
        """Writes a volume of the program until PipeWire lists it. False if it doesn't in time."""
        import pulsectl

        channels = lowered.channels or ("mono",)
        wanted = spread(volumes, len(channels))
        kept = pulsectl.PulseVolumeInfo(_values(wanted))
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            self._pulse.stream_restore_write(lowered.memory, volume=kept, channel_list=channels, mode="replace")
            listed = [_volumes(one) for one in self._pulse.stream_restore_list() if one.name == lowered.memory]
            if any(_are_alike(wanted, one) for one in listed):
                return True
            time.sleep(_LOOK)
        return False

    def _others(self) -> dict[int, _Stream]:
        everything = [_Stream(self._pulse, info) for info in self._pulse.sink_input_list()]
        return {stream.index: stream for stream in everything if not stream.is_ours}


class _Stream:
    """One stream of the server."""

    def __init__(self, pulse: Any, info: Any) -> None:
        self._pulse = pulse
        self.index: int = info.index
        self.program: str = info.proplist.get("application.name", "")
        self.memory: str = info.proplist.get("module-stream-restore.id", "")
        self.is_ours = self.program == _US or info.proplist.get("application.process.id") == str(os.getpid())
        self.volumes = _volumes(info)
        self.channels: tuple[str, ...] = tuple(info.channel_list)

    def is_of(self, lowered: Lowered) -> bool:
        """Whether it is a stream of the same program, as the server tells programs apart."""
        return (self.program, self.memory) == (lowered.program, lowered.memory)

    def set(self, volumes: Volumes) -> None:
        import pulsectl

        with suppress(pulsectl.PulseOperationFailed):  # it has ended this instant
            self._pulse.sink_input_volume_set(self.index, pulsectl.PulseVolumeInfo(_values(volumes)))


def _volumes(info: Any) -> Volumes:
    return tuple(round(value * _STEPS_OF_VOLUME) for value in info.volume.values)


def _are_alike(written: Volumes, listed: Volumes) -> bool:
    """Whether they are the same but for rounding: PipeWire lists six decimals of the volume's cube."""
    return len(written) == len(listed) and all(
        abs(one**3 - other**3) <= _STEPS_OF_VOLUME**3 / 500_000 for one, other in zip(written, listed, strict=True)
    )


def _values(volumes: Volumes) -> list[float]:
    return [volume / _STEPS_OF_VOLUME for volume in volumes]
