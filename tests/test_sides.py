"""Exercises done on one side after the other: the weaker first, or on one side alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.journal import Memory, recall
from coach.config.settings import Settings
from coach.journal.entries import Entry, Past, day_of
from coach.journal.rows import put_past
from coach.journal.store import JournalFile
from coach.progression.performed import UNKNOWN, Performed, reported
from coach.routine.model import Side
from coach.session.plan import Plan, Switch
from coach.session.planner import plan
from coach.units import HOUR, Ms
from tests.conftest import Coach
from tests.support.athletes import BEGIN
from tests.support.exercises import exercise, routine

ROW = routine(exercise("row", "Row", sets=2, side="each"))


def known(reps: int | None) -> Performed:
    return UNKNOWN if reps is None else reported(reps)


def before(*done: tuple[Side, Performed]) -> Past:
    """A session with these sets, two for each number."""
    entries = tuple(
        Entry(
            exercise="row",
            name="Row",
            kind="working",
            number=1 + nth // 2,
            how="done",
            asked="10",
            performed=what,
            load=None,
            length=Ms(30_000),
            at=BEGIN,
            spent=Ms(0),
            side=side,
            block="row",
        )
        for nth, (side, what) in enumerate(done)
    )
    return Past(
        uid="a",
        routine="test",
        title="Test",
        file="",
        digest="",
        variant="standard",
        start_at=1,
        started=BEGIN,
        zone=0,
        seen=BEGIN,
        ended=BEGIN,
        how="complete",
        entries=entries,
    )


def planned(tmp_path: Path, past: Past) -> Plan:
    """The session after that one."""
    with JournalFile(tmp_path / "journal.db") as journal:
        journal.write(put_past, past)
        memory = Memory(journal, print, for_session=True)
        remembered, _ = recall(memory, Settings(), kept=True, day=lambda: day_of(Ms(BEGIN + 48 * HOUR), 0)).known(
            ROW, ROW.variants[0], ()
        )
        return plan(ROW, known=remembered)


@pytest.mark.parametrize(
    ("left", "right", "first"),
    [
        ((10, 8), (10, 7), "right"),
        ((10, 7), (10, 8), "left"),
        ((10, 8), (9, 9), "left"),
        ((None, 8), (10, 7), "left"),
    ],
)
def test_the_side_that_did_less_goes_first(
    tmp_path: Path, left: tuple[int | None, ...], right: tuple[int | None, ...], first: Side
) -> None:
    done: list[tuple[Side, Performed]] = []
    for one, other in zip(left, right, strict=True):
        done += [
            ("left", UNKNOWN if one is None else reported(one)),
            ("right", UNKNOWN if other is None else reported(other)),
        ]
    course = planned(tmp_path, before(*done))
    last = "left" if first == "right" else "right"
    assert [one.side for one in course.sets] == [first, last] * 2
    assert [type(step) for step in course.steps].count(Switch) == 2


SIDES = """
title = "Sides"

[[exercise]]
name = "Row"
sets = 2
reps = 2
side = "{}"
"""


def heard(coach: Coach, side: str) -> list[str]:
    (coach.cwd / "sides.toml").write_text(SIDES.format(side))
    run = coach("start", "sides.toml", "--dry-run", "--talk", "brief")
    assert run.status == 0, run.err
    return [line.split(maxsplit=1)[1].strip() for line in run.out.splitlines() if "(" not in line]


def test_one_side_alone(coach: Coach) -> None:
    assert heard(coach, "right") == [
        "Sides.",
        "One exercise, two sets, about two minutes.",
        "Row. Two sets of two reps on the right side only.",
        "Get ready.",
        "One. Last one.",
        "Rest: ninety seconds.",
        "Next: the last set.",
        "Into position.",
        "One. Last one.",
        "That's your sides workout done: one exercise, two sets, in two minutes. You finished every set.",
    ]
    assert coach("show", "sides.toml").out.splitlines()[3].split()[:6] == ["1", "Row", "2", "2", "right", "side"]


def test_both_sides_begin_with_the_left_until_more_is_known(coach: Coach) -> None:
    assert heard(coach, "each")[2:7] == [
        "Row. Two sets of two reps on each side, left side first.",
        "Get ready.",
        "One. Last one.",
        "Switch. Right side.",
        "One. Last one.",
    ]
