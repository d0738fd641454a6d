"""docs/messages.md and the messages hold together: each code is explained, each example gives what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coach.errors import Code
from tests.conftest import Coach

PAGE = (Path(__file__).parents[1] / "docs" / "messages.md").read_text()
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
EXAMPLES = {
    code: found.groups()
    for code, text in SECTIONS.items()
    if (found := re.search(r"```toml\n(.*?)```\n\n```\n(.*?)```", text, re.DOTALL))
}


def test_every_code_is_explained_and_no_other() -> None:
    assert list(SECTIONS) == [code.value for code in Code]


def test_all_but_what_no_text_can_show_have_an_example() -> None:
    assert set(SECTIONS) - set(EXAMPLES) == {"not-text", "too-large", "unreadable", "byte-order-mark"}


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_gives_its_message(code: str, coach: Coach) -> None:
    text, expected = EXAMPLES[code]
    (coach.cwd / "push.toml").write_text(text)
    run = coach("check", "push.toml")
    lines = [line for line in run.out.splitlines() if line.startswith("push.toml:")]
    if any(line.startswith("push.toml: standard ") or ": warning: " in line for line in lines):
        # Only a warning: the lengths follow, and the exit status is that of a good file.
        assert ("\n".join(lines[:-1]) + "\n", run.status) == (expected, 0)
    else:
        assert ("\n".join(lines) + "\n", run.status) == (expected, 1)
    marked = re.findall(r"\^  (\S+)$", run.out, re.MULTILINE)
    assert set(marked) <= {code}


def test_a_file_that_is_no_text(coach: Coach) -> None:
    (coach.cwd / "push.toml").write_bytes(b'title = "Push"\n\xff\n')
    (coach.cwd / "big.toml").write_text("#" * 1_000_001)
    run = coach("check", "push.toml", "big.toml", "none.toml")
    assert (run.out, run.status) == (
        "push.toml:2: is not UTF-8 text; save it as UTF-8\n"
        "big.toml: is larger than a megabyte; split it into several files\n"
        "none.toml: there is no such file; coach list names the routines\n",
        1,
    )


def test_check_underlines_what_is_wrong(coach: Coach) -> None:
    (coach.cwd / "push.toml").write_text('title = "Push"\n[[exercise]]\nuse = "pul-up"  # the old one\n')
    assert coach("check", "push.toml").out == (
        'push.toml:3: exercise 1 "pul-up": the catalogue has no exercise "pul-up"; did you mean "pull-up"?\n'
        '     3 | use = "pul-up"  # the old one\n'
        "       | ^^^^^^^^^^^^^^  unknown-exercise\n"
    )


def test_check_in_json(coach: Coach) -> None:
    (coach.cwd / "push.toml").write_text('title = "Push"\n[[exercise]]\nname = "Press"\nsets = 1\ncap = 12\n')
    *found, length = coach("check", "--json", "push.toml").out.splitlines()
    assert found == [
        '{"routine": "push.toml", "kind": "warning", "code": "unused-field", "file": "push.toml", "line": 5, "column": '
        '1, "end": 9, "place": "exercise 1 \\"Press\\"", "message": "\\"cap\\" says nothing: no set goes to failure", '
        '"hint": "leave it out"}',
    ]
    assert {**json.loads(length), "seconds": 0} == {
        "routine": "push.toml",
        "kind": "length",
        "variant": "standard",
        "seconds": 0,
    }


def test_every_line_that_fits_no_rest_is_reported_once(coach: Coach) -> None:
    """Also where the lines are the catalogue's, and both warnings stand at the exercise."""
    (coach.cwd / "push.toml").write_text(
        'title = "Push"\n[[exercise]]\nuse = "plank"\nsets = 5\nrest = "6 s"\n'
        '[[exercise]]\nuse = "crunch"\nsets = 5\nrest = "6 s"\n'
    )
    found = [json.loads(line) for line in coach("check", "--json", "push.toml").out.splitlines()]
    told = [one["message"].split('"')[1] for one in found if one.get("code") == "unheard"]
    assert len(told) == len(set(told))
    assert len(told) > 2
    assert "Lie on your back, knees bent, fingertips at the temples." in told
