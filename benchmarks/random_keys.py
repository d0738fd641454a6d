"""Presses keys at random in a terminal for a quarter of an hour: no session may fail, hang or harm the journal.

Sessions on the full screen, twenty times as fast as they are, one after the other: letters, digits, escape sequences
whole and broken, letters of two bytes, other sizes of the window. What fails is printed with the end of what was seen.

    python -m benchmarks.random_keys [--minutes 15] [--seed 1]
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
from pathlib import Path

from benchmarks.harness import options, report
from tests.conftest import coach_in
from tests.support.gym import rows
from tests.support.random_keys import press_at_random


def main() -> None:
    parser = options(__doc__ or "")
    parser.add_argument("--minutes", type=float, default=15, help="how long (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which keys (%(default)s)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coach-keys-") as folder:
        cache = Path(folder) / "cache"
        cache.mkdir()
        coach = coach_in(Path(folder), cache)
        sat = press_at_random(coach, given.minutes * 60, random.Random(given.seed))
        whole = rows(coach, "PRAGMA integrity_check") == [("ok",)]
    failed = [(status, shown) for status, shown in sat.sessions if status not in (0, 130) or "Traceback" in shown]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    row = {
        "keys": sat.keys,
        "sessions": len(sat.sessions),
        "failed": len(failed),
        "journal": "whole" if whole else "not",
    }
    report([row | {"most MiB": round(memory)}], given.json)
    for status, shown in failed[:5]:
        print(f"status {status}: {shown[-2000:]!r}")
    sys.exit(bool(failed) or not whole)


if __name__ == "__main__":
    main()
