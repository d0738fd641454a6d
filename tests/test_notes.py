"""Notes on exercises, the author's and the athlete's, are said before the first set each time."""

from __future__ import annotations

import pytest

from tests.conftest import Coach

ROUTINE = """
title = "Quick"

[[exercise]]
use = "pull-up"
sets = 2
note = "the belt is in the bag"

[[exercise]]
name = "Towel row"
sets = 1
"""


def notes_said(coach: Coach, *words: str) -> list[str]:
    run = coach("start", "quick.toml", "--dry-run", "--no-journal", *words)
    assert run.status == 0
    return [line.split("  ")[-1] for line in run.out.splitlines() if "Your note" in line]


def test_notes_are_said_until_they_are_taken_away(coach: Coach) -> None:
    (coach.cwd / "quick.toml").write_text(ROUTINE)
    assert notes_said(coach) == ["Your note: the belt is in the bag."]
    run = coach("log", "--note", "Pull-ups: seat at four")
    assert (run.status, run.out, run.err) == (0, "pull-up: seat at four\n", "")
    assert coach("log", "quick.toml", "--note", "towel row: fold it twice").out == "towel-row: fold it twice\n"
    athletes, authors, towel = (
        "Your note: seat at four.",
        "Your note: the belt is in the bag.",
        "Your note: fold it twice.",
    )
    assert notes_said(coach) == [athletes, authors, towel]
    assert coach("log", "--note", "lat pulldown: knees under").status == 0
    assert notes_said(coach, "--press", "20 swap, 21 swap, 22 swap")[-1] == towel
    assert coach("log", "--note", "pull-up: seat at five").status == 0
    assert notes_said(coach)[0] == "Your note: seat at five."
    assert coach("log", "--note", "pull-up:").out == "pull-up: no note\n"
    assert notes_said(coach) == [authors, towel]


def test_the_file_of_notes_is_the_athletes(coach: Coach) -> None:
    (coach.cwd / "quick.toml").write_text(ROUTINE)
    coach.config.mkdir(parents=True)
    file = coach.config / "notes.toml"
    file.write_text('# mine\npull-up = "grip"   # wide\nplank = "on the mat"\n')
    assert coach("log", "--note", "pull-up: chalk").status == 0
    assert file.read_text() == '# mine\nplank = "on the mat"\n"pull-up" = "chalk"\n'
    file.write_text('pull-up = "a\\u001bb"\n')
    hint = 'write a line for each note: pull-up = "seat at four"'
    run = coach("start", "quick.toml", "--dry-run")
    message = f'{file}: the note on "pull-up" is no text of up to 300 printable characters; {hint}'
    assert (run.status, run.out, run.err) == (1, "", f"coach: {message}\n")
    file.write_text("pull-up = grip\n")
    run = coach("log", "--note", "pull-up: chalk")
    assert (run.status, run.err) == (1, f"coach: {file}: is not TOML: Invalid value (at line 1, column 11); {hint}\n")


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("pull-up", '"pull-up" is not a note on an exercise; write the exercise first: "pull-up: seat at four"'),
        ("pul-up: x", 'there is no exercise "pul-up"; did you mean "pull-up"?'),
        ("pull-up: \a", '"\\x07" can\'t be said; write up to 300 printable characters'),
    ],
)
def test_notes_that_are_none(coach: Coach, note: str, message: str) -> None:
    run = coach("log", "--note", note)
    assert (run.status, run.out, run.err) == (1, "", f"coach: {message}\n")
