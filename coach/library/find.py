"""The routines, exercises and sounds on disk: where they are, and which file a name means.

The athlete's own folder comes first, then what ships with the coach: at the top of a checkout, or inside the package
if the coach was installed from a wheel.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from coach.errors import CoachError, Code, Mistake
from coach.library.named_files import NamedFiles
from coach.routine.file.positions import MOST_BYTES

if TYPE_CHECKING:
    from coach.routine.file.catalogue import Catalogue
    from coach.routine.model import Routine

_NONE: Final[Mapping[str, str]] = {}
_PACKAGE: Final = Path(__file__).resolve().parents[1]


def shipped() -> Path:
    """The folder that holds the `routines` and `sounds` that ship with the coach."""
    installed = _PACKAGE / "shipped"
    return installed if installed.is_dir() else _PACKAGE.parent


class Library(NamedFiles, frozen=True):
    """The folders to look in for routines, first the athlete's own."""

    noun: ClassVar[str] = "routine"
    folders: Sequence[Path]

    def searched(self) -> Sequence[Path]:
        """The folders to look in, in order."""
        return self.folders

    def load(self, routine: str, whole: bool = True, swaps: Mapping[str, str] = _NONE) -> Routine:
        """Reads `routine`, a name or a path. Raises `CoachError` with every mistake.

        If not `whole`, variants other than the default one have no exercises, which is enough for a list. `swaps` are
        exercises that the athlete does in the place of others, by their ids.
        """
        # The reader takes a while to import, and a routine from the read cache doesn't need it.
        from coach.routine.file.reader import read_routine

        path = self.path(routine)
        return read_routine(read_text(path), str(path), path.stem, self.catalogue(), whole, swaps)

    @cache  # noqa: B019  one library lives as long as the program
    def catalogue(self) -> Catalogue:
        """The exercises that every routine can use."""
        from coach.routine.file.catalogue import Catalogue
        from coach.routine.file.toml import parse

        files = sorted((shipped() / "routines" / "exercises").glob("*.toml"))
        return Catalogue([parse(read_text(path), str(path)) for path in files])

    def __hash__(self) -> int:
        return id(self)


def read_text(path: Path) -> str:
    """The text of a TOML file, up to the size limit. Raises `CoachError` if it can't be read or isn't UTF-8."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        # Some editors put a byte order mark first.
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        hint = "coach list names the routines"
        raise CoachError(Mistake("there is no such file", hint, str(path), code=Code.UNREADABLE)) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CoachError(
            Mistake("is not UTF-8 text", "save it as UTF-8", str(path), line, code=Code.NOT_TEXT)
        ) from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "check its name and permissions"
        raise CoachError(Mistake(f"can't be read: {reason}", hint, str(path), code=Code.UNREADABLE)) from None
