"""Reads a million damaged files: each gives a valid plan or located messages, none a traceback or a hang.

Every file is one that is fine after one to four accidents: bytes lost or flipped, lines doubled, swapped or gone,
values and words from elsewhere in the format, deep nesting, wide tables, long strings, odd letters. The files are the
shipped routines, or with `--subject` programs, plans in plain lines, configurations, exported journals, logs, their
names or clips. What breaks the rule is printed with the number that makes it again. Twenty seconds count as a hang.

    python -m benchmarks.mutations [--files 1000000] [--first 0] [--subject "journal as CSV"]
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.harness import options, report
from coach.library.find import Library, shipped
from tests.support.mutations import outcome
from tests.support.subjects import Subject, damaged, subjects

HANG = 20
BATCH = 500


CATALOGUE = Library(()).catalogue()
TEXTS = [path.read_text() for path in sorted((shipped() / "routines").glob("*.toml"))]
FOLDER = Path(tempfile.gettempdir())
SUBJECTS = {"routine": Subject(TEXTS, lambda text: outcome(text, CATALOGUE)), **subjects(FOLDER)}


def _hung(number: int, frame: Any) -> None:
    raise TimeoutError


def read(name: str, where: Path, first: int) -> tuple[Counter[str], list[str], float]:
    """What became of the files `first` to `first + BATCH`; the failures; the longest time that one took, in seconds.

    Those that are read from files are written to `where`.
    """
    signal.signal(signal.SIGALRM, _hung)
    found: Counter[str] = Counter()
    failures = []
    longest = 0.0
    # Each process writes its own.
    folder = where / str(os.getpid())
    folder.mkdir(exist_ok=True)
    subject = SUBJECTS[name] if name == "routine" else subjects(folder)[name]
    for number in range(first, first + BATCH):
        rng = random.Random(number)
        began = time.perf_counter()
        signal.alarm(HANG)
        try:
            found[damaged(subject, rng)] += 1
        except Exception as error:  # whatever it is, it is what is looked for
            failures.append(f"file {number}: {type(error).__name__}: {error}")
        signal.alarm(0)
        longest = max(longest, time.perf_counter() - began)
    return found, failures, longest


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--files", type=int, default=1_000_000, help="how many (%(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first (%(default)s)")
    parser.add_argument("--subject", choices=list(SUBJECTS), default="routine", help="what to damage (%(default)s)")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.files, BATCH)
    began = time.monotonic()
    found: Counter[str] = Counter()
    failures: list[str] = []
    longest = 0.0
    with tempfile.TemporaryDirectory(prefix="coach-mutations-") as where, multiprocessing.Pool() as pool:
        batches = pool.imap_unordered(partial(read, given.subject, Path(where)), numbers)
        for done, (some, broken, slowest) in enumerate(batches, 1):
            found += some
            failures += broken
            longest = max(longest, slowest)
            if sys.stderr.isatty():
                print(f"\r{done * BATCH} files, {len(failures)} failures", end="", file=sys.stderr)
    report([{"first message": name, "files": number} for name, number in found.most_common()], given.json)
    row = {"files": sum(found.values()) + len(failures), "failures": len(failures), "longest s": longest}
    report([row | {"minutes": (time.monotonic() - began) / 60}], given.json)
    for line in failures[:20]:
        print(line)
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
