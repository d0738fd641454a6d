"""The speakers there are."""

from __future__ import annotations

from collections.abc import Callable

from coach.audio.speaker import Speaker, SpeakerName


def make_speaker(name: SpeakerName, clock: Callable[[], float]) -> Speaker:
    """The speaker called `name`; `clock` gives monotonic seconds. Loads its library.

    Raises `NoDevice` if the library isn't installed.
    """
    match name:
        case "silent":
            from coach.audio.silent import SilentSpeaker

            return SilentSpeaker(clock)
        case "miniaudio":
            from coach.audio.miniaudio_speaker import MiniaudioSpeaker

            return MiniaudioSpeaker()
        case "simpleaudio":
            from coach.audio.simpleaudio_speaker import SimpleaudioSpeaker

            return SimpleaudioSpeaker(clock)
