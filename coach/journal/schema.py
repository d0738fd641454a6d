"""The tables of the journal: the numbered parts of one schema file, and the upgrade of a file to this version."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path


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
    """The file version that this coach writes."""
    return len(parts())


def version_of(connection: sqlite3.Connection) -> int:
    """The version of an open file; 0 for an empty one. Raises `sqlite3.Error`."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def migrate(connection: sqlite3.Connection, path: Path, found: int) -> None:
    """Upgrades a file from the version `found` to this one, after copying it if it holds anything.

    Raises `sqlite3.Error`; then the file is as it was.
    """
    if found:
        backup(connection, path.with_name(f"{path.stem}-version-{found}{path.suffix}"))
    with transaction(connection):
        # Another coach may have done it since we looked.
        for number, statements in enumerate(parts()[version_of(connection) :], version_of(connection) + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits the whole block to disk, or none of it. Raises `sqlite3.Error`."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction by itself.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def backup(connection: sqlite3.Connection, to: Path) -> None:
    """Copies the whole file as it is, even while it is being written. Raises `sqlite3.Error`."""
    copy = sqlite3.connect(to)
    try:
        connection.backup(copy)
        # A copy is one file, to be carried elsewhere.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
