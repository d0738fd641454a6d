"""Reads a routine's TOML text as a `Routine`, and finds every mistake of the text in one go.

`read_routine` takes text and an exercise catalogue and returns a `Routine`, or raises `CoachError` with all mistakes,
each with its line, its place in the routine and the nearest right name. It opens no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from coach.errors import CoachError, Code, Mistake, Source
from coach.notation import Count, Span
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.easier import with_easier
from coach.routine.file.effects import Effects, said_anyway
from coach.routine.file.holds import counted_holds
from coach.routine.file.layers import LayeredExercise, chain, changed, entry_of, interrupted_groups, merged, swapped
from coach.routine.file.positions import Path
from coach.routine.file.prescription import (
    Fault,
    call_faults,
    calls_of,
    contradictions,
    group_faults,
    group_of,
    sets_of,
    turns_of,
)
from coach.routine.file.progress import progress_faults, progress_of
from coach.routine.file.shared_places import faults_instead, names_instead, shared, table_instead
from coach.routine.file.tables import EntryTable, ExerciseTable, GroupTable, RoutineTable, VariantTable
from coach.routine.file.toml import File, WrittenAt, check_table, parse_mended
from coach.routine.file.unknown_names import unknown_names
from coach.routine.model import Exercise, Group, Routine, Variant
from coach.units import SECOND

_NONE: Final[Mapping[str, str]] = {}


def read_routine(
    text: str, file: str, name: str, catalogue: Catalogue, whole: bool = True, swaps: Mapping[str, str] = _NONE
) -> Routine:
    """Reads the routine `name` from the TOML `text` of `file`. Raises `CoachError` with every mistake.

    `swaps` are exercises that the athlete does in the place of others, by their ids: with the same sets, reps and rest.

    If not `whole`, variants other than the default one have no exercises, and their mistakes may not be reported. That
    is enough for a list of routines.
    """
    parsed, slips = parse_mended(text, file)
    if parsed is None:
        raise CoachError(*slips)
    if not slips:
        return routine_of(parsed, name, catalogue, whole, swaps)
    try:
        routine_of(parsed, name, catalogue)
    except CoachError as error:
        # A mistake in a line that was mended may be caused by the mending.
        lines = {slip.line for slip in slips}
        slips += [mistake for mistake in error.mistakes if mistake.line not in lines]
    raise CoachError(*slips)


def routine_of(
    parsed: File, name: str, catalogue: Catalogue, whole: bool = True, swaps: Mapping[str, str] = _NONE
) -> Routine:
    """Like `read_routine`, for a text that has been parsed, or for a part of it."""
    wrong = list(unknown_names(parsed, catalogue))
    try:
        table = check_table(parsed, RoutineTable)
    except CoachError as error:
        raise CoachError(*error.mistakes, *wrong) from None
    reader = _RoutineReader(parsed, table, catalogue, swaps)
    routine = reader.routine(name, whole) if not wrong else None
    if routine is None or reader.mistakes:
        raise CoachError(*wrong, *dict.fromkeys(reader.mistakes))
    return routine


_WARM_UP: Final = {"sets": Count(1, 1), "rest": Span(10 * SECOND, 10 * SECOND)}

_Grouped: TypeAlias = tuple[GroupTable, Path] | None
"""The group that an exercise is in, and where that is written."""


class _RoutineReader:
    """Resolves `use`, defaults, groups and variants of one file in which all names exist."""

    def __init__(self, file: File, table: RoutineTable, catalogue: Catalogue, swaps: Mapping[str, str]) -> None:
        self.file = file
        self.table = table
        self.catalogue = catalogue
        self.swaps = swaps
        self.mistakes: list[Mistake] = []
        self.defaults = table.defaults.given if table.defaults else {}
        self.plain = GroupTable()
        self.effects = Effects()
        self.built: dict[Path, list[tuple[LayeredExercise, _Grouped, Exercise]]] = {}

    def routine(self, name: str, whole: bool) -> Routine:
        table = self.table
        written = table.variant or {"standard": VariantTable()}
        default = table.default_variant or next(iter(written))
        variants = tuple(
            self._variant(name, variant) if whole or name == default else Variant(name, "", "full", (), ())
            for name, variant in written.items()
        )
        if whole:
            self._wrong((), self.effects.calls_without())
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

    def _remarks(self) -> Iterator[Mistake]:
        """Warnings about fields that have no effect."""
        yield from self._located((), self.effects.fields_without())
        yield from counted_holds(self.file, self.table, self.catalogue)
        for index, table in enumerate(self.table.exercise):
            yield from self._located(("exercise", index), said_anyway(table, self._known(table), self.defaults))

    def _variant(self, name: str, variant: VariantTable) -> Variant:
        entries = [
            swapped(entry_of(table, ("exercise", index), self.catalogue), self.swaps, self.catalogue)
            for index, table in enumerate(self.table.exercise)
        ]
        groups: dict[str, tuple[GroupTable, Path]] = {
            id_: (table, ("group", id_)) for id_, table in self.table.group.items()
        }
        warm_up: tuple[Sequence[ExerciseTable], Path] = (self.table.warm_up, ("warm_up",))
        talk, per_week = self.table.talk, self.table.per_week
        for name_of, layer in chain(name, variant, self.table.variant):
            here: Path = ("variant", name_of)
            entries = changed(entries, layer, here, self.catalogue)
            groups |= {
                id_: (merged(groups.get(id_), table), (*here, "group", id_)) for id_, table in layer.group.items()
            }
            warm_up = (layer.warm_up, (*here, "warm_up")) if layer.warm_up is not None else warm_up
            talk, per_week = layer.talk or talk, layer.per_week or per_week
        if not entries:
            fault = Fault(Code.NOTHING_LEFT, ("leave_out",), "leaves out every exercise", "leave one in")
            self._wrong(("variant", name), [fault])
        self._wrong((), interrupted_groups(entries))
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

    def _warm_up(self, tables: Sequence[ExerciseTable], path: Path) -> tuple[Exercise, ...]:
        found = []
        for index, table in enumerate(tables):
            entry = replace(entry_of(table, (*path, index), self.catalogue), own=_WARM_UP | table.given)
            found.append(self._built_once(entry, {}, None))
        return tuple(found)

    def _exercise(self, entry: LayeredExercise, groups: dict[str, tuple[GroupTable, Path]]) -> Exercise:
        id_ = entry.said.get("group", self.defaults.get("group"))
        return self._built_once(entry, self.defaults, groups.get(id_, (self.plain, entry.path)) if id_ else None)

    def _built_once(self, entry: LayeredExercise, defaults: dict[str, Any], grouped: _Grouped) -> Exercise:
        """The exercise; variants that don't change it share one object."""
        built = self.built.setdefault(entry.path, [])
        for same, in_group, exercise in built:
            if (same, in_group) == (entry, grouped):
                return exercise
        # Each layer overrides the ones before it: the catalogue, the routine's defaults, the exercise, the variants.
        fields = EntryTable.model_construct(**self._known(entry.table) | defaults | entry.said)
        exercise = self._built(entry, fields, grouped)
        exercise = replace(exercise, instead=tuple(self._instead(entry, fields, defaults, grouped, exercise)))
        built.append((entry, grouped, exercise))
        return exercise

    def _instead(
        self,
        entry: LayeredExercise,
        fields: EntryTable,
        defaults: dict[str, Any],
        grouped: _Grouped,
        exercise: Exercise,
    ) -> Iterator[Exercise]:
        """The other exercises that share the place of `exercise`."""
        names = names_instead(fields, exercise.lift, exercise.progress, self.catalogue)
        self._wrong(entry.path, faults_instead(fields, exercise.progress, names))
        for name in names:
            other = replace(entry, table=table_instead(name, exercise.id), own=shared(entry.said), over={})
            known = self.catalogue.get(name).given
            yield self._built(other, EntryTable.model_construct(**known | defaults | other.own), grouped)

    def _built(self, entry: LayeredExercise, fields: EntryTable, grouped: _Grouped) -> Exercise:
        group: Group | None = None
        table = grouped[0] if grouped else self.plain
        if grouped and fields.group:
            group = group_of(fields.group, table, self._source(grouped[1]))
            self._wrong(grouped[1], group_faults(table))
        progress = progress_of(fields, self.catalogue.find)
        sets = sets_of(fields, group, turns_of(table) if grouped else (), progress)
        calls = fields.call or []
        self._wrong(entry.path, contradictions(fields, entry.table, sets.sets))
        self._wrong(entry.path, call_faults(calls))
        self._wrong(entry.path, progress_faults(fields, progress, [one for one in sets.sets if one.kind == "working"]))
        self.effects.note_calls(entry.path, calls, sets.sets)
        self.effects.note_fields(entry.path, fields, entry.table, sets.sets, group)
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
            notes=(fields.note,) if fields.note else (),
            muscles=tuple(fields.muscles or ()),
            secondary=tuple(fields.secondary or ()),
            equipment=tuple(fields.equipment or ()),
            ready=fields.ready.middle if isinstance(fields.ready, Span) else fields.ready,
            begins=fields.begins,
            cool_down=bool(fields.cool_down),
            own_lift=self._lift(entry.table),
            sets=sets.sets,
            least=sets.least,
            group=group,
            calls=calls_of(calls),
            progress=progress,
            easier=self.catalogue.find(fields.easier) if fields.easier else None,
            source=self._source(entry.path),
        )

    def _known(self, written: ExerciseTable) -> dict[str, Any]:
        """What the catalogue says about the exercise that `use` names."""
        id_ = self.catalogue.find(written.use) if written.use else None
        return self.catalogue.get(id_).given if id_ else {}

    def _lift(self, table: ExerciseTable) -> str:
        """The catalogue's id of an exercise that has an id of its own; "" if the two are the same."""
        return (self.catalogue.find(table.use) or "") if table.id and table.use else ""

    def _source(self, path: Path) -> Source:
        return WrittenAt(path, self.file)

    def _wrong(self, path: Path, faults: Iterable[Fault]) -> None:
        self.mistakes += self._located(path, faults)

    def _located(self, path: Path, faults: Iterable[Fault]) -> Iterator[Mistake]:
        """The `faults` of what is written at `path`, as mistakes of the file."""
        for fault in faults:
            yield self.file.mistake(fault.code, (*path, *fault.at), fault.message, fault.hint)
