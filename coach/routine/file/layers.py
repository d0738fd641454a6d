"""Applies the changes of a routine's variants to its exercises: left out, swapped, changed and added. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from coach.errors import Code, quoted
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.positions import Path
from coach.routine.file.prescription import Fault
from coach.routine.file.tables import ExerciseTable, GroupTable, PrescriptionTable, VariantTable
from coach.routine.file.unknown_names import exercise_id, target
from coach.routine.groups import DEFAULT_KIND

_CARRIED: Final = ("sets", "reps", "rest", "cap", "rpe", "rir", "warmup_sets", "group")
"""What a swapped exercise keeps of the one it replaces: how much and when, not how."""


class LayeredExercise(Struct, frozen=True):
    """An exercise while variants are applied: what it is, its own fields, and what variants set over them.

    `names` are all the names that variants may use for it; the last one is its id.
    """

    names: tuple[str, ...]
    path: Path
    table: ExerciseTable
    own: dict[str, Any]
    over: dict[str, Any]

    @property
    def said(self) -> dict[str, Any]:
        """What the routine itself says about it."""
        return self.own | self.over


def entry_of(table: ExerciseTable, path: Path, catalogue: Catalogue) -> LayeredExercise:
    """The exercise that is written at `path`, without changes."""
    name = exercise_id({"id": table.id, "use": table.use, "name": table.name}, catalogue)
    return LayeredExercise((name,), path, table, table.given, {})


def swapped(entry: LayeredExercise, swaps: Mapping[str, str], catalogue: Catalogue) -> LayeredExercise:
    """The exercise that is done in the place of this one, if `swaps` name one; variants may still use its old name."""
    named = {catalogue.find(name) or name: other for name, other in swaps.items()}
    use = next((named[name] for name in entry.names if name in named), None)
    return entry if use is None else _instead(entry, entry_of(ExerciseTable(use=use), entry.path, catalogue))


def _instead(entry: LayeredExercise, new: LayeredExercise) -> LayeredExercise:
    """Another exercise in the place of one, with as much of it and when."""
    carried = {key: value for key, value in entry.said.items() if key in _CARRIED}
    return replace(new, names=(*entry.names, *new.names), own=carried | new.own)


def chain(
    name: str, variant: VariantTable, variants: Mapping[str, VariantTable] | None
) -> list[tuple[str, VariantTable]]:
    """The `variants` to apply to the routine for the variant `name`, their common ancestor first."""
    found = [(name, variant)]
    while (parent := found[0][1].parent) is not None and variants:
        found.insert(0, (parent, variants[parent]))
    return found


def changed(
    entries: Sequence[LayeredExercise], layer: VariantTable, here: Path, catalogue: Catalogue
) -> list[LayeredExercise]:
    """The exercises with the changes of a variant, which is written at `here`."""
    swaps = {_target(id_, entries, catalogue): (id_, table) for id_, table in layer.swap.items()}
    changes = {_target(id_, entries, catalogue): table for id_, table in layer.change.items()}
    left_out = {_target(id_, entries, catalogue) for id_ in layer.leave_out or []}
    wide = {key: value for key, value in layer.given.items() if key in PrescriptionTable.model_fields}
    found = []
    for entry in entries:
        if left_out.intersection(entry.names):
            continue
        over = wide | next((changes[name].given for name in entry.names if name in changes), {})
        swap = next((swaps[name] for name in entry.names if name in swaps), None)
        if swap:
            id_, table = swap
            new = entry_of(table, (*here, "swap", id_), catalogue)
            found.append(replace(_instead(entry, new), over=over | table.given))
        else:
            found.append(replace(entry, over=entry.over | over))
    for index, added in enumerate(layer.add):
        entry = replace(entry_of(added, (*here, "add", index), catalogue), over=wide | added.given)
        found.insert(_position(added.after, added.before, found, catalogue), entry)
    return found


def _position(after: str | None, before: str | None, entries: Sequence[LayeredExercise], catalogue: Catalogue) -> int:
    """Where an exercise is added that comes `after` or `before` another one; at the end if it names none."""
    neighbour = after or before
    if not neighbour:
        return len(entries)
    at = _target(neighbour, entries, catalogue)
    matches = (index for index, entry in enumerate(entries) if at in entry.names)
    return next(matches, len(entries) - 1) + (1 if after else 0)


def _target(id_: str, entries: Sequence[LayeredExercise], catalogue: Catalogue) -> str:
    return target(id_, {name for entry in entries for name in entry.names}, catalogue)


def merged(below: tuple[GroupTable, Path] | None, table: GroupTable) -> GroupTable:
    """A group's fields with those of a variant over them; a group of another kind starts without any."""
    if below is None or table.kind not in (None, below[0].kind or DEFAULT_KIND.name):
        return table
    return GroupTable.model_construct(**below[0].given | table.given)


def interrupted_groups(entries: Sequence[LayeredExercise]) -> Iterator[Fault]:
    """Faults for groups whose exercises aren't consecutive; each with its whole path."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        id_ = entry.said.get("group")
        if id_ is None:
            continue
        if id_ in seen and seen[id_] != index - 1:
            message = f"the group {quoted(id_)} is interrupted by {quoted(entries[index - 1].names[-1])}"
            hint = "put its exercises together, or name another group"
            yield Fault(Code.SPLIT_GROUP, (*entry.path, "group"), message, hint)
        seen[id_] = index
