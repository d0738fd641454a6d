"""Finds names in a routine's text that don't exist: of exercises, variants and groups.

Looks at the data as parsed, before any other check, so that these mistakes are reported along with all others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from coach.errors import Code, Mistake, did_you_mean, quoted
from coach.routine.file.catalogue import Catalogue, slug
from coach.routine.file.positions import Path
from coach.routine.file.suggestions import exercise_meant
from coach.routine.file.toml import File


def unknown_names(file: File, catalogue: Catalogue) -> Iterator[Mistake]:
    """Every name in `file` that doesn't exist."""
    written = list(tables_at(file.data, ("exercise",)))
    variants = _tables_by_name(file.data, "variant")
    for path, table in (*written, *_other_exercises(file.data, variants)):
        yield from _exercise_names(file, path, table, catalogue)
    ids = [exercise_id(table, catalogue) for _, table in written]
    groups = _Groups(file, written)
    yield from groups.unknown(("group",), _tables_by_name(file.data, "group"))
    for name, variant in variants.items():
        yield from _targets(file, name, [*ids, *_brought(variants, name, catalogue)], catalogue)
        groups.add(variant)
        yield from groups.unknown(("variant", name, "group"), _tables_by_name(variant, "group"))
        parent = variant.get("from")
        if isinstance(parent, str) and parent not in variants:
            yield _no_variant(file, ("variant", name, "from"), parent, variants)
        elif name in _ancestors(variants, name):
            message = f"{quoted(name)} begins with itself, by way of {quoted(str(parent))}"
            yield file.mistake(Code.VARIANT_CIRCLE, ("variant", name, "from"), message, 'leave out one of the "from"s')
    default = file.data.get("default_variant")
    if isinstance(default, str) and default not in variants:
        yield _no_variant(file, ("default_variant",), default, variants)


def exercise_id(table: dict[str, Any], catalogue: Catalogue) -> str:
    """What variants call an exercise: its id, or the catalogue's, or one made of its name."""
    id_, use, name = table.get("id"), table.get("use"), table.get("name")
    if isinstance(id_, str) and id_:
        return id_
    if isinstance(use, str) and (found := catalogue.find(use)):
        return found
    return slug(str(name or use or "")) or "exercise"


def target(id_: str, ids: Collection[str], catalogue: Catalogue) -> str:
    """The exercise that a variant means by `id_`, which may be any of its names in the catalogue."""
    return id_ if id_ in ids else catalogue.find(id_) or id_


