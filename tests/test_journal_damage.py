"""A journal that is damaged anywhere: every command says so or goes on, and a session is played and kept."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from coach.journal import history, stats
from coach.journal.csv_rows import read_rows
from coach.journal.entries import Entry, Fact, Past, day_of
from coach.journal.exchange import Everything, from_csv, from_json, to_csv, to_json
from coach.journal.history import BlockQuery
from coach.journal.rows import facts, put_facts, put_past
from coach.journal.schema import version
from coach.journal.store import Connection, JournalError, JournalFile
from coach.notation import Load
from coach.progression.performed import counted, reported_hold
from coach.units import MINUTE, SECOND
from tests.conftest import Coach
from tests.support.gym import GYM, SETS, done, journal, rows

DAMAGED = int(os.environ.get("COACH_DAMAGED", "100"))
"""How many journals are damaged at random bytes; `COACH_DAMAGED=20000` for a long look."""

NOW = 1_793_638_800_000


def past(number: int) -> Past:
    """A session of five sets, so many days before `NOW`."""
    started = NOW - number * 86_400_000
    sets = tuple(
        Entry(
            exercise, exercise.title(), "working", place, "done", "8-10",
            counted(8) if load else reported_hold(30 * SECOND),
            load, 30 * SECOND, started + place * MINUTE, place * MINUTE, muscles=("lats", "biceps"), block=exercise,
        )
        for exercise, load in (("row", Load(60, "kg", False)), ("plank", None), ("dip", Load(5, "kg", True)))
        for place in (1, 2)
    )  # fmt: skip
    return Past(f"uid-{number}", "gym", "Gym", "gym.toml", "", "", 1, started, 60, started, started, "complete", sets)


def put_all(connection: Connection, pasts: list[Past]) -> None:
    for one in pasts:
        put_past(connection, one)
    put_facts(connection, [Fact("one-rep max", "row", 100.0, "kg", NOW)])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A journal of forty sessions, as bytes."""
    path = tmp_path_factory.mktemp("journal") / "journal.db"
    with JournalFile(path) as kept:
        kept.write(put_all, [past(number) for number in range(40)])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    return path.read_bytes()


def asked_all(path: Path) -> int:
    """Asks a journal everything there is to ask, and writes to it; how many questions it answered.

    Raises whatever isn't a `JournalError`.
    """
    answered = 0

    def everything(connection: Connection) -> None:
        found = Everything(tuple(history.all_sessions(connection)), tuple(facts(connection)))
        assert len(from_json(to_json(found)).everything.sessions) <= len(found.sessions)
        from_csv(read_rows(to_csv(found))[1])

    questions = (
        (everything,), (history.newest,), (history.last_played, "gym"), (history.holder,), (history.maxes,),
        (history.counts,), (history.remembered, BlockQuery("gym", "row", "row", cycle=True)),
        (history.remembered, BlockQuery("gym", "plank", "plank")),
        (history.in_week, "gym", day_of(NOW, 60)), (stats.weeks, NOW, 60, 12), (stats.bests,),
        (stats.days, "row"), (stats.names,),
    )  # fmt: skip
    with JournalFile(path) as kept:
        for question, *values in questions:
            with suppress(JournalError):
                kept.read(question, *values)
                answered += 1
        with suppress(JournalError):
            kept.check()
            answered += 1
        with suppress(JournalError):
            kept.write(put_past, replace(past(1), uid="new"))
            answered += 1
    return answered


def test_every_page_lost(whole: bytes, tmp_path: Path) -> None:
    """Each page in turn holds zeros, ones, or what stands in another."""
    size = int.from_bytes(whole[16:18], "big")
    pages = [whole[at : at + size] for at in range(0, len(whole), size)]
    path = tmp_path / "journal.db"
    answered = []
    for number in range(len(pages)):
        for page in (bytes(size), b"\xff" * size, pages[number - 1], os.urandom(size)):
            path.write_bytes(b"".join([*pages[:number], page, *pages[number + 1 :]]))
            answered.append(asked_all(path))
    path.write_bytes(whole[: len(whole) // 2])
    answered.append(asked_all(path))
    assert len(set(answered)) > 5, "some pages cost more than others"


def test_bytes_changed_anywhere(whole: bytes, tmp_path: Path) -> None:
    chance = random.Random(11)
    path = tmp_path / "journal.db"
    for _ in range(DAMAGED):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 1, 4, 64))):
            at = chance.randrange(len(damaged))
            damaged[at] = chance.choice((0, 0xFF, 0x80, damaged[at] ^ 1 << chance.randrange(8)))
        path.write_bytes(damaged)
        asked_all(path)


