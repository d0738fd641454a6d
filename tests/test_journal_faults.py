"""What was done is kept, whatever happens: real sessions on an accelerated clock, with real faults."""

from __future__ import annotations

import os
import pty
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Coach
from tests.support.gym import GYM, SETS, begun, done, hurried, journal, place, rows, said

KILLS = int(os.environ.get("COACH_KILLS", "10"))
"""How many sessions are killed; `COACH_KILLS=200` for a long look."""


def test_killed_at_any_instant_it_goes_on_at_the_right_set(coach: Coach) -> None:
    assert coach("script", GYM).status == 0  # its clips are there from now on
    chance = random.Random(4)
    kills = 0
    while kills < KILLS:
        process = hurried(coach, "start", GYM, "--mute", speed=40)
        kept = rows(coach) if begun(coach) else []
        kept = kept[len(kept) // len(SETS) * len(SETS) :]
        try:
            output, _ = process.communicate(timeout=chance.uniform(0.4, 2.2))
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
            kills += 1
        lines = said(output)
        if kept and lines:
            assert lines[0] == f"You stopped just now, at {place(len(kept))}."
        ended = len(re.findall(r"\(done\)|\(finished\)", output))
        now = rows(coach) if begun(coach) else []
        assert all(row == SETS[index % len(SETS)] for index, row in enumerate(now))
        assert len(now) % len(SETS) >= (len(kept) + ended) % len(SETS) or len(now) % len(SETS) == 0
        assert not now or rows(coach, "PRAGMA integrity_check") == [("ok",)]
    (open_ones,) = rows(coach, "SELECT count(*) FROM session WHERE how = 'open'")[0]
    assert open_ones <= 1


KEYS = (b"p", b"p", b"n", b"d", b" ", b"8\r", b"7 l\r", b"6 x 50 @ 9\r")
"""Keys that are pressed in a session: back, next, done, a pause, and what is typed of a set."""


def test_killed_among_keys_it_keeps_each_set_once_and_goes_on_behind_the_last(coach: Coach) -> None:
    """`back` and digits among the keys: no set is there twice, none is lost, and what was noted is kept."""
    assert coach("script", GYM).status == 0
    chance = random.Random(11)
    for _ in range(KILLS):
        before = open_sets(coach)
        master, slave = pty.openpty()
        process = hurried(coach, "start", GYM, "--mute", speed=40, stdin=slave)
        lines = pressed_and_killed(process, master, chance)
        os.close(master)
        os.close(slave)
        if before and lines:
            assert lines[0] == f"You stopped just now, at {place(1 + max(map(SETS.index, before)))}."
        keys = rows(coach, "SELECT session, exercise, kind, number, side FROM done") if begun(coach) else []
        assert len(keys) == len(set(keys))
        assert {row[1:] for row in keys} <= set(SETS)
        assert not keys or rows(coach, "PRAGMA integrity_check") == [("ok",)]
        noted = [line for line in lines if line.startswith("Noted: ")]
        if noted and "again." not in " ".join(lines[lines.index(noted[-1]) :]):
            assert rows(coach, "SELECT count(*) > 0 FROM done WHERE known = 'reported'") == [(1,)]


def open_sets(coach: Coach) -> list[tuple[str, str, int, str | None]]:
    """The sets of the session that the next start takes up."""
    if not begun(coach):
        return []
    query = (
        "SELECT exercise, kind, number, side FROM done WHERE session = (SELECT max(id) FROM session WHERE how = 'open')"
    )
    found: list[tuple[str, str, int, str | None]] = rows(coach, query)
    return found if SETS[-1] not in found else []


def pressed_and_killed(process: subprocess.Popen[str], keys: int, chance: random.Random) -> list[str]:
    """Presses keys at random until the session ends or is killed halfway; returns what it said."""
    deadline = time.monotonic() + chance.uniform(0.6, 2.5)
    while (left := deadline - time.monotonic()) > 0:
        try:
            process.wait(timeout=min(left, chance.uniform(0.05, 0.4)))
            break
        except subprocess.TimeoutExpired:
            os.write(keys, chance.choice(KEYS))
    process.kill()
    output, _ = process.communicate()
    return [line for line in said(output) if line and not line.startswith("(")]


def until_done(process: subprocess.Popen[str], sets: int) -> list[str]:
    """The lines of a session up to the end of so many more sets."""
    assert process.stdout
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip())
        sets -= "(done)" in line
        if not sets:
            return lines
    raise AssertionError(lines)


