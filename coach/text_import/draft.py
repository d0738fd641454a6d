"""What was understood of plain lines, and what was not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct, field

Field: TypeAlias = Literal["sets", "reps", "load", "rest", "tempo", "rpe", "rir", "side", "note", "progress", "step"]
FIELDS: tuple[Field, ...] = ("sets", "reps", "load", "rest", "tempo", "rpe", "rir", "side", "note", "progress", "step")


class Leftover(Struct, frozen=True):
    """Something that could not be carried: its `line` (from 1), its `text`, and the `reason`."""

    line: int
    text: str
    reason: str


class Comment(Struct, frozen=True):
    """A comment by the author or the importer that is written into the file."""

    line: int
    text: str


class DraftExercise(Struct, frozen=True):
    """One exercise: `use` where the catalogue knows it, or else `name`; `fields` in the routine language's notation.

    `assumed` says in words what the exercise has and the line didn't mention: "a barbell".
    """

    line: int
    name: str
    use: str | None = None
    fields: Mapping[Field, str] = field(default_factory=dict)
    group: str | None = None
    assumed: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


class Draft(Struct, frozen=True):
    """A routine, as far as it can be read from the lines. `rest` is for all exercises without one; `loose` is what was
    written between them."""

    title: str | None
    rest: str | None
    warm_up: tuple[DraftExercise, ...]
    exercises: tuple[DraftExercise, ...]
    loose: tuple[Leftover | Comment, ...]
    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The fields of each group but plain supersets, in the routine language's notation."""

    @property
    def leftovers(self) -> list[Leftover]:
        """All that could not be carried, in the order of the lines."""
        found = [leftover for leftover in self.loose if isinstance(leftover, Leftover)]
        for entry in (*self.warm_up, *self.exercises):
            found += entry.leftovers
        return sorted(found, key=lambda leftover: leftover.line)
