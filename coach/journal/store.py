"""The journal as one object, which opens and closes the file, and raises one kind of error for whatever is wrong.

`sqlite3` is loaded with this module, so code on the way to the first sound imports it late.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, Self, TypeAlias, TypeVar

from coach.errors import CoachError, Mistake
from coach.journal.plausible import left_out, show_plausible
from coach.journal.schema import backup, migrate, transaction, version, version_of

_BUSY: Final = 2.0
"""Seconds that a read or a write waits for another program that uses the file."""

_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

Connection: TypeAlias = sqlite3.Connection

P = ParamSpec("P")
T = TypeVar("T")


class JournalError(CoachError):
    """The journal can't be used now. `reason` says why in a few words; the whole message says where and what to do."""

    def __init__(self, path: Path, message: str, hint: str, reason: str) -> None:
        super().__init__(Mistake(message, hint, str(path)))
        self.reason = reason


class Missing(JournalError):
    """There is no journal yet."""

    def __init__(self, path: Path) -> None:
        message, hint = "there is no journal yet", "it begins with your first session: coach start back"
        super().__init__(path, message, hint, message)
        self.mistakes = [Mistake(message, hint)]


class Newer(JournalError):
    """The file was written by a later version of the coach."""

    def __init__(self, path: Path, found: int) -> None:
        message = f"a later version of the coach wrote it (journal {found}; this coach knows {version()})"
        super().__init__(path, message, "update the coach, or start with --no-journal", f"version {found}")


class Damaged(JournalError):
    """The file isn't a database, or is a damaged one."""

    def __init__(self, path: Path, reason: str) -> None:
        message = "is damaged; it is set aside when the next session begins"
        super().__init__(path, message, "coach journal check says more", reason)


class Unreadable(JournalError):
    """The file can't be read now: permissions, or another program that keeps it locked."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"can't be read: {reason}", "coach journal check says more", reason)


class Unwritable(JournalError):
    """The file can't be written now: the disk is full, the folder is read-only, another program keeps it locked."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, f"can't be written: {reason}", "check the space and the folder", reason)


class JournalFile:
    """The journal's file at `path`, opened on first use and closed at the end of a `with` block.

    Every method raises `JournalError` for anything that SQLite or the disk raises. A file that is newer or damaged is
    not changed. Only one thread at a time may use it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading: Connection | None = None
        self._writing: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, question: Callable[Concatenate[Connection, P], T], *args: P.args, **options: P.kwargs) -> T:
        """Calls `question` with a connection that shows plausible rows only, and returns its result.

        The result must not hold an open cursor. Raises `Missing` if there is no file.
        """
        with self._translated(Unreadable):
            connection = self._to_read()
            try:
                return question(connection, *args, **options)
            except sqlite3.OperationalError as error:
                # A failing disk can leave bytes that aren't UTF-8; the rest of the text is still good.
                if "decode" not in str(error).lower():
                    raise
                connection.text_factory = _decoded
                return question(connection, *args, **options)

    def write(self, change: Callable[Concatenate[Connection, P], T], *args: P.args, **options: P.kwargs) -> T:
        """Calls `change` in one transaction, which is on disk when this returns; creates the file if there is none."""
        with self._translated(Unwritable):
            if self._writing is None:
                self._writing = _connect(self.path)
            with transaction(self._writing):
                return change(self._writing, *args, **options)

    def check(self) -> list[str]:
        """What is wrong with the whole file; nothing if all is well. Raises as `read` does."""
        return self._without_views(_broken)

    def left_out(self) -> dict[str, int]:
        """How many rows of each table are hidden from readers as implausible. Raises as `read` does."""
        return self._without_views(left_out)

    def backup(self, to: Path) -> None:
        """Copies the journal as it is now into a new file, even while a session is being written."""
        with self._translated(Unreadable):
            backup(self._to_read(), to)

    def set_aside(self, now: datetime) -> Path:
        """Moves a damaged file, and the files that belong to it, out of the way; returns its new path."""
        self.close()
        path = self.path
        number, aside = 1, path.with_name(f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}{path.suffix}")
        while aside.exists():
            number += 1
            aside = path.with_name(f"{path.stem}-damaged-{now:%Y%m%d-%H%M%S}-{number}{path.suffix}")
        with self._translated(Unwritable):
            for ending in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    Path(f"{path}{ending}").rename(f"{aside}{ending}")
        return aside

    def close(self) -> None:
        """Closes the file; the next use opens it again."""
        for connection in (self._reading, self._writing):
            if connection:
                with suppress(sqlite3.Error):
                    connection.close()
        self._reading = self._writing = None

    def _without_views(self, question: Callable[[Connection], T]) -> T:
        with self._translated(Unreadable):
            self._to_read()
            connection = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
            try:
                return question(connection)
            finally:
                connection.close()

    def _to_read(self) -> Connection:
        if self._reading is None:
            if not self.path.exists() or not self.path.stat().st_size:
                raise Missing(self.path)
            self._reading = _connect_to_read(self.path)
            show_plausible(self._reading)
        return self._reading

    @contextmanager
    def _translated(self, otherwise: type[Unreadable | Unwritable]) -> Iterator[None]:
        """Raises `Damaged`, or `otherwise`, for anything that SQLite and the disk raise, and closes the file."""
        try:
            yield
        except sqlite3.Error as error:
            self.close()
            if (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGED:
                raise Damaged(self.path, str(error)) from None
            raise otherwise(self.path, str(error)) from None
        except UnicodeDecodeError as error:
            # SQLite's own message quotes names of tables, which may be on a damaged page.
            self.close()
            raise Damaged(self.path, str(error)) from None
        except OSError as error:
            self.close()
            raise otherwise(self.path, (error.strerror or str(error)).lower()) from None


def _connect(path: Path) -> Connection:
    """Opens the file, creating or upgrading it as needed; every commit reaches the disk. Raises `Newer`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None, check_same_thread=False)
    try:
        found = version_of(connection)
        if found > version():
            raise Newer(path, found)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        if found < version():
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection, path, found)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_read(path: Path) -> Connection:
    try:
        return _connect(path)
    except sqlite3.OperationalError:
        # A file can be readable in a folder that isn't writable.
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            if version_of(connection) == version():
                return connection
        except sqlite3.Error:
            connection.close()
            raise
        connection.close()
        raise


def _decoded(data: bytes) -> str:
    return data.decode(errors="replace")


def _broken(connection: Connection) -> list[str]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    found = [] if found == ["ok"] else found
    return found + [f"a row of {row[0]} belongs to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
