"""What docs/voice.md forbids occurs nowhere in what an athlete hears or reads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PAGE: Final = (ROOT / "docs" / "voice.md").read_text()
FORBIDDEN: Final = tuple(
    first for first, _ in re.findall(r"^\| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE) if first != "Instead of"
)


def strings(source: str) -> Iterator[str]:
    """The texts of a module that are no docstrings, with `{}` for each value that is put in."""
    tree = ast.parse(source)
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in bare:
                yield text
            case ast.JoinedStr(values=values):
                yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in values)


def helped(source: str) -> Iterator[str]:
    """The docstrings of a module's functions, which `--help` shows of commands, and all its other texts."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield ast.get_docstring(node) or ""
    yield from strings(source)


@cache
def shipped() -> tuple[tuple[str, str], ...]:
    """Each file that speaks or is read, by its path, and its words."""
    toml, speech, typed = ROOT / "routines", ROOT / "coach" / "speech" / "english", ROOT / "coach" / "cli"
    words = {
        **{file: file.read_text() for file in toml.rglob("*.toml")},
        **{file: "\n".join(strings(file.read_text())) for file in speech.glob("*.py")},
        **{file: "\n".join(strings(file.read_text())) for file in typed.rglob("*.py")},
        **{file: "\n".join(helped(file.read_text())) for file in (typed / "commands").glob("*.py")},
    }
    return tuple((str(file.relative_to(ROOT)), words[file]) for file in sorted(words))


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_no_file_says_what_the_page_forbids(phrase: str) -> None:
    assert [path for path, words in shipped() if phrase.lower() in words.lower()] == []


def test_the_page_has_phrases_and_they_are_found_where_they_stand() -> None:
    assert len(FORBIDDEN) > 40
    assert list(strings('"""Well done."""\nx = f"Well done, {y}."')) == ["Well done, {}.", "Well done, ", "."]


RIDDLES: Final = re.compile(
    r"\b(comes? of it|nothing comes of|(?:what|and) becomes of|whoever|in (?:the|its) midst)\b", re.I
)
"""Turns of phrase that have to be read twice; code, its comments and the pages for engineers go without them."""


def test_no_module_or_page_has_a_turn_of_phrase_that_must_be_read_twice() -> None:
    folders = (ROOT / "coach", ROOT / "tests", ROOT / "benchmarks")
    files = {file for folder in folders for file in folder.rglob("*.py")} - {Path(__file__)}
    files |= {*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")}
    found = [(str(file.relative_to(ROOT)), *RIDDLES.findall(" ".join(file.read_text().split()))) for file in files]
    assert sorted(row for row in found if len(row) > 1) == []
    assert RIDDLES.search("fields that nothing comes of")
