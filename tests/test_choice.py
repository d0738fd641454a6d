"""Which variant a session is in: what was asked for, what was done last, and the choice that a beginner is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.journal.entries import Past
from coach.journal.history import last_played
from coach.journal.keeper import Keeper
from coach.journal.store import JournalFile
from coach.library.find import Library, shipped
from coach.session.adjusted import with_buttons, with_choice
from coach.session.answers import NO_ANSWER, Reply
from coach.session.commands import Command
from coach.session.obeying import obey
from coach.session.plan import Opening, Plan
from coach.session.planner import plan
from coach.session.state import Session
from coach.speech import english
from coach.units import SECOND, Ms
from tests.conftest import Coach
from tests.support.gym import hurried

PRESS = """
title = "Press"
default_variant = "easy"

[[exercise]]
name = "Press"
sets = 1
reps = 2
tempo = "1-0-1-0"

[variant.easy]
audience = "if you're new"

[variant.hard]
audience = "if you aren't"
reps = 3

[variant.light]
reps = 1
"""


def said(coach: Coach, *words: str) -> list[str]:
    run = coach(*words)
    assert run.status == 0, run.err
    return [line.split("  ")[-1] for line in run.out.splitlines()]


@pytest.fixture
def press(coach: Coach) -> Coach:
    (coach.cwd / "press.toml").write_text(PRESS)
    return coach


CHOICE = ["Press.", "Two versions: easy, if you're new; hard, if you aren't.", "Easy it is; press V for the other."]


def test_the_first_time_the_coach_says_for_whom_each_variant_is(press: Coach) -> None:
    assert said(press, "script", "press.toml")[:3] == CHOICE
    assert said(press, "script", "press.toml", "--variant", "hard")[:2] == ["Press.", "Hard version."]
    assert said(press, "script", "press.toml", "--variant", "light")[:2] == ["Press.", "Light version."]
    assert said(press, "script", "press.toml", "--recorded")[:2] == ["Press.", "Easy version."]


def test_one_key_takes_the_other_variant(press: Coach) -> None:
    lines = said(press, "start", "press.toml", "--dry-run", "--press", "2 variant")
    assert lines[:2] == CHOICE[:2]
    assert lines[2:6] == ["Press.", "Hard version.", "One exercise, one set, about one minute.", "Press. Three reps."]
    back = said(press, "start", "press.toml", "--dry-run", "--press", "2 variant, 3 variant")
    assert back[4:7] == ["Press.", "Two versions: easy, if you're new; hard, if you aren't.", CHOICE[2]]
    assert "Press. Two reps." in back
    late = said(press, "start", "press.toml", "--dry-run", "--press", "16.5 variant")
    assert "There's no other version to switch to now." in late


def test_later_sessions_begin_with_the_variant_that_was_done_last(press: Coach) -> None:
    hurried(press, "start", "press.toml", "--variant", "hard", "--mute").communicate()
    assert said(press, "script", "press.toml")[:2] == ["Press.", "Hard version."]
    press.config.mkdir(parents=True, exist_ok=True)
    (press.config / "config.toml").write_text('variant = "light"\n')
    assert said(press, "script", "press.toml")[:2] == ["Press.", "Light version."]


def choice(name: str) -> Plan:
    routine = Library([shipped() / "routines"]).load(name)
    return with_choice(plan(routine), routine, lambda variant: plan(routine, variant))


@pytest.mark.parametrize("name", Library([shipped() / "routines"]).names())
def test_every_shipped_routine_gives_a_beginner_the_choice_in_ten_seconds(name: str) -> None:
    offered = with_buttons(choice(name))
    assert (offered.variant, [one.variant for one in offered.others]) == ("beginner", ["advanced"])
    opening = offered.steps[0]
    assert isinstance(opening, Opening)
    versions = [line for _, line in english.opening(opening) if "versions:" in line or "press V" in line]
    assert len(versions) == 2
    assert sum(map(english.estimate, versions)) <= 10_000


def test_the_journal_has_the_variant_that_was_done(tmp_path: Path) -> None:
    offered = choice("chest")
    begun = Past("u", "chest", "Chest", "", "", offered.variant, 1, 1000, 0, 1000, None, "open")
    keeper = Keeper(tmp_path / "journal.db", begun, lambda: 2000, lambda: 0.0, print)
    keeper.begin(Session(offered))
    other, answer = obey(Session(offered), Command.VARIANT, Ms(500), 20 * SECOND)
    assert answer is NO_ANSWER
    assert (other.plan.variant, [one.variant for one in other.plan.others]) == ("advanced", ["beginner"])
    again, _ = obey(other, Command.VARIANT, Ms(900), 20 * SECOND)
    assert again.plan.variant == "beginner"
    ready = Session(other.plan, index=1)
    assert obey(ready, Command.VARIANT, Ms(900), 20 * SECOND)[1].reply is Reply.NO_VARIANT
    keeper.end(other)
    keeper.close(other)
    with JournalFile(tmp_path / "journal.db") as journal:
        past = journal.read(last_played)
    assert past is not None
    assert past.variant == "advanced"
