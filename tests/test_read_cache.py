"""Routines kept as they were read: the same routine, for as long as its file is what it was, and nothing else."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.errors import Code
from coach.library.find import Library, shipped
from coach.library.index import stamp_of
from coach.library.programs import Programs
from coach.library.read_cache import ReadCache
from coach.program.model import Program
from coach.routine.model import Routine
from coach.session.planner import plan
from tests.conftest import Coach

SHIPPED = Library([shipped() / "routines"])
PROGRAMS = Programs(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED.names())
def test_a_kept_routine_equals_the_one_that_was_read(tmp_path: Path, name: str) -> None:
    file, read, cache = SHIPPED.path(name), SHIPPED.load(name), ReadCache(tmp_path, "basis", Routine)
    cache.keep(file, read, stamp_of(file))
    kept = cache.get(file)
    assert kept
    for variant in read.variants:
        for then, now in zip(plan(read, variant.name).sets, plan(kept, variant.name).sets, strict=True):
            assert replace(now.exercise, source=None, group=None) == replace(then.exercise, source=None, group=None)
            assert replace(now, exercise=then.exercise, round=None) == replace(then, round=None)
    mistakes = [
        exercise.source.mistake(Code.UNHEARD, "is too long", "shorten it", exercise.cues[0])
        for routine in (read, kept)
        if (exercise := routine.variant(None).exercises[0]).source
    ]
    assert mistakes[0] == mistakes[1]


EVERY_NOTATION = """
title = "All"

[group.A]
kind = "ladder"

[[exercise]]
use = "pull-up"
sets = "2-3"
reps = "8-10"
rpe = "7-8"
rest = "60-90 s"
tempo = "2-0-1-1"
load = "bodyweight - 20 kg"
call = [{ at = "half", say = "Halfway." }]

[[exercise]]
name = "Plank"
group = "A"
reps = "30 s"
rir = 2
"""


def test_a_routine_with_every_notation_is_kept(tmp_path: Path) -> None:
    file, cache = tmp_path / "all.toml", ReadCache(tmp_path / "cache", "basis", Routine)
    file.write_text(EVERY_NOTATION)
    cache.keep(file, SHIPPED.load(str(file)), stamp_of(file))
    kept = cache.get(file)
    assert kept
    assert kept.variant().exercises[0].sets[0].effort


@pytest.mark.parametrize("name", PROGRAMS.names())
def test_a_program_that_is_kept_is_what_was_read(tmp_path: Path, name: str) -> None:
    file, read, cache = PROGRAMS.path(name), PROGRAMS.load(name), ReadCache(tmp_path, "basis", Program)
    cache.keep(file, read, stamp_of(file))
    assert cache.get(file) == read
    assert ReadCache(tmp_path, "basis", Routine).get(file) is None


def test_a_mistake_in_a_day_of_a_kept_program_has_its_line(tmp_path: Path) -> None:
    file, cache = tmp_path / "mine.toml", ReadCache(tmp_path / "cache", "basis", Program)
    file.write_text('title = "Mine"\n[[day]]\ntitle = "Own"\n[[day.exercise]]\nuse = "pull-up"\n')
    cache.keep(file, PROGRAMS.load(str(file)), stamp_of(file))
    kept = cache.get(file)
    assert kept
    (day,) = kept.phases[0].days
    assert day.written
    (pull_up,) = day.written.variant().exercises
    assert pull_up.source
    assert pull_up.source.mistake(Code.UNHEARD, "is too long").line == 4


def test_a_kept_routine_is_valid_until_one_of_its_sources_changes(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "Mine"\n[[exercise]]\nname = "Row"\n')
    cache = ReadCache(tmp_path / "cache", "basis", Routine)
    cache.keep(file, Library(()).load(str(file)), stamp_of(file))
    assert cache.get(file)
    assert ReadCache(tmp_path / "cache", "another", Routine).get(file) is None
    os.utime(file, (1, 1))
    assert cache.get(file) is None


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("exit 1",)


@pytest.mark.parametrize("found", [pickle.dumps(Evil()), pickle.dumps([1]), b"", b"\x80\x05"])
def test_only_a_routine_can_be_read_from_the_cache(tmp_path: Path, found: bytes) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('title = "Mine"\n[[exercise]]\nname = "Row"\n')
    cache = ReadCache(tmp_path / "cache", "basis", Routine)
    cache.keep(file, Library(()).load(str(file)), stamp_of(file))
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(kept.read_bytes()[:65] + found)
    assert cache.get(file) is None


def test_a_session_begins_without_what_checks_a_file(coach: Coach) -> None:
    """And says the same; a mistake that only shows in planning is still reported with its line."""
    coach.env["XDG_CACHE_HOME"] = str(coach.home / "cache")
    (coach.cwd / "mine.toml").write_text('title = "Mine"\n[[exercise]]\nname = "Row"\nreps = 3\n')
    first = coach("script", "mine.toml")
    assert (first.status, coach("script", "mine.toml")) == (0, first)
    (coach.cwd / "mine.toml").write_text('title = "Mine"\n[[exercise]]\nname = "Pull"\nreps = 3\n')
    assert "Pull." in coach("script", "mine.toml").out


def test_a_day_of_a_program_that_was_read_before_begins_without_what_checks_a_file(coach: Coach) -> None:
    coach.env["XDG_CACHE_HOME"] = str(coach.home / "cache")
    first, again = (coach("today", "full-body-start", env={"PYTHONPROFILEIMPORTTIME": "1"}) for _ in range(2))
    assert ("pydantic" in first.err, "pydantic" in again.err) == (True, False)
    assert first.out == again.out