ODD = [
    "UPDATE done SET load = 9e999", "UPDATE done SET load = 1e300", "UPDATE done SET load = 'heavy'",
    "UPDATE done SET reps = 1e300", "UPDATE done SET reps = -5", "UPDATE done SET reps = 'many'",
    "UPDATE done SET estimate = 9e999", "UPDATE done SET at = 1 << 62", "UPDATE done SET at = -62135596800000",
    "UPDATE done SET effort = 1e9", "UPDATE done SET time = -1", "UPDATE done SET number = number + 0.5",
    "UPDATE session SET started = 253402300799000", "UPDATE session SET started = -62135596800000",
    "UPDATE session SET zone = 100000", "UPDATE session SET ended = 'never'", "UPDATE session SET seen = 1 << 62",
    "UPDATE exercise SET name = x'ff'", "UPDATE exercise SET name = CAST(x'fffe' AS TEXT)",
    "UPDATE fact SET amount = 9e999",
]  # fmt: skip
"""Values that no input accepts any more, or never did."""


@pytest.mark.parametrize("change", ODD)
def test_what_is_in_a_journal_already_crashes_nothing(whole: bytes, tmp_path: Path, change: str) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(whole)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(change)
    connection.close()
    assert asked_all(path) == 15


def test_odd_rows_are_reported_and_cost_nothing_else(coach: Coach) -> None:
    done(coach)
    with sqlite3.connect(journal(coach)) as connection:
        connection.execute("UPDATE done SET load = 9e999 WHERE exercise = 'barbell-shrug'")
        connection.execute("UPDATE done SET at = 1 << 62 WHERE exercise = 'row'")
        connection.execute("UPDATE session SET zone = 99999")
    connection.close()
    assert any(line.endswith("You finished every set.") for line in done(coach, "--fresh"))
    for words in (["stats"], ["stats", "dip"], ["history"], ["history", "show", "2"], ["log"], ["export", "--csv"]):
        assert (coach(*words).status, coach(*words).err) == (0, ""), words
    assert coach("journal", "check").out == (
        f"{journal(coach)}: version {version()}, 1 sessions, 17 sets, all well but for rows whose values can't be, "
        "which are left out: 1 of session, 7 of done\n"
    )


@pytest.mark.parametrize("table", ["session", "done", "exercise", "fact", "session_started", "done_block"])
def test_the_root_of_each_table_damaged(coach: Coach, table: str) -> None:
    """Every command reports it in one line; a session sets the file aside, is played, and is kept in a new one."""
    done(coach)
    ((page,),) = rows(coach, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")
    ((size,),) = rows(coach, "PRAGMA page_size")
    rows(coach, "PRAGMA wal_checkpoint(TRUNCATE)")
    with journal(coach).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    for words in (
        ["history"], ["stats"], ["stats", "dip"], ["log"], ["log", "gym", "--add", "row 8 x 60 kg"],
        ["export", "--json"], ["journal", "check"], ["script", GYM], ["start", GYM, "--dry-run"],
    ):  # fmt: skip
        run = coach(*words)
        assert run.status in (0, 1), words
        assert "Traceback" not in run.err
        assert len(run.err.splitlines()) <= 1
    lines = done(coach, "--fresh")
    asides = list(journal(coach).parent.glob("journal-damaged-*.db"))
    assert [line for line in lines if "journal" in line] == [
        f"The journal was damaged. It is set aside as {aside.name}; a new one is begun." for aside in asides
    ]
    assert rows(coach)[-len(SETS) :] == SETS


def test_a_journal_that_another_process_keeps_locked(coach: Coach) -> None:
    done(coach)
    other = sqlite3.connect(journal(coach), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    (coach.cwd / "log.csv").write_text(coach("export", "--csv").out)
    for words in (["log", "gym", "--add", "dip 8"], ["log", "--set", "2 8"], ["import-log", "log.csv"]):
        run = coach(*words)
        told = f"coach: {journal(coach)}: can't be written: database is locked; check the space and the folder\n"
        assert (run.status, run.out, run.err) == (1, "", told)
    assert coach("history").status == 0
    other.close()
