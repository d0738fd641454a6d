"""Names from files and logs that are wide, lead elsewhere, or would send commands to the terminal."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from coach.score.cues import Cue, Rank
from coach.score.moment import Moment
from coach.screen.lines import LineScreen
from coach.screen.width import cut, width
from coach.session.planner import plan
from coach.session.state import Session
from coach.speech import english
from coach.units import Ms
from tests.conftest import Coach
from tests.support.exercises import exercise, routine
from tests.support.gym import journal

ROUTINE = 'title = "Fine"\n[[exercise]]\nname = "Row"\nsets = 1\nreps = 2\n'
TITLE = "\x1b]0;x\x07"
"""What gives a terminal's window another title."""
SHOWN = "\\x1b]0;x\\x07"


@given(st.text(st.characters(exclude_categories=["C", "Z"])), st.integers(0, 40))
def test_what_is_cut_takes_the_columns_it_may(text: str, columns: int) -> None:
    assert width(text) == cell_len(text)
    assert width(cut(text, columns)) == min(columns, width(text))
    assert cut("引体向上", 5) == "引体 "


class Written(list[str]):
    """What was written on a terminal."""

    def write(self, text: str) -> None:
        self.append(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize("name", ["Row", "引体向上", "💪🏋 Press", "é" * 100, "懸垂" * 60])
def test_the_bar_of_a_wide_name_fits_on_its_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is too long would scroll the terminal ten times a second."""
    course = plan(routine(exercise("row", name, sets=1)))
    for columns in (20, 40, 80, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        out = Written()
        screen = LineScreen(out, english, live=True, colour=False, hints="space pause  n next")
        for index, step in enumerate(course.steps):
            screen.progress(Moment(Session(course, index=index), Ms(0), step.length))
        screen.cue(Ms(0), Cue(Ms(0), Ms(500), Rank.NEXT, Ms(500), text=name))
        drawn = [text.removeprefix("\r\x1b[K") for text in out if text.startswith("\r\x1b[K")]
        assert len(drawn) >= len(course.steps)
        assert [bar for bar in drawn if cell_len(bar) > columns] == []


def test_names_that_would_send_commands(coach: Coach) -> None:
    """A name in the journal, a routine's or a recording's file: shown with escapes, wherever it is shown."""
    odd = f"od{TITLE}d"
    assert coach("log", odd, "--add", "row 8 x 60 kg").out.startswith(f"od{SHOWN}d: ")
    with sqlite3.connect(journal(coach)) as connection:
        connection.execute("UPDATE exercise SET name = ?, muscles = ?", (odd, odd))
        connection.execute("UPDATE session SET variant = ?, file = ?", (odd, odd))
    connection.close()
    (coach.cwd / f"{odd}.toml").write_text(ROUTINE)
    commands = [
        ("log",), ("log", "--set", "1 8 x 60 kg"), ("log", "--edit"), ("history", "show", "1"), ("stats",),
        ("export", "--fit", "-o", f"{odd}.fit"), ("export", "--csv", "-o", f"{odd}.csv"),
        ("journal", "backup", f"{odd}.db"), ("check", f"{odd}.toml"), ("render", f"{odd}.toml", "-o", f"{odd}.wav"),
        ("show", f"{odd}.toml", "--picture", f"{odd}.svg"), ("import", f"{odd}.toml", "-o", f"{odd}.txt"),
        ("today", odd),
    ]  # fmt: skip
    for words in commands:
        run = coach(*words, env={"EDITOR": "cat", "VISUAL": "cat"})
        printed = run.out + run.err
        assert [c for c in printed if not c.isprintable() and c != "\n"] == [], words
        assert "Traceback" not in printed, words
