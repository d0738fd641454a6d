"""A routine's TOML text to a `Routine`, with every mistake of the text found in one go.

`read_routine` takes text and an exercise catalogue and gives a `Routine`, or raises `CoachError` with all
mistakes, each with its line, its place in the routine and the nearest right name. It opens no file.
"""

from __future__ import annotations

from typing import Any, Final

from coach import notation
from coach.catalogue import Catalogue, slug
from coach.errors import CoachError, Mistake, did_you_mean, quoted
from coach.notation import Count, Reps, Span
from coach.routine import Exercise, Routine, Source, Variant
from coach.routine_tables import ExerciseTable, Prescription, RoutineTable, VariantTable
from coach.toml_places import Path
from coach.toml_tables import File, Table, check_table, parse


def read_routine(text: str, file: str, name: str, catalogue: Catalogue) -> Routine:
    """Reads the routine `name` from the TOML `text` of `file`. Raises `CoachError` with every mistake."""
    parsed = parse(text, file)
    return _Reader(parsed, check_table(parsed, RoutineTable), catalogue).routine(name)


_CARRIED: Final = ("sets", "reps", "rest", "cap")
"""What a swapped exercise keeps of the one it replaces: how much, not how."""

_WARM_UP: Final = {"sets": Count(1, 1), "rest": Span(10 * notation.SECOND, 10 * notation.SECOND)}
_KNOWLEDGE: Final = {"use", "secondary", "harder", "also", "mistakes"}
"""Fields that are about the exercise, not about this session of it."""


class _Reader:
    """Resolves `use`, defaults and variants of one file; collects what names nothing."""

    def __init__(self, file: File, table: RoutineTable, catalogue: Catalogue) -> None:
        self.file = file
        self.table = table
        self.catalogue = catalogue
        self.mistakes: list[Mistake] = []
        self.defaults = _given(table.defaults)

    def routine(self, name: str) -> Routine:
        table = self.table
        written = table.variant or {"standard": VariantTable()}
        variants = tuple(self._variant(name, variant) for name, variant in written.items())
        default = table.default_variant or next(iter(written))
        if default not in written:
            hint = did_you_mean(default, written) or f"the variants are {', '.join(written)}"
            self._wrong(("default_variant",), f"there is no variant {quoted(default)}", hint)
        if self.mistakes:
            raise CoachError(*dict.fromkeys(self.mistakes))
        return Routine(
            name=name,
            title=table.title,
            summary=table.summary or "",
            audience=table.audience or "",
            per_week=table.per_week,
            variants=variants,
            default_variant=default,
        )

    def _variant(self, name: str, variant: VariantTable) -> Variant:
        exercises = []
        ids = []
        wide = _given(variant, Prescription)
        for index, written in enumerate(self.table.exercise):
            path: Path = ("exercise", index)
            own = _given(written)
            id = self._id(written)
            ids.append(id)
            if id in variant.swap:
                path = ("variant", name, "swap", id)
                swapped = variant.swap[id]
                carried = {key: own[key] for key in _CARRIED if key in own}
                fields = self._base(swapped, path) | carried | wide | _given(swapped)
                id = self._id(swapped)
            else:
                changed = variant.change.get(id)
                fields = self._base(written, path) | own | wide | _given(changed)
            exercises.append(self._exercise(id, fields, path))
        for key in ("swap", "change"):
            for id in getattr(variant, key):
                if id not in ids:
                    hint = did_you_mean(id, ids) or f"the exercises are {', '.join(ids)}"
                    self._wrong(("variant", name, key, id), f"this routine has no exercise {quoted(id)}", hint)
        return Variant(name, variant.summary or "", self._warm_up(), tuple(exercises))

    def _warm_up(self) -> tuple[Exercise, ...]:
        found = []
        for index, written in enumerate(self.table.warm_up):
            path: Path = ("warm_up", index)
            base = self._base(written, path, defaults={})
            found.append(self._exercise(self._id(written), base | _WARM_UP | _given(written), path))
        return tuple(found)

    def _base(self, written: ExerciseTable, path: Path, defaults: dict[str, Any] | None = None) -> dict[str, Any]:
        """What stands below an exercise's own fields: the catalogue's, then the routine's defaults."""
        found: dict[str, Any] = {}
        if written.use is not None:
            id = self.catalogue.find(written.use)
            if id is None:
                hint = did_you_mean(written.use, self.catalogue.names()) or "coach exercises lists them"
                self._wrong((*path, "use"), f"the catalogue has no exercise {quoted(written.use)}", hint)
            else:
                found = _given(self.catalogue.get(id))
        elif written.name is None:
            self._wrong(path, 'has neither "name" nor "use"', 'add name = "…" or use = "…"')
        return found | (self.defaults if defaults is None else defaults)

    def _id(self, written: ExerciseTable) -> str:
        if written.id:
            return written.id
        if written.use and (id := self.catalogue.find(written.use)):
            return id
        return slug(written.name or written.use or "") or "exercise"

    def _exercise(self, id: str, fields: dict[str, Any], path: Path) -> Exercise:
        reps, cap = fields.get("reps"), fields.get("cap")
        if isinstance(reps, Reps) and reps.to_failure and cap is not None and cap < reps.low:
            self._wrong(path, f"cap: {cap} is below the {reps.low} reps that the set asks for", "raise the cap")
        kept: dict[str, Any] = {
            key: tuple(v) if isinstance(v, list) else v for key, v in fields.items() if key not in _KNOWLEDGE
        }
        kept |= {"id": id, "name": fields.get("name") or id, "easier": self._easier(fields, path)}
        source = Source(self.file.name, self.file.line(path), self.file.describe(path))
        return Exercise(**kept, source=source)

    def _easier(self, fields: dict[str, Any], path: Path) -> str | None:
        """The spoken name of the easier exercise."""
        if (written := fields.get("easier")) is None:
            return None
        if (id := self.catalogue.find(written)) is None:
            hint = did_you_mean(written, self.catalogue.names()) or "coach exercises lists them"
            self._wrong((*path, "easier"), f"the catalogue has no exercise {quoted(written)}", hint)
            return None
        return self.catalogue.get(id).name

    def _wrong(self, path: Path, message: str, hint: str) -> None:
        self.mistakes.append(self.file.mistake(path, message, hint))


def _given(table: Table | None, only: type[Table] | None = None) -> dict[str, Any]:
    """The fields that the author wrote, of those in `only`."""
    if table is None:
        return {}
    names = table.model_fields_set & set((only or type(table)).model_fields)
    return {name: value for name in names if (value := getattr(table, name)) is not None}
