"""Reads a routine's TOML text as a `Routine`, and finds every mistake of the text in one go.

`read_routine` takes text and an exercise catalogue and returns a `Routine`, or raises `CoachError` with all mistakes,
each with its line, its place in the routine and the nearest right name. It opens no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.errors import CoachError, Code, Mistake, Source, quoted
from coach.notation import Count, Reps, Span
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.easier import with_easier
from coach.routine.file.holds import counted_holds
from coach.routine.file.instead import faults_instead, names_instead, shared, table_instead
from coach.routine.file.names import exercise_id, target, unknown_names
from coach.routine.file.positions import Path
from coach.routine.file.prescription import (
    Fault,
    call_faults,
    calls_of,
    contradictions,
    group_faults,
    group_of,
    impossible,
    sets_of,
    turns_of,
)
from coach.routine.file.progress import progress_faults, progress_of
from coach.routine.file.tables import (
    CallTable,
    EntryTable,
    ExerciseTable,
    GroupTable,
    PrescriptionTable,
    RoutineTable,
    VariantTable,
)
from coach.routine.file.toml import File, Written, check_table, parse_mended
from coach.routine.groups import DEFAULT_KIND
from coach.routine.model import Exercise, Group, Prescription, Routine, Variant
from coach.units import SECOND


def read_routine(text: str, file: str, name: str, catalogue: Catalogue, whole: bool = True) -> Routine:
    """Reads the routine `name` from the TOML `text` of `file`. Raises `CoachError` with every mistake.

    If not `whole`, variants other than the default one have no exercises, and their mistakes may not be reported. That
    is enough for a list of routines.
    """
    parsed, slips = parse_mended(text, file)
    if parsed is None:
        raise CoachError(*slips)
    if not slips:
        return routine_of(parsed, name, catalogue, whole)
    try:
        routine_of(parsed, name, catalogue)
    except CoachError as error:
        # What is said of a line that was mended first may come of the mending.
        lines = {slip.line for slip in slips}
        slips += [mistake for mistake in error.mistakes if mistake.line not in lines]
    raise CoachError(*slips)


def routine_of(parsed: File, name: str, catalogue: Catalogue, whole: bool = True) -> Routine:
    """Like `read_routine`, for a text that has been parsed, or for a part of it."""
    wrong = list(unknown_names(parsed, catalogue))
    try:
        table = check_table(parsed, RoutineTable)
    except CoachError as error:
        raise CoachError(*error.mistakes, *wrong) from None
    reader = _Reader(parsed, table, catalogue)
    routine = reader.routine(name, whole) if not wrong else None
    if routine is None or reader.mistakes:
        raise CoachError(*wrong, *dict.fromkeys(reader.mistakes))
    return routine


_CARRIED: Final = ("sets", "reps", "rest", "cap", "warmup_sets", "group")
"""What a swapped exercise keeps of the one it replaces: how much and when, not how."""

_WARM_UP: Final = {"sets": Count(1, 1), "rest": Span(10 * SECOND, 10 * SECOND)}
_SETS: Final = {"sets", "reps", "rest", "tempo", "cap", "load", "warmup_sets"}

_Grouped: TypeAlias = tuple[GroupTable, Path] | None
"""The group that an exercise is in, and where that is written."""


class _Entry(Struct, frozen=True):
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


class _Reader:
    """Resolves `use`, defaults, groups and variants of one file in which all names exist."""

    def __init__(self, file: File, table: RoutineTable, catalogue: Catalogue) -> None:
        self.file = file
        self.table = table
        self.catalogue = catalogue
        self.mistakes: list[Mistake] = []
        self.defaults = table.defaults.given if table.defaults else {}
        self.plain = GroupTable()
        self.effects: dict[tuple[Path, str], bool] = {}
        self.calls: dict[Path, Fault | None] = {}
        self.built: dict[Path, list[tuple[_Entry, _Grouped, Exercise]]] = {}

    def routine(self, name: str, whole: bool) -> Routine:
        table = self.table
        written = table.variant or {"standard": VariantTable()}
        default = table.default_variant or next(iter(written))
        variants = tuple(
            self._variant(name, variant) if whole or name == default else Variant(name, "", "full", (), ())
            for name, variant in written.items()
        )
        if whole:
            self._check_calls()
        return Routine(
            name=name,
            title=table.title,
            summary=table.summary or "",
            audience=table.audience or "",
            per_week=table.per_week,
            variants=variants,
            default_variant=default,
            remarks=tuple(self._remarks()) if whole else (),
            say=table.say or {},
        )

    def _check_calls(self) -> None:
        """Reports calls that come in no set of any variant; a call may be for the sets of some variants only."""
        for path, fault in self.calls.items():
            if fault:
                self._wrong(path, iter([fault]))

    def _remarks(self) -> Iterator[Mistake]:
        """Warnings about fields that have no effect."""
        for (written, key), effect in self.effects.items():
            if not effect:
                why = _NO_EFFECT[key]
                message = f"{quoted('drop' if key == 'sets' else key)} says nothing: {why}"
                yield self.file.mistake(Code.UNUSED_FIELD, (*written, key), message, "leave it out")
        yield from counted_holds(self.file, self.table, self.catalogue)
        for index, table in enumerate(self.table.exercise):
            known = self._known(table)
            for key, value in table.given.items():
                path: Path = ("exercise", index, key)
                if key == "harder":
                    message = '"harder" says nothing in a routine'
                    yield self.file.mistake(Code.UNUSED_FIELD, path, message, "the catalogue knows harder exercises")
                elif key not in _SETS and key in known and known[key] == value and key not in self.defaults:
                    message = f"{quoted(key)} says what the catalogue says"
                    yield self.file.mistake(Code.UNUSED_FIELD, path, message, "leave it out")

    def _variant(self, name: str, variant: VariantTable) -> Variant:
        entries = [self._entry(table, ("exercise", index)) for index, table in enumerate(self.table.exercise)]
        groups: dict[str, tuple[GroupTable, Path]] = {
            id_: (table, ("group", id_)) for id_, table in self.table.group.items()
        }
        warm_up: tuple[Sequence[ExerciseTable], Path] = (self.table.warm_up, ("warm_up",))
        talk, per_week = self.table.talk, self.table.per_week
        for name_of, layer in self._chain(name, variant):
            here: Path = ("variant", name_of)
            entries = self._changed(entries, layer, here)
            groups |= {
                id_: (_merged(groups.get(id_), table), (*here, "group", id_)) for id_, table in layer.group.items()
            }
            warm_up = (layer.warm_up, (*here, "warm_up")) if layer.warm_up is not None else warm_up
            talk, per_week = layer.talk or talk, layer.per_week or per_week
        if not entries:
            message = "leaves out every exercise"
            self.mistakes.append(
                self.file.mistake(Code.NOTHING_LEFT, ("variant", name, "leave_out"), message, "leave one in")
            )
        self._check_neighbours(entries)
        exercises = tuple(self._exercise(entry, groups) for entry in entries)
        before = self._warm_up(*warm_up)
        there = {item for exercise in (*before, *exercises) for item in exercise.equipment}
        return Variant(
            name,
            variant.summary or "",
            talk or "full",
            with_easier(before, there, self.catalogue),
            with_easier(exercises, there, self.catalogue),
            self._source(("variant", name)),
            variant.audience or "",
            per_week,
        )

    def _chain(self, name: str, variant: VariantTable) -> list[tuple[str, VariantTable]]:
        """The variants to apply to the routine, the common ancestor first."""
        chain = [(name, variant)]
        while (parent := chain[0][1].parent) is not None:
            chain.insert(0, (parent, self.table.variant[parent]))
        return chain

    def _entry(self, table: ExerciseTable, path: Path) -> _Entry:
        return _Entry((self._id(table),), path, table, table.given, {})

    def _changed(self, entries: list[_Entry], layer: VariantTable, here: Path) -> list[_Entry]:
        """The exercises with a variant's changes applied."""
        swaps = {self._target(id_, entries): (id_, table) for id_, table in layer.swap.items()}
        changes = {self._target(id_, entries): table for id_, table in layer.change.items()}
        left_out = {self._target(id_, entries) for id_ in layer.leave_out or []}
        wide = {key: value for key, value in layer.given.items() if key in PrescriptionTable.model_fields}
        found = []
        for entry in entries:
            names = set(entry.names)
            if names & left_out:
                continue
            over = wide | next((changes[name].given for name in entry.names if name in changes), {})
            swap = next((swaps[name] for name in entry.names if name in swaps), None)
            if swap:
                id_, table = swap
                carried = {key: value for key, value in entry.said.items() if key in _CARRIED}
                ids = (*entry.names, self._id(table))
                found.append(_Entry(ids, (*here, "swap", id_), table, carried, over | table.given))
            else:
                found.append(replace(entry, over=entry.over | over))
        for index, added in enumerate(layer.add):
            neighbour = added.after or added.before
            position = len(found)
            if neighbour:
                at = self._target(neighbour, found)
                matches = (index for index, entry in enumerate(found) if at in entry.names)
                position = next(matches, len(found) - 1) + (1 if added.after else 0)
            entry = self._entry(added, (*here, "add", index))
            found.insert(position, replace(entry, over=wide | added.given))
        return found

    def _warm_up(self, tables: Sequence[ExerciseTable], path: Path) -> tuple[Exercise, ...]:
        found = []
        for index, table in enumerate(tables):
            entry = _Entry((self._id(table),), (*path, index), table, _WARM_UP | table.given, {})
            found.append(self._built_once(entry, {}, None))
        return tuple(found)

    def _exercise(self, entry: _Entry, groups: dict[str, tuple[GroupTable, Path]]) -> Exercise:
        id_ = entry.said.get("group", self.defaults.get("group"))
        return self._built_once(entry, self.defaults, groups.get(id_, (self.plain, entry.path)) if id_ else None)

    def _built_once(self, entry: _Entry, defaults: dict[str, Any], grouped: _Grouped) -> Exercise:
        """The exercise; variants that don't change it share one object."""
        built = self.built.setdefault(entry.path, [])
        for same, in_group, exercise in built:
            if (same, in_group) == (entry, grouped):
                return exercise
        # What is nearer to this session wins: the catalogue, the routine's defaults, the exercise, the variants.
        fields = EntryTable.model_construct(**self._known(entry.table) | defaults | entry.said)
        exercise = self._built(entry, fields, grouped)
        exercise = replace(exercise, instead=tuple(self._instead(entry, fields, defaults, grouped, exercise)))
        built.append((entry, grouped, exercise))
        return exercise

    def _instead(
        self, entry: _Entry, fields: EntryTable, defaults: dict[str, Any], grouped: _Grouped, exercise: Exercise
    ) -> Iterator[Exercise]:
        """The other exercises that share the place of `exercise`."""
        names = names_instead(fields, exercise.lift, exercise.progress, self.catalogue)
        self._wrong(entry.path, faults_instead(fields, exercise.progress, names))
        for name in names:
            other = replace(entry, table=table_instead(name, exercise.id), own=shared(entry.said), over={})
            known = self.catalogue.get(name).given
            yield self._built(other, EntryTable.model_construct(**known | defaults | other.own), grouped)

    def _built(self, entry: _Entry, fields: EntryTable, grouped: _Grouped) -> Exercise:
        group: Group | None = None
        table = grouped[0] if grouped else self.plain
        if grouped and fields.group:
            group = group_of(fields.group, table, self._source(grouped[1]))
            self._wrong(grouped[1], group_faults(table))
        progress = progress_of(fields, self.catalogue.find)
        sets = sets_of(fields, group, turns_of(table) if grouped else (), progress.stages)
        calls = fields.call or []
        self._wrong(entry.path, contradictions(fields, entry.table, sets.sets))
        self._wrong(entry.path, call_faults(calls))
        self._wrong(entry.path, progress_faults(fields, progress, [one for one in sets.sets if one.kind == "working"]))
        self._note_calls(entry, calls, sets.sets)
        self._note_effects(entry, fields, sets.sets, group)
        return Exercise(
            id=entry.names[-1],
            name=fields.name or entry.names[-1],
            side=fields.side or "both",
            setup=tuple(fields.setup or ()),
            cues=tuple(fields.cues or ()),
            tips=tuple(fields.tips or ()),
            reminders=tuple(fields.reminders or ()),
            mistakes=tuple(fields.mistakes or ()),
            why=fields.why or "",
            meaning=fields.meaning or "",
            muscles=tuple(fields.muscles or ()),
            secondary=tuple(fields.secondary or ()),
            equipment=tuple(fields.equipment or ()),
            ready=fields.ready.middle if isinstance(fields.ready, Span) else fields.ready,
            begins=fields.begins,
            own_lift=self._lift(entry.table),
            sets=sets.sets,
            least=sets.least,
            group=group,
            calls=calls_of(calls),
            progress=progress,
            easier=self.catalogue.find(fields.easier) if fields.easier else None,
            source=self._source(entry.path),
        )

    def _note_calls(self, entry: _Entry, calls: Sequence[CallTable], sets: Sequence[Prescription]) -> None:
        """Notes which calls of an exercise come in none of its `sets`; a call that came in another variant is fine."""
        for index, call in enumerate(calls):
            path = (*entry.path, "call", index)
            fault = impossible(call, sets)
            self.calls[path] = self.calls.get(path, fault) and fault

    def _note_effects(
        self, entry: _Entry, fields: EntryTable, sets: Sequence[Prescription], group: Group | None
    ) -> None:
        """Notes which fields of an exercise change anything about its `sets`, in any variant."""
        effects = {key: any(map(has, sets)) for key, has in _EFFECTS.items() if key in entry.table.model_fields_set}
        if isinstance(fields.sets, list) and any(one.drop for one in fields.sets):
            effects["sets"] = group is None
        for key, has_effect in effects.items():
            place = (entry.path, key)
            self.effects[place] = self.effects.get(place, False) or has_effect

    def _check_neighbours(self, entries: Sequence[_Entry]) -> None:
        """Reports groups whose exercises don't follow each other."""
        seen: dict[str, int] = {}
        for index, entry in enumerate(entries):
            id_ = entry.said.get("group")
            if id_ is None:
                continue
            if id_ in seen and seen[id_] != index - 1:
                between = entries[index - 1].names[-1]
                message = f"the group {quoted(id_)} is interrupted by {quoted(between)}"
                hint = "put its exercises together, or name another group"
                self.mistakes.append(self.file.mistake(Code.SPLIT_GROUP, (*entry.path, "group"), message, hint))
            seen[id_] = index

    def _known(self, written: ExerciseTable) -> dict[str, Any]:
        """What the catalogue says about the exercise that `use` names."""
        id_ = self.catalogue.find(written.use) if written.use else None
        return self.catalogue.get(id_).given if id_ else {}

    def _id(self, table: ExerciseTable) -> str:
        return exercise_id({"id": table.id, "use": table.use, "name": table.name}, self.catalogue)

    def _lift(self, table: ExerciseTable) -> str:
        """The catalogue's id of an exercise that has an id of its own; "" if the two are the same."""
        return (self.catalogue.find(table.use) or "") if table.id and table.use else ""

    def _target(self, id_: str, entries: Sequence[_Entry]) -> str:
        return target(id_, {name for entry in entries for name in entry.names}, self.catalogue)

    def _source(self, path: Path) -> Source:
        return Written(path, self.file)

    def _wrong(self, path: Path, faults: Iterator[Fault]) -> None:
        self.mistakes += [
            self.file.mistake(fault.code, (*path, *fault.at), fault.message, fault.hint) for fault in faults
        ]


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


def _merged(below: tuple[GroupTable, Path] | None, table: GroupTable) -> GroupTable:
    """A group's fields with those of a variant over them; a group of another kind starts without any."""
    if below is None or table.kind not in (None, below[0].kind or DEFAULT_KIND.name):
        return table
    return GroupTable.model_construct(**below[0].given | table.given)
