"""Routines and programs as they were read, kept on disk: the next session begins without loading what checks a file.

One of them holds as long as its file and all that it rests on have the same time and size. Losing the cache costs time
and nothing else. What is taken from it can be nothing but a routine or a program and their parts, whatever stands in
the file.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from coach.atomic import atomic_write
from coach.errors import Code, Mistake, Source
from coach.library.index import stamp_of

T = TypeVar("T")

_MODEL_MODULES: Final = {
    "coach.errors",
    "coach.program.model",
    *(f"coach.notation.{name}" for name in ("counts", "efforts", "loads", "moments", "reps", "tempos", "times")),
    "coach.routine.groups",
    "coach.routine.model",
}
"""The modules of all that a routine or a program is made of."""


class Reread(Source, frozen=True):
    """A place in a file, which is read again only where something has to be said of it."""

    file: str

    def mistake(self, code: Code, message: str, hint: str = "", about: str = "") -> Mistake:
        """Something wrong there, or with the line `about` in it."""
        from coach.library.find import read_text
        from coach.routine.file.toml import WrittenAt, parse

        return WrittenAt(self.path, parse(read_text(Path(self.file)), self.file)).mistake(code, message, hint, about)


class ReadCache(Generic[T]):
    """A folder of files as they were read, all to values of one `kind`: routines, or programs.

    `basis` identifies everything else that the result depends on, such as the catalogue and the coach's version: with
    another basis, nothing that is kept is used.
    """

    def __init__(self, folder: Path, basis: str, kind: type[T]) -> None:
        self._folder = folder
        self._basis = basis
        self._kind = kind

    def get(self, file: Path) -> T | None:
        """What was read from `file`, if it was kept and the file is what it was."""
        try:
            stamp, _, kept = self._place(file).read_bytes().partition(b"\0")
            if stamp != self._stamp(stamp_of(file), kept):
                return None
            found = _Unpickler(io.BytesIO(kept), str(file)).load()
        except (
            OSError,
            EOFError,
            pickle.UnpicklingError,
            AttributeError,
            ImportError,
            LookupError,
            TypeError,
            ValueError,
        ):
            return None
        return found if isinstance(found, self._kind) else None

    def keep(self, file: Path, value: T, stamp: str) -> T:
        """Keeps the `value` of `file`, which had the `stamp` before it was read, if the folder can be written."""
        written = io.BytesIO()
        _Pickler(written, protocol=5).dump(value)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with atomic_write(self._place(file)) as temporary:
                temporary.write_bytes(self._stamp(stamp, written.getvalue()) + b"\0" + written.getvalue())
        return value

    def _place(self, file: Path) -> Path:
        # Messages name a file as it was named, so that each of its names has a place.
        name = hashlib.sha256(f"{file.absolute()}\0{file}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.{self._kind.__name__.casefold()}"

    def _stamp(self, stamp: str, kept: bytes) -> bytes:
        """A digest of what the file was, of all that the value rests on besides, and of what is kept of it."""
        return hashlib.sha256(f"{stamp}\0{self._basis}\0".encode() + kept).hexdigest().encode()


class _Pickler(pickle.Pickler):
    """Writes where something was written as its path alone, without the whole text around it."""

    def persistent_id(self, obj: Any) -> tuple[str | int, ...] | None:
        # Of the two kinds of sources the one that a reader makes is not to be loaded here; both have a path.
        return obj.path_in_file if isinstance(obj, Source) else None


class _Unpickler(pickle.Unpickler):
    """Reads a routine or a program, and no class from anywhere else."""

    def __init__(self, data: io.BytesIO, file: str) -> None:
        super().__init__(data)
        self._file = file

    def persistent_load(self, pid: Any) -> Reread:
        return Reread(pid, self._file)

    def find_class(self, module: str, name: str) -> Any:
        if module not in _MODEL_MODULES or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a routine or a program")
        return super().find_class(module, name)
