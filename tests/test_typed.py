"""What the athlete types while a session runs: the time that is left, and a note on an exercise."""

from __future__ import annotations

import os
import pty
from pathlib import Path

import pytest

from coach.controls.keys import DEFAULT_KEYS, hints_of_all
from coach.controls.typed import Typed
from coach.notation import Load
from coach.session.done import Done
from coach.session.requests import NewNote, TimeLeft
from coach.speech import english
from coach.units import MINUTE
from tests.conftest import Coach
from tests.test_heard import playing, until

MINI = str(Path(__file__).with_name("mini.toml"))


@pytest.mark.parametrize(
    ("keys", "report"),
    [
        ("8", Done(8)),
        ("8,x62.5", None),
        ("8x62,5", Done(8, load=Load(62.5, None, False))),
        ("10m", TimeLeft(10 * MINUTE)),
        ("10 min", TimeLeft(10 * MINUTE)),
        ("0m", None),
        ('"Seat at 4, pin 12', NewNote("Seat at 4, pin 12")),
        ('"wide grip"', NewNote("wide grip")),
        ('"', None),
    ],
)
def test_what_is_read(keys: str, report: object) -> None:
    shown: list[str] = []
    typed = Typed(show=shown.append)
    assert all(typed.takes("space" if key == " " else key) for key in keys)
    assert typed.takes("enter")
    assert typed.report("enter") == report
    assert shown[-2:] == [keys, ""]


def test_what_is_typed_can_be_changed_and_given_up() -> None:
    typed = Typed()
    assert [typed.takes(key) for key in ('"', "q", "n", "backspace", "escape")] == [True] * 5
    assert typed.report("enter") is None
    assert not typed.takes("n")
    assert [typed.takes(key) for key in ("8", "p")] == [True, False]


def test_a_note_is_kept_and_said_the_next_time(coach: Coach) -> None:
    master, slave = pty.openpty()
    with playing(coach, MINI, "--mute", keys=slave) as process:
        until(process, "Row.")
        os.write(master, b'"Seat at four\r')
        until(process, "Noted for the row: Seat at four.")
    os.close(master)
    os.close(slave)
    assert (coach.config / "notes.toml").read_text().splitlines()[-1] == '"row" = "Seat at four"'
    assert "Your note: Seat at four." in coach("start", MINI, "--dry-run", "--fresh").out


def test_a_rehearsal_takes_what_is_typed_and_keeps_no_note(coach: Coach) -> None:
    run = coach("start", MINI, "--dry-run", "--press", '1 "wide", 16 60 min')
    said = [line.split("  ")[-1] for line in run.out.splitlines()]
    assert "Noted for the row: wide." in said
    assert "That fits: about one minute to go." in said
    assert not (coach.config / "notes.toml").exists()


def test_the_full_screen_shows_the_keys_that_change_a_session() -> None:
    assert hints_of_all(DEFAULT_KEYS, english.command_label).splitlines() == [
        "space pause  n next  p back  d done  ? where  q stop",
        "l later  s swap  x skip  a one more  o redo  t shorter  e explain",
    ]
