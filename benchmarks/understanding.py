"""Measures how well each engine is understood: a recogniser writes down every sentence of what ships.

Each sentence is rendered as in a session, and heard clean and in pink noise at the signal-to-noise ratios given:
counts and other single words one by one, sentences as many as fill half a minute, which is what the recogniser takes
in at once. The figure is the word error rate: words put in, left out or taken for others, by the words there are. The
worst sentences of the first engine are listed. The recogniser lives in an environment of its own (see
`benchmarks/recogniser.py`), whose Python is given.

    python -m benchmarks.understanding --ear ear/bin/python
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np

from benchmarks.harness import options, report
from coach.audio.clip import PER_MS, RATE, WIDTH, Clip, read_clip, write_clip
from coach.cli import compose, runtime
from coach.config.settings import Settings
from coach.player.clips import wanted_sentences
from coach.session.planner import plan
from coach.voice.engine import SpeechProcess
from coach.voice.manner import EngineName, manner

CLEAN = "clean"
WINDOW_MS = 27_000
_GAP = bytes(700 * PER_MS * WIDTH)
_SILENCE = bytes(RATE // 2 * WIDTH)
WORST = 30
UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@dataclass(frozen=True)
class Heard:
    """A sentence, what the recogniser took it for, and how many of its words were mistaken."""

    text: str
    taken_for: str
    mistaken: int
    words: int

    @property
    def is_count(self) -> bool:
        return self.words == 1 and words(self.text)[0] in {*UNITS, *TENS}


def shipped_sentences() -> list[str]:
    """Every sentence that any variant of any routine that ships may need."""
    library, language = compose.library(), runtime.language()
    found: dict[str, None] = {}
    for name in library.names():
        routine = library.load(name)
        for variant in routine.variants:
            found |= dict.fromkeys(wanted_sentences(plan(routine, variant.name), language))
    return list(found)


def words(text: str) -> list[str]:
    """The words of a text, numbers written out, so that "3 sets" and "Three sets." are the same."""
    plain = re.sub(r"\d+", lambda found: " ".join(_number(int(found[0]))), text.lower().replace("%", " percent"))
    return re.findall(r"[a-z]+", plain.replace("'", "").replace("-", " "))


def _number(n: int) -> Iterator[str]:
    if n >= 100:
        yield from _number(n // 100)
        yield "hundred"
        n %= 100
        if not n:
            return
    if n >= 20:
        yield TENS[n // 10]
        n %= 10
        if not n:
            return
    yield UNITS[n]


def mistakes(said: Sequence[str], heard: Sequence[str]) -> list[int]:
    """How many mistakes there are at each word of `said`, the least that makes it of `heard`; one more for its end."""
    rows = [list(range(len(heard) + 1))]
    for index, word in enumerate(said, 1):
        row, before = [index], rows[-1]
        for column, other in enumerate(heard, 1):
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + (word != other)))
        rows.append(row)
    found = [0] * (len(said) + 1)
    index, column = len(said), len(heard)
    while index or column:
        here = rows[index][column]
        if index and column and here == rows[index - 1][column - 1] + (said[index - 1] != heard[column - 1]):
            index, column = index - 1, column - 1
            found[index] += said[index] != heard[column]
        elif index and here == rows[index - 1][column] + 1:
            index -= 1
            found[index] += 1
        else:
            column -= 1
            found[max(index - 1, 0)] += 1
    return found


def alone(clip: Clip) -> Clip:
    """`clip` with half a second of silence around it: the recogniser needs some to make out a single word."""
    return Clip(_SILENCE + clip.pcm + _SILENCE)


def in_noise(clip: Clip, ratio: float, seed: int) -> Clip:
    """`clip` in pink noise `ratio` dB below its speech; both with half a second around it, as all are heard."""
    speech = np.frombuffer(alone(clip).pcm, "<i2") / 32768
    white = np.fft.rfft(np.random.default_rng(seed).standard_normal(len(speech)))
    pink = np.fft.irfft(white / np.sqrt(np.maximum(np.arange(len(white)), 1)), len(speech))
    power = np.mean((np.frombuffer(clip.pcm, "<i2") / 32768) ** 2)
    noise = pink * np.sqrt(power / 10 ** (ratio / 10) / np.mean(pink**2))
    mixed = speech + noise
    return Clip(np.round(mixed / max(1.0, np.abs(mixed).max()) * 32767).astype("<i2").tobytes())


def recognised(files: Sequence[Path], ear: str) -> Iterator[str]:
    """What the recogniser takes each file for."""
    command = [ear, str(Path(__file__).with_name("recogniser.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for file in files:
            process.stdin.write(f"{file}\n")
            process.stdin.flush()
            yield process.stdout.readline()


def measured(engine: str, texts: Sequence[str], condition: str, ear: str) -> list[Heard]:
    """How each of `texts` is understood, spoken by `engine` in `condition` (a signal-to-noise ratio, or clean)."""
    chosen = manner(engine, Settings().rate)
    process, spoken = SpeechProcess(chosen), runtime.speller(chosen.engine)
    with tempfile.TemporaryDirectory(prefix="coach-benchmark-") as folder:
        clips = []
        for seed, text in enumerate(texts):
            # A clip that is there is never written again.
            path = Path(folder) / f"sentence-{seed}.wav"
            process.render(spoken(text), path)
            clip = read_clip(path)
            clips.append(alone(clip) if condition == CLEAN else in_noise(clip, float(condition), seed))
        process.close()
        groups = list(_windows(texts, clips))
        files = [Path(folder) / f"{index}.wav" for index in range(len(groups))]
        for group, file in zip(groups, files, strict=True):
            write_clip(file, Clip(_GAP.join(clips[index].pcm for index in group)))
        found = []
        for group, line in zip(groups, recognised(files, ear), strict=True):
            found += list(_heard([texts[index] for index in group], line.strip()))
    return found


def _windows(texts: Sequence[str], clips: Sequence[Clip]) -> Iterator[list[int]]:
    """The places of the sentences that are heard together, in no order that tells what comes next."""
    order = np.random.default_rng(0).permutation(len(texts)).tolist()
    window: list[int] = []
    for index in order:
        if len(words(texts[index])) == 1:
            yield [index]
        elif sum(clips[one].length + 700 for one in (*window, index)) > WINDOW_MS:
            yield window
            window = [index]
        else:
            window.append(index)
    if window:
        yield window


def _heard(texts: Sequence[str], line: str) -> Iterator[Heard]:
    """What each of `texts`, heard one after the other, was mistaken for."""
    said, heard = [words(text) for text in texts], words(line)
    if "".join(map("".join, said)) == "".join(heard):
        heard = [word for text in said for word in text]
    wrong = mistakes([word for text in said for word in text], heard)
    at = 0
    for text, own in zip(texts, said, strict=True):
        # A recogniser that loses its way puts in the same word a hundred times.
        yield Heard(text, line, min(sum(wrong[at : at + len(own)]), len(own)), len(own))
        at += len(own)


def rate(heard: Sequence[Heard]) -> float | None:
    """The word error rate in percent."""
    total = sum(one.words for one in heard)
    return 100 * sum(one.mistaken for one in heard) / total if total else None


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--ear", required=True, help="the Python of the recogniser's environment")
    parser.add_argument("--engines", nargs="+", default=list(get_args(EngineName)), help="voices (%(default)s)")
    parser.add_argument("--conditions", nargs="+", default=[CLEAN, "10", "5"], help="clean, or dB (%(default)s)")
    parser.add_argument(
        "--every", type=int, default=1, help="every so many of the sentences that are no counts (%(default)s)"
    )
    given = parser.parse_args()
    every = [Heard(text, "", 0, len(said)) for text in shipped_sentences() if (said := words(text))]
    # There are few counts, so all of them are heard.
    texts = [one.text for one in every if one.is_count]
    texts += [one.text for one in every if not one.is_count][:: given.every]
    rows: list[dict[str, Any]] = []
    worst: list[Heard] = []
    for engine in given.engines:
        for condition in given.conditions:
            heard = measured(engine, texts, condition, given.ear)
            counts, others = [one for one in heard if one.is_count], [one for one in heard if not one.is_count]
            rows.append({"voice": engine, "noise": condition, "counts": rate(counts), "sentences": rate(others)})
            print(rows[-1], file=sys.stderr)
            if engine == given.engines[0]:
                worst += [one for one in heard if one.mistaken and condition in (CLEAN, "5")]
    report(rows, given.json)
    for one in sorted(worst, key=lambda one: one.mistaken / one.words, reverse=True)[:WORST]:
        print(f"{one.mistaken} of {one.words}: {one.text}  ->  {one.taken_for}")


if __name__ == "__main__":
    main()
