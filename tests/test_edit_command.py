"""`coach edit`: the editor that it opens, and what it says of a routine when the editor is left."""

from __future__ import annotations

import os
import pty
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Coach
from tests.support.checked import lengths


@pytest.fixture
def own(coach: Coach) -> Path:
    return coach.config / "routines"


def editor(coach: Coach, text: str) -> str:
    """A command that edits the file it is given by the Python code in `text`, where `path` is that file."""
    script = coach.home / "my editor.py"
    script.write_text(f"#!{sys.executable}\nimport pathlib, sys\npath = pathlib.Path(sys.argv[-1])\n{text}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return f"'{script}' --wait"


def broken(line: str) -> str:
    """Code for an editor: `line` at the end of the file, so it is a mistake in the beginner's variant."""
    return f"path.write_text(path.read_text() + {line + chr(10)!r})"


def test_edit_checks_what_was_edited(coach: Coach, own: Path) -> None:
    coach("new", "mine")
    good = editor(coach, "path.write_text(path.read_text().replace('reps = 8\\n', 'reps = 6\\n'))")
    run = coach("edit", "mine", env={"VISUAL": good, "EDITOR": "false"})
    assert (run.status, lengths(run.out), run.err) == (0, "mine: standard …, beginner …\n", "")
    assert "Towel row. Six reps." in coach("script", "mine").out
    bad = editor(coach, broken('rset = "60 s"'))
    run = coach("edit", "mine", env={"VISUAL": "", "EDITOR": bad})
    line = len((own / "mine.toml").read_text().splitlines())
    assert (run.status, run.err) == (1, "")
    assert run.out == (
        f'{own}/mine.toml:{line}: variant "beginner": unknown key "rset"; did you mean "rest"?\n'
        f'{line:>6} | rset = "60 s"\n'
        "       | ^^^^^^^^^^^^^  unknown-key\n"
    )
    assert coach("check", "mine").out == run.out


def test_edit_opens_a_file_anywhere(coach: Coach) -> None:
    (coach.cwd / "here.toml").write_text('title = "Here"\n[[exercise]]\nname = "Row"\n')
    bad = editor(coach, broken("reps = 0"))
    run = coach("edit", "here.toml", env={"VISUAL": bad})
    assert (run.status, run.err) == (1, "")
    assert run.out == coach("check", "here.toml").out
    assert run.out.startswith('here.toml:4: exercise 1 "Row": reps: ')


@pytest.mark.parametrize(
    ("name", "env", "message"),
    [
        ("back", {}, '"back" comes with the coach and stays as it is; coach new back --from back makes a copy to edit'),
        ("mien", {}, 'there is no routine "mien"; did you mean "mine"?'),
        ("zumba", {}, 'there is no routine "zumba"; coach new zumba makes it'),
        ("gone.toml", {}, "gone.toml: there is no such file; coach new NAME makes a routine"),
        ("mine", {"VISUAL": "edd -w"}, 'VISUAL names "edd", which isn\'t there; name one that is: VISUAL=nano'),
        (
            "mine",
            {"EDITOR": "vi 'x"},
            "EDITOR can't be read: no closing quotation: vi 'x; write it as in the shell: EDITOR='code --wait'",
        ),
        ("mine", {"EDITOR": "false"}, "the editor left with exit status 1: false; {own}/mine.toml is as it left it"),
        ("mine", {"PATH": "/nowhere"}, "there is no editor; say which to use: export EDITOR=nano"),
    ],
)
def test_names_and_editors_that_edit_refuses(
    coach: Coach, own: Path, name: str, env: dict[str, str], message: str
) -> None:
    own.mkdir(parents=True)
    (own / "mine.toml").write_text('title = "M"\n[[exercise]]\nname = "Row"\n')
    run = coach("edit", name, env={"VISUAL": "", "EDITOR": ""} | env)
    assert (run.status, run.out, run.err) == (1, "", f"coach: {message.format(own=own)}\n")


def test_edit_finds_an_editor_by_itself(coach: Coach) -> None:
    coach("new", "mine")
    folder = coach.home / "bin"
    folder.mkdir()
    editor(coach, "print('opened', path.name)")
    shutil.copy(coach.home / "my editor.py", folder / "nano")
    run = coach("edit", "mine", env={"VISUAL": "", "EDITOR": "", "PATH": str(folder)})
    assert (run.status, run.err) == (0, "")
    assert run.out.splitlines()[0] == "opened mine.toml"


def on_a_terminal(coach: Coach, words: list[str], typed: str, env: dict[str, str]) -> tuple[int, str]:
    """Runs `coach words…` on a terminal where `typed` was typed before; its status and all that was shown."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        coach.command(*words), env=coach.env | env, cwd=coach.cwd, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    os.write(master, typed.encode())
    shown = b""
    try:
        while part := os.read(master, 4096):
            shown += part
    except OSError:  # how Linux says that the program closed its end
        pass
    os.close(master)
    return process.wait(timeout=60), shown.decode().replace("\r\n", "\n")


def test_on_a_terminal_edit_asks_to_go_on_until_it_is_right(coach: Coach, own: Path) -> None:
    coach("new", "mine")
    # Each time it is opened the file loses a mistake, and the first time it gets two.
    toggle = """text = path.read_text()
mistakes = text.count("rset =")
path.write_text(text.replace("rset =", "rest =", 1) if mistakes else text.replace("rest =", "rset =", 2))"""
    env = {"VISUAL": editor(coach, toggle)}
    status, shown = on_a_terminal(coach, ["edit", "mine"], "\ny\n", env)
    assert status == 0
    assert shown.count("Edit again? [Y/n]") == 2
    assert lengths(shown).endswith("Edit again? [Y/n]: mine: standard …, beginner …\n")
    status, shown = on_a_terminal(coach, ["edit", "mine"], "n\n", env)
    assert status == 1
    assert shown.count("Edit again? [Y/n]") == 1
