"""The speech engine's process: sentences in on stdin, clips out as files, one JSON line each way.

Run as `python -m coach.voice.worker`. It is a process of its own because an engine may hang or crash,
and must take nobody with it. Requests: {"text", "voice", "rate", "out"} writes the clip of `text`
to `out`; {"voices": true} lists the voices. Answers: {"ok": …} or {"error": "…"}.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from coach.atomic import atomic_write
from coach.audio.clip import write_clip
from coach.voice.levelling import clip_from, read_speech

_LONGEST_DATA_PATH: Final = 120
"""espeak-ng cuts longer paths off (it keeps 160 bytes for the path of any of its files)."""


def open_engine(folder: Path) -> Any:
    """pyttsx3's engine for this platform; on Linux with the espeak-ng that came as a wheel.

    `folder` is for what the engine needs while it runs.
    """
    if sys.platform == "linux":
        _offer_espeak(folder)
    import pyttsx3

    if pyttsx3.engine.default_engine_by_sys_platform() == "espeak":
        _speak_in_turn()
    return pyttsx3.init()


def _speak_in_turn() -> None:
    """Has pyttsx3's espeak driver synthesise in the calling thread instead of in one of espeak's own.

    As it stands (2.99), the driver's loop and espeak's thread race, and one sentence in seventy comes out
    empty. In espeak's synchronous mode there is no thread; the event that ends a sentence, which that mode
    leaves out, is sent here, and nothing is left for the driver to wait for.
    """
    from pyttsx3.drivers import _espeak, espeak

    synthesise = _espeak.Synth
    end = (_espeak.EVENT * 1)(_espeak.EVENT(type=_espeak.EVENT_MSG_TERMINATED))

    def synthesise_to_the_end(*given: Any, **named: Any) -> None:
        synthesise(*given, **named)
        _espeak.SynthCallback(None, 0, end)

    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
    _espeak.Synth = synthesise_to_the_end
    espeak.time = SimpleNamespace(sleep=lambda seconds: None)


def _offer_espeak(folder: Path) -> None:
    """Loads the wheel's espeak-ng, so that pyttsx3's driver finds it by its soname."""
    try:
        import espeakng_loader
    except ImportError:
        return
    data = Path(espeakng_loader.get_data_path())
    try:
        ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError:
        return
    if len(str(data)) > _LONGEST_DATA_PATH:
        link = folder / "espeak-ng-data"
        link.symlink_to(data)
        data = link
    os.environ["ESPEAK_DATA_PATH"] = str(data)


class Renderer:
    """Turns sentences into clips, one at a time: pyttsx3 writes only the last of several files asked for at once."""

    def __init__(self, engine: Any, folder: Path) -> None:
        self._engine = engine
        self._own_voice = engine.getProperty("voice")
        self._raw = folder / "speech"

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """What to answer to `request`; never raises."""
        try:
            if request.get("voices"):
                return {"ok": self._voices()}
            return {"ok": self._render(request)}
        except Exception as error:  # an engine may raise anything, and the next sentence may still work
            return {"error": f"{type(error).__name__}: {error}"}

    def _voices(self) -> list[dict[str, Any]]:
        return [
            {"id": voice.id, "name": voice.name, "languages": [_language(code) for code in voice.languages or []]}
            for voice in self._engine.getProperty("voices")
        ]

    def _render(self, request: dict[str, Any]) -> int:
        self._raw.unlink(missing_ok=True)
        self._engine.setProperty("voice", request["voice"] or self._own_voice)
        self._engine.setProperty("rate", request["rate"])
        self._engine.save_to_file(request["text"], str(self._raw))
        self._engine.runAndWait()
        clip = clip_from(*read_speech(self._raw))
        out = Path(request["out"])
        out.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(out) as temporary:
            write_clip(temporary, clip)
        return clip.length


def _language(code: object) -> str:
    """A language code as text; espeak's begin with a byte that is a priority."""
    text = code.decode(errors="ignore") if isinstance(code, bytes) else str(code)
    return "".join(c for c in text if c.isprintable())


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]], out: Any) -> None:
    """Answers each line of stdin until it ends."""
    for line in sys.stdin:
        out.write(json.dumps(answer(json.loads(line))) + "\n")
        out.flush()


def main() -> None:
    # pyttsx3 prints on stdout; the answers go out on a copy of it that it doesn't know.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with tempfile.TemporaryDirectory(prefix="coach-") as name:
        folder = Path(name)
        try:
            answer = Renderer(open_engine(folder), folder).answer
        except Exception as error:  # no engine at all: say so to whoever asks
            reason = f"{type(error).__name__}: {error}"
            serve(lambda request: {"error": reason}, out)
        else:
            serve(answer, out)


if __name__ == "__main__":
    main()
