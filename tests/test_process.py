"""The process and what it was started in: Ctrl-C at any instant, closed streams, encodings, pipes and signals."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coach as package
from coach.cli.standard import nearest
from coach.controls.keyboard import split
from coach.controls.keys import NAMES, name_of
from tests.conftest import Coach
from tests.support.gym import GYM, ROOT, SETS, hurried, rows
from tests.support.terminal import eventually

if sys.platform == "win32":
    pytest.skip("signals, pipes and terminals as Unix has them", allow_module_level=True)

MINI = str(Path(__file__).with_name("mini.toml"))
INSTANTS = int(os.environ.get("COACH_INSTANTS", "16"))
"""How often a session that starts is interrupted; `COACH_INSTANTS=200` for a long look."""


def test_ctrl_c_at_any_instant_of_the_start(coach: Coach) -> None:
    """Leaves with 130 and without a word, and leaves no process behind."""
    mark = f"COACH_TEST={coach.home}"
    env = coach.env | {"COACH_TEST": str(coach.home), "XDG_CACHE_HOME": str(coach.home / "cache")}

    def started() -> subprocess.Popen[str]:
        return subprocess.Popen(
            coach.command("start", MINI, "--mute"), env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    began = time.monotonic()
    with started() as first:
        assert first.stdout
        first.stdout.readline()
        whole = time.monotonic() - began
        first.send_signal(signal.SIGINT)
    early = 0
    for number in range(INSTANTS):
        process = started()
        time.sleep(1.2 * whole * (number + 1) / INSTANTS)  # the instant
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        if process.returncode != 130 and str(Path(package.__file__).parent / "cli") not in err:
            early += 1  # Python was still starting, or loading the first lines of the package
        else:
            assert (process.returncode, err) == (130, "")
    assert early < INSTANTS
    eventually(lambda: marked(mark) == [], lambda: f"an end of {marked(mark)}")


def marked(variable: str) -> list[str]:
    """The processes that have this variable in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if variable.encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found


def shell(coach: Coach, command: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Runs `command`, in which "coach" is the program, in a shell."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command], env=coach.env | {"PATH": path} | (env or {}), cwd=coach.cwd, capture_output=True,
        timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("command", "status", "out", "err"),
    [
        ("start {mini} --dry-run <&-", 0, "You finished every set.", ""),
        ("start {mini} --dry-run >&-", 0, "", ""),
        ("start {mini} --dry-run <&- >&- 2>&-", 0, "", ""),
        ("show {mini} >&-", 0, "", ""),
        ("show nothing 2>&-", 1, "", ""),
        ("import - <&-", 1, "", "coach: stdin: there is no exercise in it"),
        ("keys --try <&-", 1, "", "coach: there is no terminal to press keys in; run coach keys --try in one"),
    ],
)
def test_closed_streams(coach: Coach, command: str, status: int, out: str, err: str) -> None:
    run = shell(coach, "coach " + command.format(mini=MINI))
    assert "Traceback" not in run.stderr.decode()
    assert run.returncode == status
    assert run.stdout.decode().rstrip("\n").endswith(out)
    assert run.stderr.decode().startswith(err)


def test_a_closed_stream_leaves_its_number_to_no_file(coach: Coach) -> None:
    """What was written on it would go into the journal otherwise."""
    command = f"{sys.executable} -m tests.support.hurried 400 start {GYM} --mute <&- >&- 2>&-"
    run = shell(coach, command, {"PYTHONPATH": str(ROOT)})
    assert run.returncode == 0
    assert rows(coach) == SETS
    assert rows(coach, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("latin-1", 'Rückenübung - für "Zuhause" ... ??'),
        ("cp1252", "Rückenübung – für „Zuhause“ … ??"),
        # typer takes a terminal that says it has ASCII only for one that is set up wrongly, and writes UTF-8.
        ("ascii", None),
    ],
)
def test_an_encoding_that_lacks_a_character(coach: Coach, encoding: str, title: str | None) -> None:
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    (coach.cwd / "odd.toml").write_text('title = "Rückenübung – für „Zuhause“ … 懸垂"\n[[exercise]]\nname = "Row"\n')
    for command in ("show odd.toml", "start odd.toml --dry-run", "start --help"):
        run = shell(coach, f"coach {command}", env)
        assert (run.returncode, run.stderr) == (0, b"")
        if title and "odd" in command:
            assert title in run.stdout.decode(encoding).splitlines()[0]


@given(st.text())
def test_every_text_has_something_nearest_in_ascii(text: str) -> None:
    assert nearest(text).isascii()
    assert nearest("½ ﬁn – “Ça” 3 \u00d7 8… é\u0301 \ud800") == '1/2 fin - "Ca" 3 x 8... e ?'


def test_a_session_whose_output_nobody_reads_goes_on(coach: Coach) -> None:
    process = hurried(coach, "start", GYM, "--mute", speed=200)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert rows(coach) == SETS


def test_a_full_disk_behind_the_output(coach: Coach) -> None:
    run = shell(coach, f"coach start {MINI} --dry-run > /dev/full")
    assert (run.returncode, run.stderr) == (0, b"")
    run = shell(coach, "coach show back > /dev/full")
    assert (run.returncode, run.stderr.decode()) == (
        1, "coach: no space left on device; check the path and the space that is left\n",
    )  # fmt: skip


