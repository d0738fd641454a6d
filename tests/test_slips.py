"""What authors get wrong in TOML, told in their words: all that can be told apart at once."""

from __future__ import annotations

import re

import pytest

from coach.errors import CoachError, Mistake
from coach.library.find import Library
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.reader import read_routine

CATALOGUE: Catalogue = Library(()).catalogue()
HEAD = 'title = "A"\n[[exercise]]\nuse = "pull-up"\n'


def mistakes(text: str) -> list[str]:
    with pytest.raises(CoachError) as caught:
        read_routine(text, "push.toml", "push", CATALOGUE)
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("reps = 8-12", 'reps: 8-12 has no quotes; write reps = "8-12"'),
        ("rest = 90 s", 'rest: 90 s has no quotes; write rest = "90 s"'),
        ("name = Towel row", 'name: Towel row has no quotes; write name = "Towel row"'),
        ("tips = “slow”", 'it has curly quotes; TOML\'s are straight; write tips = "slow"'),
        ("tips = ['a', 'b]", "a quote is missing in tips; each text has two: '…'"),
        ('tips = ["a" "b"]', 'tips lacks a comma or bracket; write tips = ["a", "b"]'),
        ("tips = [a, b]", 'tips lacks its quotes; write tips = ["a", "b"]'),
        ('tips = ["a", "b"', 'tips lacks a comma or bracket; write tips = ["a", "b"]'),
        ("reps 8", "between reps and its value stands one =; write reps = 8"),
        ("reps: 8", "between reps and its value stands one =; write reps = 8"),
        ("side = each", 'side: each has no quotes; write side = "each"'),
        ("reps = 8 // slow", "a comment begins with #, not with //; write reps = 8 # slow"),
        ("sets = 3;", "a line has no comma or semicolon at its end; write sets = 3"),
        ('tips = "slow",', 'a line has no comma or semicolon at its end; write tips = "slow"'),
        ("name = \"Row'", 'the text of name begins with one kind of quote and ends with another; write name = "Row"'),
        (
            "name = 'Row\"",
            'the text of name begins with one kind of quote and ends with another; write name = "Row"',
        ),
        ("sets = 3, reps = 8", "two fields stand on one line; write sets = 3 and reps = 8, with a line for each"),
        ("sets = 3x8", 'sets: 3x8 has no quotes; write sets = 3 and reps = "8"'),
        ("sets = three", "sets: three has no quotes; write sets = 3"),
        ("rest = 1 min 30", 'rest: 1 min 30 has no quotes; write rest = "1:30"'),
        ("load = +10kg", 'load: +10kg has no quotes; write load = "bodyweight + 10 kg"'),
        ('load = "10 kg', 'the text of load has no closing quote; write load = "10 kg"'),
        ('load = 10 kg"', 'the text of load has no opening quote; write load = "10 kg"'),
        ("reps =", 'reps has no value; write reps = "…", or leave the line out'),
        (
            'name = "A"\nname = "B"',
            'push.toml:5: "name" stands in line 4 as well; a new exercise begins with [[exercise]]',
        ),
        ('[[exercise]\nuse = "dip"', "a bracket is missing or too many; write [[exercise]]"),
        ('[exercise]]\nuse = "dip"', "a bracket is missing or too many; write [[exercise]]"),
        ("sets = [{ reps = 8-12 }]", 'sets lacks its quotes; write sets = [{ reps = "8-12"}]'),
        ('weight = "10 kg"', 'unknown key "weight"; did you mean "load"?'),
        ("repetitions = 8", 'unknown key "repetitions"; did you mean "reps"?'),
        ('notes = "x"', 'unknown key "notes"; did you mean "note"?'),
        ('pause = "60 s"', 'unknown key "pause"; did you mean "rest"?'),
        ("per_week = 2", 'unknown key "per_week"; it belongs to the whole routine: move it up, above the first [ ]'),
        ('video = "x"', 'unknown key "video"; the coach speaks and shows nothing; leave it out'),
        ('reps = "5x5"', 'reps: "5x5" is not a number of reps; write sets = 5 and reps = "5"'),
        (
            'reps = "3 x 10 @ 60kg"',
            'reps: "3 x 10 @ 60kg" is not a number of reps; write sets = 3, reps = "10" and load = "60 kg"',
        ),
        ("reps = [8, 6]", 'reps: [8, 6] is not a number of reps; write reps = "8, 6"'),
        ("name = 'Row's best'", 'the text of name has an apostrophe; write name = "Row\'s best"'),
        ('reps = "10 each side"', 'reps: "10 each side" is not a number of reps; write reps = "10" and side = "each"'),
        ('reps = "10/side"', 'reps: "10/side" is not a number of reps; write reps = "10" and side = "each"'),
        ('reps = "AMRAP"', 'reps: "AMRAP" is not a number of reps; write reps = "max"'),
        ('reps = "8 to 12"', 'reps: "8 to 12" is not a number of reps; write reps = "8-12"'),
        ("tempo = 3010", 'tempo: 3010 is not a tempo; write tempo = "3-0-1-0"'),
        ('tempo = "30X1"', 'tempo: "30X1" is not a tempo; write tempo = "3-0-x-1"'),
        ('load = "BW+10kg"', 'load: "BW+10kg" is not a load; write load = "bodyweight + 10 kg"'),
        ('load = "22,5 kg"', 'load: "22,5 kg" is not a load; write load = "22.5 kg"'),
        ('load = "135lbs"', 'load: "135lbs" is not a load; write load = "135 lb"'),
        ('rest = "90"', 'rest: "90" is not a time; write rest = "90 s"'),
        ('rest = "2m"', 'rest: "2m" is not a time; write rest = "2 min"'),
        ('superset = "A"', 'unknown key "superset"; did you mean "group"?'),
    ],
)
def test_a_slip_is_reported_with_the_right_spelling(line: str, message: str) -> None:
    (found,) = mistakes(HEAD + line + "\n")
    assert found.endswith(message)


