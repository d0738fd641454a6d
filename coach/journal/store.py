"""The journal's file: opened, brought to this version, looked after. One schema file, numbered parts.

`sqlite3` is loaded with this module, so whoever wants to be heard soon imports it late.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

_BUSY: Final = 2.0
"""Seconds that a write waits for another program that is at the file."""

_NOT_OURS: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


Connection: TypeAlias = sqlite3.Connection


class Newer(Exception):
    """The file was written by a later version of the coach."""

    def __init__(self, path: Path, found: int) -> None:
        super().__init__(f"version {found}")
        self.path = path
        self.found = found


class Damaged(Exception):
    """The file is no database any more, or a broken one."""


class Unwritable(Exception):
    """The journal can't be kept now: the disk is full, the folder is read-only, the file is locked."""


@cache
def parts() -> tuple[tuple[str, ...], ...]:
    """The statements of each numbered part of the schema."""
    text = (Path(__file__).with_name("schema.sql")).read_text(encoding="utf-8")
    text = "\n".join(line if line.startswith("-- part ") else line.partition("--")[0] for line in text.splitlines())
    return tuple(
        tuple(filter(None, map(str.strip, part.split(";"))))
        for part in re.split(r"^-- part \d+.*$", text, flags=re.M)[1:]
    )


def version() -> int:
    """The version of a file that this coach writes."""
    return len(parts())


@contextmanager
def told() -> Iterator[None]:
    """Raises `Damaged` or `Unwritable` for what SQLite and the disk raise."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _NOT_OURS:
            raise Damaged(str(error)) from None
        raise Unwritable(str(error)) from None
    except OSError as error:
        raise Unwritable((error.strerror or str(error)).lower()) from None


def connect(path: Path) -> sqlite3.Connection:
    """The journal at `path`, made or brought to this version where needed, each commit to reach the disk.

    Raises `Newer`, `Damaged` or `Unwritable`; a file that is newer or damaged isn't touched.
    """
    with told():
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
        try:
            found = _version(connection)
            if found > version():
                raise Newer(path, found)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if found < version():
                connection.execute("PRAGMA journal_mode = WAL")
                _migrate(connection, path, found)
        except BaseException:
            connection.close()
            raise
    return connection


def read(path: Path) -> sqlite3.Connection | None:
    """The journal at `path` for reading alone, or None where there is none. Raises as `connect` does."""
    if not path.exists() or not path.stat().st_size:
        return None
    with told():
        try:
            return connect(path)
        except Unwritable:
            # A folder that can't be written holds a file that can be read.
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
            found = _version(connection)
            if found == version():
                return connection
            connection.close()
            raise


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _migrate(connection: sqlite3.Connection, path: Path, found: int) -> None:
    if found:
        backup(connection, path.with_name(f"{path.stem}-version-{found}{path.suffix}"))
    with transaction(connection):
        # Another coach may have done it since we looked.
        for number, statements in enumerate(parts()[_version(connection) :], _version(connection) + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block, on disk, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction by itself.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def set_aside(path: Path, now: datetime) -> Path:
    """Moves a damaged file, and what belongs to it, out of the way; returns where it is now."""
    number, aside = 1, path.with_name(f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}-{number}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{ending}").rename(f"{aside}{ending}")
    return aside


def check(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the whole file; nothing if all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    found = [] if found == ["ok"] else found
    return found + [f"a row of {row[0]} belongs to nothing" for row in connection.execute("PRAGMA foreign_key_check")]


def backup(connection: sqlite3.Connection, to: Path) -> None:
    """A copy of the journal as it is now, even while a session is being written."""
    copy = sqlite3.connect(to)
    try:
        connection.backup(copy)
        # A copy is one file, to be carried elsewhere.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