def namespace() -> bool:
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(
            ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
        ).returncode
    )


own_disk = pytest.mark.skipif(not namespace(), reason="a small disk of its own needs unshare and mount")


def on_disk(coach: Coach, options: str, before: str = "true") -> tuple[str, ...]:
    """A command that runs another with the data folder on a disk of its own, made with `options`."""
    folder = journal(coach).parent
    folder.mkdir(parents=True, exist_ok=True)
    return ("unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o {options} tmpfs {folder} && {before} && exec "$@"', "sh")


FULL = "The journal can't be written (database or disk is full). Going on; it is tried again after each set."


@own_disk
def test_a_full_disk_that_stays_full(coach: Coach) -> None:
    plain = said(coach("script", GYM).out)
    lines = done(coach, wrap=on_disk(coach, "size=40k"))
    assert [line for line in lines if line == FULL or "journal" not in line] == [FULL, *plain]
    assert lines[-1] == (
        "The journal could not be written to the end. Once there is room: coach log gym "
        '--add "barbell-shrug 2 x 60 kg 2 x 62.5 kg 2 x 40 kg" --add "row 2 2" '
        '--add "dip 2 x bodyweight + 5 kg 2 x bodyweight + 5 kg" --add "plank 2s 2s"'
    )


@own_disk
def test_a_full_disk_that_finds_room_again(coach: Coach) -> None:
    coach("script", GYM)
    ballast = journal(coach).parent / "ballast"
    process = hurried(
        coach, "start", GYM, "--mute", wrap=on_disk(coach, "size=400k", f"! dd if=/dev/zero of={ballast} 2>/dev/null")
    )
    seen = Path(f"/proc/{process.pid}/root{ballast}")
    lines = until_done(process, 2)
    seen.unlink()
    lines += until_done(process, 3)
    for ending in ("", "-wal"):
        shutil.copy(seen.with_name(f"journal.db{ending}"), coach.cwd / f"copy.db{ending}")
    lines += process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0
    assert [line for line in lines if "journal" in line] == [FULL]
    with sqlite3.connect(coach.cwd / "copy.db") as connection:
        found = connection.execute("SELECT exercise, kind, number, side FROM done ORDER BY place").fetchall()
    assert found[:4] == SETS[:4]


@own_disk
def test_a_read_only_folder(coach: Coach) -> None:
    plain = said(coach("script", GYM).out)
    lines = done(coach, wrap=on_disk(coach, "ro"))
    warning = "The journal can't be written (unable to open database file). Going on; it is tried again after each set."
    assert lines[:-1] == [warning, *plain]
    assert lines[-1].startswith("The journal could not be written to the end.")


def test_a_journal_of_a_later_version_is_left_alone(coach: Coach) -> None:
    done(coach)
    with sqlite3.connect(journal(coach)) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = journal(coach).read_bytes()
    run = coach("start", GYM, "--mute")
    assert (run.status, run.out) == (1, "")
    assert run.err == (
        f"coach: {journal(coach)}: a later version of the coach wrote it (journal 99; this coach knows 4); "
        "update the coach, or start with --no-journal\n"
    )
    assert done(coach, "--no-journal")[-1].startswith("That's your gym workout done")
    assert journal(coach).read_bytes() == before


def test_a_damaged_journal_is_set_aside(coach: Coach) -> None:
    plain = said(coach("script", GYM).out)
    journal(coach).parent.mkdir(parents=True)
    broken = b"SQLite format 3\0" + os.urandom(9000)
    journal(coach).write_bytes(broken)
    assert said(coach("script", GYM).out) == plain
    told = "is damaged; it is set aside when the next session begins; coach journal check says more"
    assert coach("history").err == f"coach: {journal(coach)}: {told}\n"
    first, *lines = done(coach)
    (aside,) = journal(coach).parent.glob("journal-damaged-*.db")
    assert first == f"The journal was damaged. It is set aside as {aside.name}; a new one is begun."
    assert lines == plain
    assert aside.read_bytes() == broken
    assert rows(coach) == SETS


def test_a_journal_that_is_damaged_while_the_session_runs(coach: Coach) -> None:
    coach("script", GYM)
    process = hurried(coach, "start", GYM, "--mute")
    until_done(process, 4)
    for ending in ("-wal", "-shm", ""):
        with Path(f"{journal(coach)}{ending}").open("r+b") as file:
            file.write(b"\xff" * 40_000)
    lines = process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0, lines
    (aside,) = journal(coach).parent.glob("journal-damaged-*.db")
    told = f"The journal was damaged. It is set aside as {aside.name}; a new one is begun."
    assert [line for line in lines if "journal" in line] == [told]
    assert rows(coach) == SETS


def test_the_clock_jumping_back_an_hour(coach: Coach) -> None:
    """Between two halves of a session the wall clock goes back: it goes on all the same, and its times don't."""
    coach("script", GYM)
    process = hurried(coach, "start", GYM, "--mute")
    until_done(process, 4)
    process.kill()
    process.wait()
    kept = rows(coach)
    with sqlite3.connect(journal(coach)) as connection:
        # The same as a clock that goes back: all that is written is an hour ahead of it.
        connection.execute("UPDATE session SET started = started + 3600000, seen = seen + 3600000")
        connection.execute("UPDATE done SET at = at + 3600000")
    connection.close()
    lines = done(coach)
    assert lines[0] == f"You stopped just now, at {place(len(kept))}."
    assert rows(coach) == SETS
    times = [at for (at,) in rows(coach, "SELECT at FROM done ORDER BY place")]
    assert times == sorted(times)
    assert rows(coach, "SELECT how, ended >= seen, seen >= started FROM session") == [("complete", 1, 1)]


def test_a_journal_of_an_earlier_version_is_taken_up(coach: Coach) -> None:
    from coach.journal import schema

    journal(coach).parent.mkdir(parents=True)
    with sqlite3.connect(journal(coach)) as connection:
        for statement in schema.parts()[0]:
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    done(coach)
    assert rows(coach) == SETS
    assert rows(coach, "PRAGMA user_version") == [(schema.version(),)]
    assert journal(coach).with_name("journal-version-1.db").exists()


def test_two_coaches_at_once(coach: Coach) -> None:
    first = hurried(coach, "start", GYM, "--mute", speed=1)
    assert first.stdout
    assert "Gym." in first.stdout.readline()
    while not begun(coach) or not rows(coach, "SELECT count(*) FROM session")[0][0]:
        time.sleep(0.01)
    ((holder, started),) = rows(coach, "SELECT holder, started FROM session")
    run = coach("start", GYM, "--mute")
    since = time.strftime("%H:%M", time.localtime(started / 1000))
    assert holder == f"process {first.pid}"
    assert (run.status, run.out, run.err) == (
        1, "", f"coach: another coach plays Gym since {since} ({holder}); end that session, or wait until it is over\n",
    )  # fmt: skip
    assert coach("start", GYM, "--dry-run").status == 0
    first.kill()
    first.communicate()
    assert done(coach)[0] == "Gym."


if sys.platform != "linux":
    pytestmark = pytest.mark.skip(reason="these faults are made with Linux's means")
