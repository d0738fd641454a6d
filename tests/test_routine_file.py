"""Routine files: they mean what they say, and every mistake is shown where it stands."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.library.find import Library, read_text, shipped
from coach.notation import Count, Reps, Span
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.name_words import name_key
from coach.routine.file.positions import Places
from coach.routine.file.reader import read_routine
from coach.routine.file.toml import parse
from coach.routine.model import Routine
from coach.units import SECOND
from tests.support.mutations import mutated, outcome


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Library(()).catalogue()


def read(text: str, catalogue: Catalogue) -> Routine:
    return read_routine(text, "test.toml", "test", catalogue)


def mistakes(text: str, catalogue: Catalogue) -> list[str]:
    with pytest.raises(CoachError) as error:
        read(text, catalogue)
    return [str(mistake) for mistake in error.value.mistakes]


def test_five_lines_make_a_routine(catalogue: Catalogue) -> None:
    routine = read('title = "Short"\n[[exercise]]\nname = "Push-up"\nreps = "8-12"\nside = "both"\n', catalogue)
    (exercise,) = routine.variant().exercises
    assert routine.default_variant == "standard"
    assert (exercise.id, exercise.name, exercise.count) == ("push-up", "Push-up", Count(3, 3))
    assert {(asked.reps, asked.rest) for asked in exercise.sets} == {(Reps(8, 12), Span(90 * SECOND, 90 * SECOND))}


def test_the_nearest_setting_wins(catalogue: Catalogue) -> None:
    """Catalogue, defaults, the exercise itself, the variant, the variant's change: the later the stronger."""
    routine = read(
        """
title = "Layers"
[defaults]
tempo = "3-0-1-0"
rest = "60 s"
[[exercise]]
use = "pull-up"
[[exercise]]
use = "machine-row"
tempo = "1-0-1-0"
sets = 4
[variant.plain]
[variant.more]
sets = 5
change.machine-row = { sets = 6 }
""",
        catalogue,
    )
    plain, more = (routine.variant(name).exercises for name in ("plain", "more"))
    assert [str(e.sets[0].tempo) for e in plain] == ["3-0-1-0", "1-0-1-0"]
    assert [e.count.high for e in plain] == [3, 4]
    assert [e.count.high for e in more] == [5, 6]
    assert {e.sets[0].rest.middle for e in more} == {60_000}


def test_a_swap_keeps_how_much_and_changes_what(catalogue: Catalogue) -> None:
    routine = read(
        """
title = "Swap"
[[exercise]]
use = "pull-up"
sets = 4
reps = "6+"
cues = ["Mine."]
[variant.easy]
swap.pull-up = { use = "Assisted pull-up", reps = 8 }
""",
        catalogue,
    )
    (exercise,) = routine.variant("easy").exercises
    assert (exercise.id, exercise.count, exercise.sets[0].reps) == ("assisted-pull-up", Count(4, 4), Reps(8, 8))
    assert "Mine." not in exercise.cues


def test_every_mistake_in_one_go(catalogue: Catalogue) -> None:
    text = """title = "Wrong"
sumary = "typo"
per_week = "often"

[defaults]
rest = 90

[[exercise]]
use = "pul-up"
rset = "60 s"

[[exercise]]
name = "Barbell shrug"
sets = 0
reps = [1, 2]
side = "top"
cues = "Up."

[[exercise]]
sets = 3

[variant.easy]
tempo = "quick"
swap.dead-lift = { name = "Row", lode = "5 kg" }
"""
    assert mistakes(text, catalogue) == [
        'test.toml:2: unknown key "sumary"; did you mean "summary"?',
        'test.toml:3: per_week: "often" is not a number of sessions; write 3 or "2-3"',
        'test.toml:6: defaults: rest: 90 has no unit; write "90 s" or "90 min"',
        'test.toml:9: exercise 1 "pul-up": the catalogue has no exercise "pul-up"; did you mean "pull-up"?',
        'test.toml:10: exercise 1 "pul-up": unknown key "rset"; did you mean "rest"?',
        'test.toml:14: exercise 2 "Barbell shrug": sets: 0 is out of bounds; at least 1, at most 99',
        'test.toml:15: exercise 2 "Barbell shrug": reps: [1, 2] is not a number of reps; write reps = "1, 2"',
        'test.toml:16: exercise 2 "Barbell shrug": side: "top" is not one of its values; '
        'write "both", "each", "left" or "right"',
        'test.toml:17: exercise 2 "Barbell shrug": cues: "Up." is a text; write a list: ["…", "…"]',
        'test.toml:19: exercise 3: has neither "name" nor "use"; add name = "…" or use = "…"',
        'test.toml:23: variant "easy": tempo: "quick" is not a tempo; write "2-0-1-1" (lowering, bottom, lifting '
        "and top, in seconds; x is as fast as you can)",
        'test.toml:24: variant "easy", swap "dead-lift": unknown key "lode"; did you mean "load"?',
        'test.toml:24: variant "easy", swap "dead-lift": this routine has no exercise "dead-lift"; '
        "the exercises are pul-up, barbell-shrug, exercise",
    ]


