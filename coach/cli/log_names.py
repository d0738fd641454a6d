"""The names that other programs give exercises, and which exercise of the catalogue each one is: `names.toml`, which
the athlete can correct.

The file is in the configuration's folder: a line for each name found in a log, with the id of the exercise that it was
taken for. The file decides at the next import; an id that isn't in the catalogue stands for an exercise of the
athlete's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coach.atomic import atomic_write
from coach.cli import compose, runtime
from coach.errors import CoachError, Code, Mistake, quoted
from coach.journal.apps.log import KnownExercise
from coach.library.find import read_text
from coach.routine.file.catalogue import Catalogue, is_held, slug
from coach.routine.file.toml import parse
from coach.routine.file.weights import gives_help, hangs_on_body, is_banded

_HEAD: Final = "# Names in the logs of other programs, and the exercise that each of them is. Correct what is wrong.\n"


class LogNames:
    """Finds the exercise of each name, and keeps what it found."""

    def __init__(self) -> None:
        self.path: Path = runtime.config_folder() / "names.toml"
        self._catalogue: Catalogue = compose.library().catalogue()
        self._kept = read_names(self.path)
        self.met: dict[str, str] = {}

    def known(self, name: str) -> KnownExercise | None:
        """The exercise called `name`; None if the catalogue lacks it."""
        corrected = self._kept.get(name)
        # A name that had no exercise may have been added to the catalogue since.
        id_ = corrected if corrected and corrected != slug(name) else self._catalogue.find(name) or slug(name)
        self.met[name] = id_ or name
        found = self._catalogue.find(id_) if id_ else None
        if found is None:
            return KnownExercise(id_, name) if corrected and corrected != slug(name) else None
        table = self._catalogue.get(found)
        muscles = tuple(table.muscles or ())
        helped = gives_help(table) or is_banded(table)
        return KnownExercise(found, table.name or found, muscles, hangs_on_body(table), is_held(found, table), helped)

    def keep(self) -> int:
        """Writes the names that are new to the file; returns how many."""
        new = {name: id_ for name, id_ in sorted(self.met.items()) if name not in self._kept}
        if new:
            before = read_text(self.path) if self.path.exists() else _HEAD
            lines = "".join(f"{_text(name)} = {_text(id_)}\n" for name, id_ in new.items())
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with atomic_write(self.path) as temporary:
                temporary.write_text(before + ("" if before.endswith("\n") else "\n") + lines, encoding="utf-8")
        return len(new)


def read_names(path: Path) -> Mapping[str, str]:
    """The names that were kept. Raises `CoachError` if the file isn't what it should be."""
    if not path.exists():
        return {}
    file = parse(read_text(path), str(path))
    for name, id_ in file.data.items():
        if not isinstance(id_, str) or not id_:
            hint = 'write the id of an exercise: "Bench Press (Barbell)" = "barbell-bench-press"'
            raise CoachError(file.mistake(Code.WRONG_TYPE, (name,), f"{quoted(name)} is no text", hint))
    return file.data


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def no_unit(file: str, message: str = "doesn't say whether its weights are kilograms or pounds") -> Mistake:
    """What to say of a log whose weights have no unit, where the configuration has none either."""
    hint = f"say it with --units: coach import-log {file} --units kg, or --units lb"
    return Mistake(message, hint, file)