SIX = """\
title = “Push”
per_week = 2

[exercise]
use = "pull-up"
reps = 8-12
rest = 90 s

[exercise]
name = Towel row
notes = "slow"
weight = "10 kg"
reps = 10
reps = 12
muscles = [lats, "biceps"]

[[exercise]
use = "keg-toss"
repetitions = 8
tempo = 3010
load = "BW+10kg"

[[exercise]]
use = "plank"
reps = "10 each side
// done
"""


def test_all_slips_of_a_file_are_reported_at_once() -> None:
    assert mistakes(SIX) == [
        'push.toml:1: it has curly quotes; TOML\'s are straight; write title = "Push"',
        "push.toml:4: one bracket stands for a single table; write [[exercise]], with two brackets",
        'push.toml:6: reps: 8-12 has no quotes; write reps = "8-12"',
        'push.toml:7: rest: 90 s has no quotes; write rest = "90 s"',
        "push.toml:9: one bracket stands for a single table; write [[exercise]], with two brackets",
        'push.toml:10: name: Towel row has no quotes; write name = "Towel row"',
        'push.toml:11: exercise 2 "Towel row": unknown key "notes"; did you mean "note"?',
        'push.toml:12: exercise 2 "Towel row": unknown key "weight"; did you mean "load"?',
        'push.toml:14: "reps" stands in line 13 as well; leave one of them out',
        'push.toml:15: muscles lacks its quotes; write muscles = ["lats", "biceps"]',
        "push.toml:17: a bracket is missing or too many; write [[exercise]]",
        'push.toml:18: exercise 3 "keg-toss": the catalogue has no exercise "keg-toss"; coach exercises lists them',
        'push.toml:19: exercise 3 "keg-toss": unknown key "repetitions"; did you mean "reps"?',
        'push.toml:20: exercise 3 "keg-toss": tempo: 3010 is not a tempo; write tempo = "3-0-1-0"',
        'push.toml:21: exercise 3 "keg-toss": load: "BW+10kg" is not a load; write load = "bodyweight + 10 kg"',
        'push.toml:25: the text of reps has no closing quote; write reps = "10 each side"',
        "push.toml:26: a comment begins with #, not with //; write # done",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{\\rtf1 x}",
            "push.toml: is rich text (RTF), not plain text; save it as plain text: in TextEdit, Format, "
            "Make Plain Text",
        ),
        (
            "title: A\nexercise:\n  - name: B\n",
            'push.toml: is YAML, not TOML; write title = "…", then [[exercise]] and its fields; coach new shows one',
        ),
        (
            '{"title": "A"}',
            'push.toml: is JSON, not TOML; write title = "…", then [[exercise]] and its fields; coach new shows one',
        ),
        (
            'title = "A"\nsummary = """b\n[[exercise]]\nuse = "dip"\n',
            'push.toml:2: a text that begins with """ never ends; close it with """',
        ),
    ],
)
def test_files_that_were_never_toml_are_named(text: str, message: str) -> None:
    assert mistakes(text) == [message]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("bench presss", 'did you mean "bench-press"?'),
        ("skull crushes", 'did you mean "skullcrusher" or "skull-crusher"?'),
        ("zercher juggle", "coach exercises lists them"),
    ],
)
def test_names_of_exercises_go_by_their_words(name: str, hint: str) -> None:
    (found,) = mistakes(f'title = "A"\n[[exercise]]\nuse = "{name}"\n')
    assert found == f'push.toml:3: exercise 1 "{name}": the catalogue has no exercise "{name}"; {hint}'


