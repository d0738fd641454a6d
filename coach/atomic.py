"""Writing files so that nobody ever sees a half-written one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_IN_MEMORY: Final = "/dev/shm"
"""The folder in memory that Linux has."""

_ROOM: Final = 50_000_000
"""Bytes that a folder for temporary files has to have free: a session's clips take a tenth to a half of them."""


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Yields a temporary path beside `path` to write to, and renames it to `path` when the block ends.

    If the block fails, the temporary file is removed and `path` stays as it was. The temporary name contains the
    process id, so two processes can write the same file at once; the last one to finish wins. The folder must exist.
    Raises `OSError` if the file can't be put in place.
    """
    temporary = _beside(path)
    try:
        yield temporary
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def atomic_write_once(path: Path) -> Iterator[Path]:
    """As `atomic_write`, but a file that is at `path` when the block ends stays as it is: the first to finish wins.

    So what a reader has found out of the file holds for as long as the file is there.
    """
    temporary = _beside(path)
    try:
        yield temporary
        _put_once(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def _put_once(temporary: Path, path: Path) -> None:
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:  # the file system has no links
        if not path.exists():
            temporary.replace(path)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all; one that was there stays where the disk has no room for the new one.

    What is no file, as a pipe or a device, is written to as it is. Raises `OSError`.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    with atomic_write(path.resolve()) as temporary:
        temporary.write_bytes(data)


def scratch_folder() -> str | None:
    """Where temporary files have room: the system's folder for them, or memory where that is full. None: nowhere."""
    import shutil
    import tempfile

    try:
        if shutil.disk_usage(tempfile.gettempdir()).free > _ROOM:
            return tempfile.gettempdir()
    except OSError:
        pass  # it can't be written to
    return _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else None


def scratch_prefix(process: int) -> str:
    """How the name of the temporary folder of a speech engine's process begins."""
    return f"coach-{process}-"


def remove_scratch(process: int) -> None:
    """Removes the temporary folder that a process was killed over; what can't be removed is left."""
    import shutil

    where = scratch_folder()
    for folder in Path(where).glob(f"{scratch_prefix(process)}*") if where else ():
        shutil.rmtree(folder, ignore_errors=True)


def write_new(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 to a file that must not exist yet; if writing fails, removes what was written.

    Line endings are written as they stand in `text`. Raises `FileExistsError` if the file exists, `OSError` if it
    can't be written.
    """
    with path.open("x", encoding="utf-8", newline="") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:
            path.unlink()
            raise