def test_a_pipe_that_is_closed(coach: Coach) -> None:
    for command in ("script back", f"start {MINI} --dry-run"):
        run = shell(coach, f"coach {command} | head -1 | wc -l")
        assert (run.stdout, run.stderr) == (b"1\n", b"")
    assert shell(coach, "coach show back | true").stderr == b""


@pytest.mark.parametrize("stop", [signal.SIGSTOP, signal.SIGTSTP])
def test_a_session_that_was_stopped_goes_on_where_it_was(coach: Coach, stop: signal.Signals) -> None:
    """By Ctrl-Z, or with the machine that slept: the time counts for nothing, and it is said."""
    sooner = (
        "import sys, coach.audio.awake as awake; awake.TOLD = 1.0; from coach.cli.app import main;"
        f"sys.argv[1:] = ['start', {MINI!r}, '--mute']; main()"
    )
    # A group of its own, as a shell gives it: where no parent could wake it, SIGTSTP stops nothing.
    command = [sys.executable, "-c", sooner]
    process = subprocess.Popen(command, env=coach.env, stdout=subprocess.PIPE, text=True, process_group=0)
    assert process.stdout
    while "Mini." not in process.stdout.readline():
        pass
    process.send_signal(stop)
    time.sleep(3)  # this is how long it is stopped
    process.send_signal(signal.SIGCONT)
    began = time.monotonic()
    # A cue may have begun before the signal came, and a machine that is full may have stood still itself.
    line = process.stdout.readline()
    while line and not re.fullmatch(
        r"Stopped for ([3-9]|\d\d) s, or the machine slept. Going on where it was.\n", line
    ):
        line = process.stdout.readline()
    assert line
    while "(tick)" not in line:
        line = process.stdout.readline()
    took = time.monotonic() - began
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert took > float(line.split()[0].partition(":")[2]) - 2.5


def test_a_machine_that_slept_for_ten_hours(coach: Coach) -> None:
    """As the clock of Linux has it, which goes on meanwhile: once `woken` is there, it is that much later."""
    woken = coach.home / "woken"
    sleeping = (
        "import sys, os, coach.audio.awake as awake; real = awake.seconds; from coach.cli.app import main;"
        f"awake.seconds = lambda: real() + 36_000 * os.path.exists({str(woken)!r});"
        f"sys.argv[1:] = ['start', {MINI!r}, '--mute']; main()"
    )
    process = subprocess.Popen([sys.executable, "-c", sleeping], env=coach.env, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    lines = [process.stdout.readline()]
    woken.touch()
    note = "Stopped for 10:00:00, or the machine slept. Going on where it was.\n"
    while note not in lines[:-1] and lines[-1]:
        lines.append(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert note in lines
    script = coach("script", MINI).out.splitlines(keepends=True)
    assert [line for line in lines if line != note] == script[: len(lines) - 1]


def test_nohup(coach: Coach) -> None:
    """A session that was started to outlive its terminal does."""
    command = ["nohup", sys.executable, "-m", "tests.support.hurried", "200", "start", GYM, "--mute"]
    process = subprocess.Popen(command, env=coach.env, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert rows(coach) == SETS


SENT = ["\x1b[C", "\x1bOC", "\x1b[15~", "\x1b[6~", "q", "ü", "\r", "\x1b[1;5C", "\x1bq", "\x1b[<0;3;5M", "\x1b]0;a\x07"]


@given(st.lists(st.sampled_from(SENT), max_size=12), st.lists(st.integers(1, 5), min_size=1))
def test_keys_that_arrive_in_pieces_are_the_same_keys(sent: list[str], pieces: list[int]) -> None:
    left, found, begun = "".join(sent), list[str](), ""
    while left:
        pieces = pieces[1:] + pieces[:1]
        keys, begun = split(begun + left[: pieces[0]], True)
        found += keys
        left = left[pieces[0] :]
    assert found + split(begun, False)[0] == sent


@given(st.text("\x1b[]OPC;~q0\x07\\", max_size=30))
def test_whatever_a_terminal_sends_nothing_of_it_is_lost(sent: str) -> None:
    assert "".join(split(sent, False)[0]) == sent
    keys, begun = split(sent, True)
    assert "".join(keys) + begun == sent


def test_escape_is_a_key_when_nothing_follows() -> None:
    assert split("\x1b", True) == ([], "\x1b")
    assert split("\x1b", False) == (["\x1b"], "")
    assert [name_of(key) for key in split("\x1bq\x1b[99~", False)[0]] == [None, None]
    assert "escape" in NAMES


def test_a_slow_line_splits_keys(coach: Coach) -> None:
    master, slave = pty.openpty()
    command = coach.command("keys", "--try")
    with subprocess.Popen(
        command, env=coach.env, stdin=slave, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        for byte in b"\x1b[15~\x1b[6~\xc3\xbc":
            os.write(master, bytes([byte]))
        os.write(master, b"q")
        assert process.stdout.read() == "f5         nothing\npagedown   next\nü          nothing\n"
        assert process.wait(timeout=10) == 0
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_that_ends_a_session_is_its_exit_status(coach: Coach, number: signal.Signals, status: int) -> None:
    """As a shell shows it for any program; nothing is printed, and finished sets are kept."""
    process = subprocess.Popen(
        coach.command("start", str(GYM), "--mute", "--plain"),
        env=coach.env,
        cwd=Path(__file__).parents[1],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    process.stdout.readline()
    process.send_signal(number)
    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == status
