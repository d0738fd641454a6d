"""Finds out which fields and calls of a routine have an effect in any of its variants, to warn of those that have
none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from coach.errors import Code, quoted
from coach.notation import Reps
from coach.routine.file.positions import Path
from coach.routine.file.prescription import Fault, impossible
from coach.routine.file.tables import CallTable, EntryTable, ExerciseTable
from coach.routine.model import Group, Prescription

_SETS: Final = {"sets", "reps", "rest", "tempo", "cap", "load", "warmup_sets", "rpe", "rir"}

_NO_EFFECT: Final = {
    "cap": "no set goes to failure",
    "tempo": "every set is held for a time",
    "sets": "a group leaves out drop sets",
}


def _to_failure(asked: Prescription) -> bool:
    return isinstance(asked.reps, Reps) and asked.reps.to_failure


def _in_reps(asked: Prescription) -> bool:
    return isinstance(asked.reps, Reps)


_EFFECTS: Final[Mapping[str, Callable[[Prescription], bool]]] = {"cap": _to_failure, "tempo": _in_reps}
"""Fields that have no effect on some sets, each with a test for those on which they have."""


class Effects:
    """What has been found out about the fields and calls of a routine. Paths are those of the whole file."""

    def __init__(self) -> None:
        self._fields: dict[tuple[Path, str], bool] = {}
        self._calls: dict[Path, Fault | None] = {}

    def note_calls(self, path: Path, calls: Sequence[CallTable], sets: Sequence[Prescription]) -> None:
        """Notes which calls of an exercise occur in none of its `sets`; a call that occurs in another variant is
        fine."""
        for index, call in enumerate(calls):
            place = (*path, "call", index)
            fault = impossible(call, sets)
            self._calls[place] = self._calls.get(place, fault) and fault

    def note_fields(
        self, path: Path, fields: EntryTable, own: ExerciseTable, sets: Sequence[Prescription], group: Group | None
    ) -> None:
        """Notes which of an exercise's `own` fields change anything about its `sets`, in any variant."""
        effects = {key: any(map(has, sets)) for key, has in _EFFECTS.items() if key in own.model_fields_set}
        if isinstance(fields.sets, list) and any(one.drop for one in fields.sets):
            effects["sets"] = group is None
        for key, has_effect in effects.items():
            self._fields[path, key] = self._fields.get((path, key), False) or has_effect

    def calls_without(self) -> Iterator[Fault]:
        """The calls that don't occur in any set of any variant."""
        for path, fault in self._calls.items():
            if fault:
                yield Fault(fault.code, (*path, *fault.at), fault.message, fault.hint)

    def fields_without(self) -> Iterator[Fault]:
        """The fields that change nothing in any variant."""
        for (path, key), has_effect in self._fields.items():
            if not has_effect:
                message = f"{quoted('drop' if key == 'sets' else key)} says nothing: {_NO_EFFECT[key]}"
                yield Fault(Code.UNUSED_FIELD, (*path, key), message, "leave it out")


def said_anyway(table: ExerciseTable, known: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[Fault]:
    """Fields of an exercise's `table` that say what the catalogue says (`known`), or that only the catalogue has."""
    for key, value in table.given.items():
        if key == "harder":
            message, hint = '"harder" says nothing in a routine', "the catalogue knows harder exercises"
            yield Fault(Code.UNUSED_FIELD, (key,), message, hint)
        elif key not in _SETS and key in known and known[key] == value and key not in defaults:
            yield Fault(Code.UNUSED_FIELD, (key,), f"{quoted(key)} says what the catalogue says", "leave it out")
