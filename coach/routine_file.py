"""A routine's TOML text to a `Routine`, with every mistake of the text found in one go.

`read_routine` takes text and an exercise catalogue and gives a `Routine`, or raises `CoachError` with all
mistakes, each with its line, its place in the routine and the nearest right name. It opens no file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    wrong = list(_unknown_names(parsed, catalogue))
    try:
        table = check_table(parsed, RoutineTable)
    except CoachError as error:
        raise CoachError(*error.mistakes, *wrong) from None
    reader = _Reader(parsed, table, catalogue)
    routine = reader.routine(name) if not wrong else None
    if routine is None or reader.mistakes:
        raise CoachError(*wrong, *dict.fromkeys(reader.mistakes))
    return routine


def _unknown_names(file: File, catalogue: Catalogue) -> Iterator[Mistake]:
    """What names nothing. Looks at the data as it was parsed, so that these are told along with all other mistakes."""
    written = list(_tables(file, "exercise"))
    variants = file.data.get("variant")
    variants = variants if isinstance(variants, dict) else {}
    swaps = [
        (("variant", name, "swap", id), table)
        for name, variant in variants.items()
        for id, table in _entries(variant, "swap")
    ]
    for path, table in (*written, *_tables(file, "warm_up"), *swaps):
        if not table.get("use") and not table.get("name"):
            yield file.mistake(path, 'has neither "name" nor "use"', 'add name = "…" or use = "…"')
        for key in ("use", "easier"):
            wanted = table.get(key)
            if isinstance(wanted, str) and catalogue.find(wanted) is None:
                hint = did_you_mean(wanted, catalogue.names()) or "coach exercises lists them"
                yield file.mistake((*path, key), f"the catalogue has no exercise {quoted(wanted)}", hint)
    ids = [_id(table.get("id"), table.get("use"), table.get("name"), catalogue) for _, table in written]
    for name, variant in variants.items():
        for key in ("swap", "change"):
            for id, _ in _entries(variant, key):
                if _target(id, ids, catalogue) not in ids:
                    hint = did_you_mean(id, ids) or f"the exercises are {', '.join(ids)}"
                    place = ("variant", name, key, id)
                    yield file.mistake(place, f"this routine has no exercise {quoted(id)}", hint)
    default = file.data.get("default_variant")
    if isinstance(default, str) and default not in variants:
        hint = did_you_mean(default, variants) or f"the variants are {', '.join(variants) or 'none'}"
        yield file.mistake(("default_variant",), f"there is no variant {quoted(default)}", hint)


def _tables(file: File, key: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    tables = file.data.get(key)
    for index, table in enumerate(tables if isinstance(tables, list) else []):
        if isinstance(table, dict):
            yield (key, index), table


def _entries(variant: object, key: str) -> list[tuple[str, dict[str, Any]]]:
    entries = variant.get(key) if isinstance(variant, dict) else None
    return [(id, t) for id, t in entries.items() if isinstance(t, dict)] if isinstance(entries, dict) else []


def _id(id: object, use: object, name: object, catalogue: Catalogue) -> str:
    """What variants call an exercise: its id, or the catalogue's, or one made of its name."""
    if isinstance(id, str) and id:
        return id
    if isinstance(use, str) and (found := catalogue.find(use)):
        return found
    return slug(str(name or use or "")) or "exercise"


def _target(id: str, ids: Sequence[str], catalogue: Catalogue) -> str:
    """The exercise that a variant means by `id`, which may be any of its names in the catalogue."""
    return id if id in ids else catalogue.find(id) or id


_CARRIED: Final = ("sets", "reps", "rest", "cap")
"""What a swapped exercise keeps of the one it replaces: how much, not how."""

_WARM_UP: Final = {"sets": Count(1, 1), "rest": Span(10 * notation.SECOND, 10 * notation.SECOND)}
_KNOWLEDGE: Final = {"use", "secondary", "harder", "also", "mistakes"}
"""Fields that are about the exercise, not about this session of it."""


class _Reader:
    """Resolves `use`, defaults and variants of one file whose names all name something."""

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
        wide = _given(variant, Prescription)
        ids = [self._id(written) for written in self.table.exercise]
        swaps = {_target(key, ids, self.catalogue): (key, swapped) for key, swapped in variant.swap.items()}
        changes = {_target(key, ids, self.catalogue): changed for key, changed in variant.change.items()}
        for index, (id, written) in enumerate(zip(ids, self.table.exercise, strict=True)):
            path: Path = ("exercise", index)
            own = _given(written)
            changed = _given(changes.get(id))
            if id in swaps:
                key, swapped = swaps[id]
                path = ("variant", name, "swap", key)
                carried = {key: own[key] for key in _CARRIED if key in own}
                fields = self._base(swapped) | carried | wide | changed | _given(swapped)
                exercises.append(self._exercise(self._id(swapped), fields, path))
            else:
                exercises.append(self._exercise(id, self._base(written) | own | wide | changed, path))
        return Variant(name, variant.summary or "", self._warm_up(), tuple(exercises))

    def _warm_up(self) -> tuple[Exercise, ...]:
        found = []
        for index, written in enumerate(self.table.warm_up):
            path: Path = ("warm_up", index)
            known = self._known(written)
            found.append(self._exercise(self._id(written), known | _WARM_UP | _given(written), path))
        return tuple(found)

    def _base(self, written: ExerciseTable) -> dict[str, Any]:
        """What stands below an exercise's own fields: the catalogue's, then the routine's defaults."""
        return self._known(written) | self.defaults

    def _known(self, written: ExerciseTable) -> dict[str, Any]:
        """What the catalogue says of the exercise that `use` names."""
        id = self.catalogue.find(written.use) if written.use else None
        return _given(self.catalogue.get(id)) if id else {}

    def _id(self, written: ExerciseTable) -> str:
        return _id(written.id, written.use, written.name, self.catalogue)

    def _exercise(self, id: str, fields: dict[str, Any], path: Path) -> Exercise:
        reps, cap = fields.get("reps"), fields.get("cap")
        if isinstance(reps, Reps) and reps.to_failure and cap is not None and cap < reps.low:
            self._wrong(path, f"cap: {cap} is below the {reps.low} reps that the set asks for", "raise the cap")
        kept: dict[str, Any] = {
            key: tuple(v) if isinstance(v, list) else v for key, v in fields.items() if key not in _KNOWLEDGE
        }
        easier = self.catalogue.find(fields["easier"]) if "easier" in fields else None
        kept |= {"id": id, "name": fields.get("name") or id, "easier": easier and self.catalogue.get(easier).name}
        source = Source(self.file.name, self.file.line(path), self.file.describe(path))
        return Exercise(**kept, source=source)

    def _wrong(self, path: Path, message: str, hint: str) -> None:
        self.mistakes.append(self.file.mistake(path, message, hint))


def _given(table: Table | None, only: type[Table] | None = None) -> dict[str, Any]:
    """The fields that the author wrote, of those in `only`."""
    if table is None:
        return {}
    names = table.model_fields_set & set((only or type(table)).model_fields)
    return {name: value for name in names if (value := getattr(table, name)) is not None}
