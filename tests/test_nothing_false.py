"""Nothing false is ever said: every sentence about the past, over weeks of every shipped routine, against the truth."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.journal.store import JournalFile
from coach.library.find import Library, shipped
from coach.routine.model import Routine
from tests.support.athletes import ATHLETES, Athlete, Diary, weeks
from tests.support.truth import check

ROUTINES = [Library([shipped() / "routines"]).load(name) for name in Library([shipped() / "routines"]).names()]
WEEKS = 16


def shared(athlete: Athlete) -> Sequence[tuple[Routine, str]]:
    """The routines that one of the athletes trains: all of them together train every variant of every one.

    With `COACH_LONG` set, each of them trains every variant.
    """
    every = [(routine, variant.name) for routine in ROUTINES for variant in routine.variants]
    return every if os.environ.get("COACH_LONG") else every[ATHLETES.index(athlete) :: len(ATHLETES)]


HEARD = {
    "improves": ["More weight today: ", "Same weight today, ", "Less help today: ", "Your best "],
    "stalls": ["or more in every set."],
    "fails": ["Lighter today, so you can build back up: ", "Same again today."],
    "skips": ["More weight today: "],
    "stops early": ["More weight today: "],
    "says nothing": ["one not counted", "More weight today."],
    "only presses": ["or more in every set."],
    "at their own pace": [" by the plan"],
}
"""What each of them has to hear at least once, so that the test is about something."""


@pytest.mark.parametrize("athlete", ATHLETES, ids=[athlete.name for athlete in ATHLETES])
def test_every_sentence_about_the_past_is_true(athlete: Athlete, tmp_path: Path) -> None:
    with JournalFile(tmp_path / "journal.db") as journal:
        diary = Diary(athlete, journal)
        for trained in weeks(diary, list(shared(athlete)), WEEKS):
            check(diary.sessions, trained)
    heard = [said.line for session in diary.sessions for said in session.said]
    heard += [session.bests for session in diary.sessions]
    assert [part for part in HEARD[athlete.name] if not any(part in line for line in heard)] == []


def test_one_lift_in_two_routines_has_two_pasts(tmp_path: Path) -> None:
    chest, upper = (next(one for one in ROUTINES if one.name == name) for name in ("chest", "full-upper"))
    with JournalFile(tmp_path / "journal.db") as journal:
        diary = Diary(ATHLETES[0], journal)
        for trained in weeks(diary, [(chest, "advanced"), (upper, "advanced")], 6):
            check(diary.sessions, trained)
    _, first, *later = (one for one in diary.sessions)
    assert "Last time, in chest: fifty kilos, seven, seven, six." in [said.line for said in first.said]
    assert not [said.line for session in later for said in session.said if said.line.startswith("Last time, in ")]
