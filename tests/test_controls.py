"""Keys: their names, their bindings, and what the key of a pedal does in a session."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

from coach.controls.keys import DEFAULT_KEYS, NAMES, bound, command_of, hints, key_for, name_of, written
from coach.session.commands import Command
from coach.speech import english
from tests.conftest import Coach
from tests.test_heard import playing, until

MINI = str(Path(__file__).with_name("mini.toml"))


def test_names() -> None:
    sent = {"\x1b[6~": "pagedown", "\x1b[C": "right", "\x1bOC": "right", "\x1b[15~": "f5", " ": "space", "b": "b"}
    assert {text: name_of(text) for text in sent} == sent
    assert name_of("\x1b[99~") is None
    assert [written(text) for text in ("PageDown", "page down", "F5", " ", "B", "+")] == [
        "pagedown", "pagedown", "f5", "space", "B", "+",
    ]  # fmt: skip
    assert written("pedal") is None
    assert all(written(name) == name for name in NAMES)


def test_bindings() -> None:
    keys = bound({"b": Command.DONE, "q": None})
    assert command_of(keys, "B") is Command.DONE
    assert command_of(keys, "q") is None
    assert key_for(keys, Command.DONE) == "b"
    assert key_for(keys, Command.STOP) == ""
    assert hints(keys, english.command_label) == "space pause  n next  p back  b done  ? where"
    assert hints(DEFAULT_KEYS, english.command_label) == "space pause  n next  p back  d done  ? where  q stop"


def test_keys_that_the_athlete_binds(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    file = coach.config / "config.toml"
    file.write_text('[keys]\nb = "done"\n"Page Up" = "pause"\nq = "nothing"\n')
    assert coach("keys").out == (
        "pause    space pageup      pause, and go on\n"
        "button   -                 as a headset's: done in a set to failure or at your own pace, else pause\n"
        "next     n right pagedown  on to what comes next\n"
        "back     p left            this step from its start, or the one before\n"
        "done     d enter b         the set is over\n"
        "again    r                 say that again\n"
        "more     + =               fifteen seconds more of this rest\n"
        "less     -                 fifteen seconds less of it\n"
        "where    ?                 where am I?\n"
        "variant  v                 at the very start, the first time: the other variant\n"
        "stop     -                 stop; says what was done\n"
        "explain  e                 how to do the exercise, all of it\n"
        "quiet    m                 say only what is needed, and everything again\n"
        "later    l                 this exercise after the next one\n"
        "swap     s                 another exercise in place of this one; again for the next\n"
        "skip     x                 skip the rest of this exercise\n"
        "extra    a                 one more set of this\n"
        "redo     o                 that set didn't count: do it again\n"
        "shorter  t                 less time: five minutes sooner\n"
        f"\nWithout a meaning: q\n\nYour own are from {file}:1. "
        "To see what a pedal or a clicker sends: coach keys --try\n"
    )
    assert '"b": "done"' in coach("keys", "--json").out
    file.write_text('[keys]\nPageDwn = "next"\nb = "pauze"\n')
    run = coach("keys")
    assert run.status == 1
    assert run.err == (
        f'coach: {file}:2: PageDwn: there is no such key; did you mean "pagedown"?\n'
        f'coach: {file}:3: b: "pauze" is not one of its values; write "pause", "button", "next", "back", "done", '
        '"again", "more", "less", "where", "variant", "stop", "explain", "quiet", "later", "swap", "skip", "extra", '
        '"redo", "shorter" or "nothing"\n'
    )
    assert coach("keys", "--try").err == (
        "coach: there is no terminal to press keys in; run coach keys --try in one\n"
    )  # fmt: skip


def test_a_pedal_tells_its_name_and_works(coach: Coach) -> None:
    coach.config.mkdir(parents=True)
    (coach.config / "config.toml").write_text('[keys]\nf5 = "pause"\n')
    master, slave = pty.openpty()
    command = coach.command("keys", "--try")
    with subprocess.Popen(command, env=coach.env, stdin=slave, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "Press the keys of your pedal or clicker; q ends this.\n"
        os.write(master, b"\x1b[15~\x1b[6~zq")
        assert process.stdout.read() == "f5         pause\npagedown   next\nz          nothing\n"
        assert process.wait(timeout=10) == 0
    with playing(coach, MINI, "--mute", keys=slave) as process:
        until(process, "Mini.")
        os.write(master, b"\x1b[15~")
        until(process, "Paused.")
    os.close(master)
    os.close(slave)
