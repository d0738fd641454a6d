"""Measures how fast `coach render back --variant advanced`, of 72 minutes, is: how many times real time, from starting
the process to the whole file.

With an empty cache, where every sentence is spoken first, for each engine that is installed (target 500 times with
hibari, the default), and with a full one (3,000).
Beside it, in the same run, a loop in Python that writes the same bytes and does nothing else, in blocks of 1 MB,
and one that leaves holes where a quarter of a second is silent: no renderer is quicker than these. `ratio` is how
many times as long rendering with a full cache takes. Medians.

    python -m benchmarks.rendering
"""

from __future__ import annotations

import wave
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.harness import Home, home, median, options, report, seconds
from coach.audio.clip import RATE, WIDTH
from coach.voice.manner import ENGINES, is_installed

SESSION = ("back", "--variant", "advanced")
BLOCK = 1_000_000
HOLE = RATE // 4 * WIDTH
"""The least silence that is left out, which is what the coach leaves out too."""


def render(at: Home, file: Path, *words: str) -> float:
    """Seconds that rendering takes, with more `words` on the command line."""
    # A file that is overwritten is slower to write than a new one.
    file.unlink(missing_ok=True)
    return seconds(partial(at.coach, "render", *SESSION, "-o", str(file), *words))


def render_in_a_new_home(engine: str) -> float:
    """Seconds that rendering takes with an empty cache."""
    with home() as at:
        return render(at, at.folder / "session.wav", "--voice", engine)


def write(pcm: memoryview, file: Path, block: int, holes: bool) -> None:
    """Writes `pcm` to a new file, with nothing stored for silent blocks where `holes` says so."""
    silence = bytes(block)
    with file.open("wb") as out:
        for begin in range(0, len(pcm), block):
            piece = pcm[begin : begin + block]
            if holes and bytes(piece) == silence[: len(piece)]:
                out.seek(len(piece), 1)
            else:
                out.write(piece)
        out.truncate(len(pcm))


def write_alone(source: Path, block: int, holes: bool) -> float:
    """Seconds that writing what is in `source` takes."""
    file = source.with_name("alone.wav")
    file.unlink(missing_ok=True)
    data = memoryview(source.read_bytes())
    return seconds(partial(write, data, file, block, holes))


def main() -> None:
    given = options(__doc__ or "", runs=5).parse_args()
    with home() as at:
        at.coach("script", *SESSION)
        file = at.folder / "session.wav"
        empty = {
            each: median(partial(render_in_a_new_home, each), given.runs) for each in filter(is_installed, ENGINES)
        }
        full = median(partial(render, at, file), given.runs)
        plain = median(partial(write_alone, file, BLOCK, holes=False), given.runs)
        holes = median(partial(write_alone, file, HOLE, holes=True), given.runs)
        with wave.open(str(file), "rb") as session:
            length = session.getnframes() / RATE

    def row(what: str, took: float, target: int | None = None) -> dict[str, Any]:
        return {"what": what, "seconds": took, "times real time": round(length / took), "target": target}

    default = next(iter(ENGINES))
    rows = [row(f"render, empty cache, {each}", took, 500 if each == default else None) for each, took in empty.items()]
    rows.append(row("render, full cache", full, 3000))
    rows += [row("writing the same bytes", plain) | {"ratio": full / plain}]
    rows += [row("writing them with holes", holes) | {"ratio": full / holes}]
    report(rows, given.json)


if __name__ == "__main__":
    main()
