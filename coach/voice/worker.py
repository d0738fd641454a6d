"""The speech engine's process: sentences in on stdin, clips out as files, one JSON line each way.

Run as `python -m coach.voice.worker ENGINE [VOICE]`; the voice is loaded at once. It is a process of its own
because an engine may hang or crash, and must take nobody with it. Requests: {"text", "voice", "rate", "out"} writes
the clip of `text` to `out`, unless there is a file; {"voices": true} lists the voices; {"has": voice} asks whether
there is one of that name; {"guessed": text} asks for the words that the engine has in no dictionary. Answers:
{"ok": …}, {"error": "…"}, {"disk": "…"} where only the file can't be written, or {"missing": "…"} to every request
where the engine can't be loaded.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from msgspec.structs import asdict

from coach.atomic import atomic_write_once, scratch_folder, scratch_prefix
from coach.voice.cache import write_sealed
from coach.voice.engines import Synthesizer, load
from coach.voice.levelling import LONGEST_WORD, clip_from
from coach.voice.manner import EngineName


class Renderer:
    """Turns sentences into clips, one at a time."""

    def __init__(self, engine: Synthesizer) -> None:
        self._engine = engine

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to `request`; never raises."""
        try:
            if request.get("voices"):
                return {"ok": [asdict(voice) for voice in self._engine.voices()]}
            if "has" in request:
                return {"ok": self._engine.has(request["has"])}
            if "guessed" in request:
                return {"ok": self._engine.guessed(request["guessed"])}
            return self._render(request)
        except Exception as error:  # an engine may raise anything, and the next sentence may still work
            return {"error": f"{type(error).__name__}: {error}"}

    def _render(self, request: dict[str, Any]) -> dict[str, Any]:
        """Writes the clip that is asked for, whole or not at all; what to answer.

        A clip that another process has put there meanwhile stays, as somebody may have been told its length: an
        engine doesn't say a sentence the same each time.
        """
        text: str = request["text"]
        samples, rate = self._engine.speak(text, request["voice"], request["rate"])
        clip = clip_from(samples, rate, at_most=None if " " in text.strip() else LONGEST_WORD)
        out = Path(request["out"])
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            with atomic_write_once(out) as temporary:
                write_sealed(temporary, clip)
        except OSError as error:
            return {"disk": (error.strerror or str(error)).lower()}
        return {"ok": None}


def serve(answer: Callable[[dict[str, Any]], dict[str, Any]], out: Any) -> None:
    """Answers each line of stdin until it ends."""
    for line in sys.stdin:
        out.write(json.dumps(answer(json.loads(line))) + "\n")
        out.flush()


def main() -> None:
    # Engines print on stdout; the answers go out on a copy of it that they don't know.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    with tempfile.TemporaryDirectory(prefix=scratch_prefix(os.getpid()), dir=scratch_folder()) as name:
        try:
            answer = Renderer(load(cast(EngineName, sys.argv[1]), "".join(sys.argv[2:]), Path(name))).answer
        except Exception as error:  # no engine at all: every request is answered with that
            reason = f"{type(error).__name__}: {error}"
            serve(lambda request: {"missing": reason}, out)
        else:
            serve(answer, out)


if __name__ == "__main__":
    main()
