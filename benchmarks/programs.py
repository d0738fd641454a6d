"""Measures what planning a year of a program takes, five days a week: the shipped `five-days`, all of it done.

The program has been read; 260 sessions are planned one after the other, each by what was done before. It is the time of
the processor, as a busy machine makes the time on the wall meaningless for so short a work.

    python -m benchmarks.programs
"""

from __future__ import annotations

import time

from benchmarks.harness import median, options, report
from coach.library.find import Library, shipped
from coach.library.programs import Programs
from coach.notation import Load
from coach.program.model import Program
from coach.program.simulate import Athlete, simulate

WEEKS = 52
LIFTS = ("barbell-back-squat", "barbell-bench-press", "deadlift", "barbell-overhead-press", "barbell-bent-over-row")
ATHLETE = Athlete(starts={lift: Load(60, "kg", False) for lift in LIFTS})


def plan_a_year(program: Program, library: Library) -> float:
    """Plans each session of a year; the seconds of the processor that it takes."""
    began = time.process_time()
    for _ in simulate(program, library.load, WEEKS, ATHLETE):
        pass
    return time.process_time() - began


def main() -> None:
    given = options(__doc__ or "", runs=9).parse_args()
    library = Library((shipped() / "routines",))
    program = Programs(library).load("five-days")
    took = median(lambda: plan_a_year(program, library), given.runs)
    report([{"what": "a year of five days a week", "seconds": took, "target": 0.2}], given.json)


if __name__ == "__main__":
    main()
