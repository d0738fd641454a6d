"""Turns one routine's text into another's, with a title of its own and the catalogue's fields written out.

Only what changes is replaced; comments and everything else stay as they were written. Opens no file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from coach.routine.file.catalogue import Catalogue, slug
from coach.routine.file.positions import Path, TextPlace
from coach.routine.file.toml import File, parse
from coach.routine.file.unknown_names import exercise_id, tables_at

_SCHEMA: Final = re.compile(r"\A#:schema [^\n]*\n")
_LONGEST_TITLE: Final = 100
_WIDTH: Final = 100
"""Columns; a longer list has a line for each item."""


def names_schema(text: str) -> bool:
    """Whether the first line of `text` tells editors which schema it follows."""
    return _SCHEMA.match(text) is not None


def with_schema(text: str, schema: str) -> str:
    """`text` with a first line that tells TOML editors which `schema` it follows."""
    return f"#:schema {schema}\n{_SCHEMA.sub('', text)}"


def title_of(name: str, copied: str = "") -> str:
    """The title for a routine called `name`: `leg-day` becomes "Leg day"; preceded by the title that was `copied`."""
    words = " ".join(re.findall(r"[^\W_]+", name))
    own = words[:1].upper() + words[1:]
    both = f"{copied}, {words}"
    return both if copied and copied.casefold() not in own.casefold() and len(both) <= _LONGEST_TITLE else own


def retitled(text: str, title: str) -> str:
    """The routine `text` with another `title`."""
    place = parse(text, "").places[("title",)]
    return _spliced(text, [_Splice(place.start, place.stop, f"title = {_written(title)}")])


def written_out(text: str, catalogue: Catalogue) -> str:
    """The routine `text` with the exercise's own fields wherever it says `use`; it is the same session.

    Expects a text without mistakes.
    """
    file = parse(text, "")
    splices = []
    for path, covered in _users(file, catalogue):
        splices += _expanded(file, path, _fields(file, path, covered, catalogue))
    return _spliced(text, splices)


_FIELDS: Final = (
    "name", "id", "side", "reps", "tempo", "begins", "ready", "cool_down", "meaning", "why", "note", "setup", "cues",
    "reminders", "tips", "mistakes", "muscles", "secondary", "equipment", "easier",
)  # fmt: skip


def _users(file: File, catalogue: Catalogue) -> Iterator[tuple[Path, set[str]]]:
    """The exercises that say `use`, each with the keys that something else in the file sets with precedence over it."""
    defaults = set(file.data.get("defaults", {}))
    found: list[tuple[Path, set[str]]] = [(path, set()) for path, _ in tables_at(file.data, ("warm_up",))]
    found += [(path, defaults) for path, _ in tables_at(file.data, ("exercise",))]
    for name, variant in file.data.get("variant", {}).items():
        here: Path = ("variant", name)
        covered = defaults | set(variant)
        found += [(path, set()) for path, _ in tables_at(file.data, (*here, "warm_up"))]
        found += [(path, covered) for path, _ in tables_at(file.data, (*here, "add"))]
        changes = {catalogue.find(id_) or id_: set(table) for id_, table in variant.get("change", {}).items()}
        for id_ in variant.get("swap", {}):
            name_of = catalogue.find(id_) or id_
            # An exercise that is swapped in keeps the reps of the one it replaces.
            kept = {"reps"} if any("reps" in table for table in _called(file, name_of, catalogue)) else set()
            found.append(((*here, "swap", id_), covered | changes.get(name_of, set()) | kept))
    return ((path, covered) for path, covered in found if "use" in _at(file, path))


def _called(file: File, id_: str, catalogue: Catalogue) -> list[dict[str, Any]]:
    """The exercises of the routine that variants call `id_`."""
    return [table for _, table in tables_at(file.data, ("exercise",)) if exercise_id(table, catalogue) == id_]


def _at(file: File, path: Path) -> dict[str, Any]:
    node: Any = file.data
    for key in path:
        node = node[key]
    table: dict[str, Any] = node
    return table


def _fields(file: File, path: Path, covered: set[str], catalogue: Catalogue) -> list[tuple[str, Any]]:
    """What to write instead of `use`: what the catalogue says and nothing else overrides."""
    table = _at(file, path)
    id_ = exercise_id(table, catalogue)
    known = _known(catalogue, table["use"])
    if slug(table.get("name") or known["name"]) != id_:
        known["id"] = id_
    fields = [(key, known[key]) for key in _FIELDS if known.get(key) and key not in covered | set(table)]
    return fields or [("id", id_)]


def _known(catalogue: Catalogue, use: str) -> dict[str, Any]:
    id_ = catalogue.find(use)
    assert id_, "the text has no mistakes"
    entry = catalogue.get(id_)
    known = {key: getattr(entry, key, None) for key in _FIELDS}
    return known | {
        "name": entry.name or id_,
        "tempo": str(entry.tempo) if entry.tempo else None,
        "reps": str(entry.reps) if entry.reps else None,
        "ready": str(entry.ready) if entry.ready else None,
    }


class _Splice(Struct, frozen=True):
    """New text to replace the text from `start` to `stop`."""

    start: int
    stop: int
    text: str


_BEFORE_USE: Final = re.compile(r"""(.*?)["']?use["']?\s*=""")
_BEFORE_BRACE: Final = re.compile(r"(.*?)\s*=\s*\{")


def _expanded(file: File, path: Path, fields: list[tuple[str, Any]]) -> list[_Splice]:
    """The `use` at `path` replaced by `fields`."""
    text, use, table = file.text, file.places[(*path, "use")], file.places[path]
    prefix = _match(_BEFORE_USE, text, use)
    if not _is_inside(file, path, use):
        return _lines(text, use, [prefix + line for line in _pairs(fields, _WIDTH - len(prefix))])
    if path[-2] == "swap" and not _is_inside(file, path[:-1], table):
        # A long inline table is hard to edit, so each of its keys gets a line of its own: `swap.pull-up.name = …`.
        dotted = _match(_BEFORE_BRACE, text, table)
        members = [(key, file.places[(*path, key)]) for key in _at(file, path)]
        width = _WIDTH - len(dotted)
        written = [
            _pairs(fields, width) if key == "use" else [text[at.start : at.stop].rstrip()] for key, at in members
        ]
        return _lines(text, table, [f"{dotted}.{line}" for lines in written for line in lines])
    return [_Splice(use.start, use.stop, ", ".join(prefix + line for line in _pairs(fields)))]


def _match(pattern: re.Pattern[str], text: str, place: TextPlace) -> str:
    found = pattern.match(text, place.start)
    assert found, "a pair begins with its key"
    return found[1]


def _is_inside(file: File, path: Path, place: TextPlace) -> bool:
    """Whether `place` is inside an inline table or array at `path` or around it."""
    around = (file.places.get(path[:depth]) for depth in range(1, len(path) + 1))
    return any(one.start < place.start and place.stop <= one.stop for one in around if one)


def _lines(text: str, place: TextPlace, lines: list[str]) -> list[_Splice]:
    """`lines` in place of one: the first before that line's comment, the others after it."""
    first, *others = lines
    end = text.find("\n", place.stop)
    end = len(text) if end < 0 else end
    return [_Splice(place.start, place.stop, first), _Splice(end, end, "".join(f"\n{line}" for line in others))]


def _pairs(fields: list[tuple[str, Any]], width: int | None = None) -> list[str]:
    """`fields` as TOML; a list that is wider than `width` has a line for each item."""
    found = []
    for key, value in fields:
        line = f"{key} = {_written(value)}"
        if isinstance(value, list) and width and len(line) > width:
            line = f"{key} = [\n" + "".join(f"    {_written(item)},\n" for item in value) + "]"
        found.append(line)
    return found


def _written(value: str | list[str]) -> str:
    """A text or a list of texts as TOML; the catalogue and titles have printable characters only."""
    return json.dumps(value, ensure_ascii=False)


def _spliced(text: str, splices: list[_Splice]) -> str:
    for splice in sorted(splices, key=lambda splice: splice.start, reverse=True):
        text = text[: splice.start] + splice.text + text[splice.stop :]
    return text