NEWCOMERS = [
    """title: My push day
[exercises]
use = bench press
sets = 3x8
weight = 60kg
rest = 90 seconds

[exercises]
use = "triceps pushdown"
reps = 10 to 12
""",
    """title = "Legs'
description = "Heavy legs"

[[exercise]]
use = "squat"
reps = 5
load = 100 kg
tempo = 3010
progress = linear
increment = 2.5kg

[[Exercise]]
use = "leg press"
reps = "12-15 reps"
""",
    """title = "Core circuit"

[[exercise]]
use = "plank"
reps = 45 sec
group = "core"

[[exercise]]
use = "crunches",
reps = 20 each side
group = "core"

[group.core]
type = "circuit"
rounds = 3x
rest = 60
""",
    """title = “Pull”

[defaults]
rest = "two minutes"
sets = three

[[exercise]]
use = "pull ups"
reps = "AMRAP"
load = +10kg
notes = "Chin over bar"
""",
    """title = "Full body
summary = "A and B"

[exercise]
use = "goblet squat"
reps = 10
weight = "20 kg"

[[exercise]
use = "push-up"
reps = max
video = "http://x"
""",
]
"""Routines of people who have never seen the format, each with six slips or more."""


def mended(text: str, mistake: Mistake) -> str:
    """`text` after its author has done what the hint of `mistake` says, and nothing else."""
    lines = text.split("\n")
    at = (mistake.line or 1) - 1
    key, _, value = lines[at].partition(" = ")
    if meant := re.fullmatch(r'did you mean "(\w+)"\?', mistake.hint):
        lines[at] = f"{meant[1]} = {value}"
    elif "leave it out" in mistake.hint:
        del lines[at]
    elif mistake.hint.startswith("write a list"):
        lines[at] = f"{key} = [{value}]"
    else:
        wanted = mistake.hint.removeprefix("write ").split(", with")[0].split(" or ")[0]
        lines[at] = f"{key} = {wanted}" if wanted.startswith('"') else wanted.replace(" and ", "\n")
    return "\n".join(lines)


@pytest.mark.parametrize("text", NEWCOMERS, ids=["push", "legs", "core", "pull", "full body"])
def test_a_routine_is_mended_from_the_messages_alone(text: str) -> None:
    slips = 0
    while True:
        try:
            read_routine(text, "own.toml", "own", CATALOGUE)
        except CoachError as error:
            # From the last line to the first: what is left out moves the lines below it.
            for mistake in sorted(error.mistakes, key=lambda one: one.line or 0, reverse=True):
                text, slips = mended(text, mistake), slips + 1
            assert slips < 30
        else:
            break
    assert slips >= 6


def test_a_slip_before_what_no_reader_takes() -> None:
    """A number of thousands of digits, and an array in a thousand others."""
    for huge in ("9" * 5000, "[" * 1000 + "]" * 1000):
        assert mistakes(f"{HEAD}sets = 3 sets\nreps = {huge}\n") == mistakes(f"{HEAD}sets = 3 sets\n")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('weigth = "60 kg"', 'did you mean "load"?'),
        ("repetions = 8", 'did you mean "reps"?'),
        ('exercise = "dip"', 'did you mean "use"?'),
        ('warm_up = "2 sets"', 'did you mean "warmup_sets"?'),
        ("dropset = true", "a drop is a set of its own, in the list of sets"),
        ('reps = "8/8/6+"', 'write reps = "8, 8, 6+"'),
        ('load = "60"', 'write load = "60 kg" or "60 lb"'),
        ('load = "-20 kg"', 'write load = "bodyweight - 20 kg"'),
        ('load = "RPE 8.5"', "write rpe = 8.5 instead of the load"),
    ],
)
def test_what_is_meant_is_named(line: str, hint: str) -> None:
    (mistake,) = mistakes(f"{HEAD}{line}\n")
    assert hint in mistake