def tables_at(data: dict[str, Any], path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The tables of the array at `path`, each with its own path."""
    node: Any = data
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    for index, table in enumerate(node if isinstance(node, list) else []):
        if isinstance(table, dict):
            yield (*path, index), table


def _tables_by_name(data: dict[str, Any], key: str) -> dict[str, dict[str, Any]]:
    tables = data.get(key)
    return {n: t for n, t in tables.items() if isinstance(t, dict)} if isinstance(tables, dict) else {}


def _other_exercises(
    data: dict[str, Any], variants: dict[str, dict[str, Any]]
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The exercises that aren't in the routine's own list."""
    yield from tables_at(data, ("warm_up",))
    for name, variant in variants.items():
        for key in ("warm_up", "add"):
            yield from tables_at(data, ("variant", name, key))
        for id_, table in _tables_by_name(variant, "swap").items():
            yield ("variant", name, "swap", id_), table


def _exercise_names(file: File, path: Path, table: dict[str, Any], catalogue: Catalogue) -> Iterator[Mistake]:
    if not table.get("use") and not table.get("name"):
        yield file.mistake(Code.NO_NAME, path, 'has neither "name" nor "use"', 'add name = "…" or use = "…"')
    for at, wanted in _named(table):
        if isinstance(wanted, str) and catalogue.find(wanted) is None:
            hint = exercise_meant(wanted, catalogue.names()) or "coach exercises lists them"
            message = f"the catalogue has no exercise {quoted(wanted)}"
            yield file.mistake(Code.UNKNOWN_EXERCISE, (*path, *at), message, hint)


def _named(table: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    """The values of an exercise's `table` that name exercises of the catalogue, each with its path."""
    for key in ("use", "easier", "harder"):
        yield (key,), table.get(key)
    progress = table.get("progress")
    details = progress if isinstance(progress, dict) else {}
    yield ("progress", "of"), details.get("of")
    for at, names in ((("alternate",), table.get("alternate")), (("progress", "rungs"), details.get("rungs"))):
        for index, name in enumerate(names if isinstance(names, list) else []):
            yield (*at, index), name


def _ancestors(variants: dict[str, dict[str, Any]], name: str) -> list[str]:
    """The variants that `name` is based on, nearest first; including itself if they form a circle."""
    found: list[str] = []
    parent = variants[name].get("from")
    while isinstance(parent, str) and parent in variants and parent not in found:
        found.append(parent)
        parent = variants[parent].get("from")
    return found


def _brought(variants: dict[str, dict[str, Any]], name: str, catalogue: Catalogue) -> list[str]:
    """The ids of the exercises that a variant adds, and that its ancestors add or swap in."""
    tables = [table for _, table in tables_at(variants[name], ("add",))]
    for variant in _ancestors(variants, name):
        tables += _tables_by_name(variants[variant], "swap").values()
        tables += [table for _, table in tables_at(variants[variant], ("add",))]
    return [exercise_id(table, catalogue) for table in tables]


def _targets(file: File, name: str, ids: list[str], catalogue: Catalogue) -> Iterator[Mistake]:
    """Exercises that a variant refers to and the routine doesn't have."""
    variant = file.data["variant"][name]
    here: Path = ("variant", name)
    spoken: list[tuple[Path, Any]] = [
        ((*here, key, id_), id_) for key in ("swap", "change") for id_ in _tables_by_name(variant, key)
    ]
    left_out = variant.get("leave_out")
    spoken += [((*here, "leave_out", i), id_) for i, id_ in enumerate(left_out if isinstance(left_out, list) else [])]
    for path, table in tables_at(variant, ("add",)):
        spoken += [((*here, *path, key), table[key]) for key in ("after", "before") if key in table]
    for path, id_ in spoken:
        if isinstance(id_, str) and target(id_, ids, catalogue) not in ids:
            hint = did_you_mean(id_, ids) or f"the exercises are {', '.join(dict.fromkeys(ids))}"
            yield file.mistake(Code.UNKNOWN_TARGET, path, f"this routine has no exercise {quoted(id_)}", hint)


def _no_variant(file: File, path: Path, name: str, variants: Collection[str]) -> Mistake:
    hint = did_you_mean(name, variants) or f"the variants are {', '.join(variants) or 'none'}"
    return file.mistake(Code.UNKNOWN_VARIANT, path, f"there is no variant {quoted(name)}", hint)


class _Groups:
    """The groups that exercises are in, as far as the text has been read."""

    def __init__(self, file: File, exercises: list[tuple[Path, dict[str, Any]]]) -> None:
        self._file = file
        self._known = [g for _, table in exercises if isinstance(g := table.get("group"), str)]

    def add(self, variant: dict[str, Any]) -> None:
        """Adds the groups that a variant puts exercises into."""
        tables = [table for _, table in tables_at(variant, ("add",))]
        tables += _tables_by_name(variant, "change").values()
        self._known += [g for table in tables if isinstance(g := table.get("group"), str)]

    def unknown(self, path: Path, named: Collection[str]) -> Iterator[Mistake]:
        """Mistakes for the groups `named` at `path` that have no exercises."""
        for id_ in named:
            if id_ not in self._known:
                hint = did_you_mean(id_, self._known) or f'write group = "{id_}" in the exercises that take turns'
                message = f"no exercise is in the group {quoted(id_)}"
                yield self._file.mistake(Code.UNKNOWN_GROUP, (*path, id_), message, hint)