def test_names_that_name_nothing(catalogue: Catalogue) -> None:
    text = """title = "Names"
default_variant = "advancd"
[[exercise]]
use = "pul-up"
[[exercise]]
sets = 3
[[exercise]]
use = "machine-row"
easier = "mashine-row"
[variant.advanced]
swap.machine-rowz = { use = "pulley-row" }
"""
    assert mistakes(text, catalogue) == [
        'test.toml:2: there is no variant "advancd"; did you mean "advanced"?',
        'test.toml:4: exercise 1 "pul-up": the catalogue has no exercise "pul-up"; did you mean "pull-up"?',
        'test.toml:5: exercise 2: has neither "name" nor "use"; add name = "…" or use = "…"',
        'test.toml:9: exercise 3 "machine-row": the catalogue has no exercise "mashine-row"; '
        'did you mean "machine-row"?',
        'test.toml:11: variant "advanced", swap "machine-rowz": this routine has no exercise "machine-rowz"; '
        'did you mean "machine-row"?',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('title = "x', 'test.toml:1: the text of title has no closing quote; write title = "x"'),
        ('title = "x"', 'test.toml: there is no exercise; add one: [[exercise]] with name = "…" or use = "…"'),
        ('title = "x"\nexercise = []', None),
        ('title = "a\\u001b[2Jb"\n[[exercise]]\nname="x"', None),
    ],
)
def test_whole_file_mistakes(text: str, message: str | None, catalogue: Catalogue) -> None:
    found = mistakes(text, catalogue)
    assert found
    if message:
        assert message in found
    assert all("\x1b" not in line for line in found)


def test_a_file_of_over_a_megabyte_is_refused(catalogue: Catalogue) -> None:
    assert mistakes("#" * 1_000_001, catalogue) == ["test.toml: is larger than a megabyte; split it into several files"]


BACK = (shipped() / "routines" / "back.toml").read_text()
SHIPPED = [path.read_text() for path in sorted((shipped() / "routines").glob("*.toml"))]


def test_every_key_of_the_back_routine_has_its_line() -> None:
    lines = BACK.splitlines()
    for path, place in Places(BACK).items():
        if isinstance(path[-1], str):
            assert path[-1] in lines[place.line - 1]


@given(st.sampled_from(SHIPPED), st.randoms(use_true_random=False))
@settings(max_examples=800, deadline=None)
def test_a_damaged_routine_is_read_or_refused_with_its_line(text: str, rng: Random) -> None:
    """Bytes, lines and values of shipped routines are lost, doubled, swapped: never a traceback."""
    assert outcome(mutated(text, rng), _CATALOGUE)


_CATALOGUE = Library(()).catalogue()


def test_the_catalogue_is_whole() -> None:
    """Each entry passes its check, and its neighbours exist."""
    for id_ in _CATALOGUE.ids():
        entry = _CATALOGUE.get(id_)
        assert entry.name
        for neighbour in filter(None, (entry.easier, entry.harder)):
            assert _CATALOGUE.find(neighbour), f"{id_}: {neighbour}"


def test_no_name_is_that_of_two_exercises() -> None:
    """However its words are ordered and spelled."""
    found: dict[str, set[str]] = {}
    for id_ in _CATALOGUE.ids():
        entry = _CATALOGUE.get(id_)
        for name in (id_, entry.name or "", *(entry.also or ())):
            found.setdefault(name_key(name), set()).add(id_)
    assert {key: ids for key, ids in found.items() if len(ids) > 1} == {}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CoachError) as error:
        read_text(tmp_path / "gone.toml")
    assert str(error.value) == f"{tmp_path}/gone.toml: there is no such file; coach list names the routines"


def test_columns_of_a_place() -> None:
    found = Places('a = 1\n[b]\n  c = "x" # comment\nd.e = [1,\n 22]\n')
    assert (found[("b", "c")].line, found[("b", "c")].column, found[("b", "c")].end) == (3, 3, 10)
    assert found[("b", "d", "e", 1)].line == 5
    assert parse("a = 1", "f").line(("a", "nothing")) == 1


def test_the_easier_exercise_can_be_done_with_what_is_there(catalogue: Catalogue) -> None:
    """The rollout's easier neighbour wants a ball; in a session without one, what is easier still is named."""
    text = 'title = "Abs"\n[[exercise]]\nuse = "ab-wheel-rollout"\n[[exercise]]\nuse = "{}"\n'
    named = [read(text.format(other), catalogue).variant().exercises[0].easier for other in ("crunch", "ball-crunch")]
    assert named == ["Plank", "Ball rollout"]
