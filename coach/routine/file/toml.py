"""Tables of the TOML files that people write: parsed and checked, with every mistake located.

Knows what a table is and how to describe what is wrong with one; which tables and fields exist is defined elsewhere.
Opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Final, TypeVar, get_args

import tomli
from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic.config import JsonDict
from pydantic_core import ErrorDetails, PydanticCustomError

from coach import notation
from coach.errors import MOST_TOLD, CoachError, Code, Mistake, Source, quoted
from coach.notation import NotationError
from coach.routine.file.positions import MOST_BYTES, MOST_DEPTH, Path, Places, TextPlace
from coach.routine.file.suggestions import key_meant, value_meant


def written_as(read: Callable[[object], object]) -> BeforeValidator:
    """A validator for a field that is written in one of the notations."""

    def validate(value: object) -> object:
        try:
            return read(value)
        except NotationError as error:
            raise PydanticCustomError("notation", "{reason}", {"reason": str(error)}) from None

    return BeforeValidator(validate)


def _spoken(value: object) -> object:
    if isinstance(value, str) and not value.isprintable():
        bad = next(character for character in value if not character.isprintable())
        raise PydanticCustomError(
            "control", "{reason}", {"reason": f"has a control character, {bad!a}; write plain text"}
        )
    return value


_PLAIN: Final[JsonDict] = {"pattern": r"^[^\x00-\x1f\x7f]*$"}
LongText = Annotated[
    str, BeforeValidator(_spoken), StringConstraints(min_length=1, max_length=300), Field(json_schema_extra=_PLAIN)
]
ShortText = Annotated[
    str, BeforeValidator(_spoken), StringConstraints(min_length=1, max_length=80), Field(json_schema_extra=_PLAIN)
]
LongTexts = Annotated[list[LongText], Field(max_length=20)]
ShortTexts = Annotated[list[ShortText], Field(max_length=20)]


class Table(BaseModel):
    """A table of a file that people write: unknown keys are mistakes, and nothing is guessed."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @cached_property
    def given(self) -> dict[str, Any]:
        """The fields that the author wrote."""
        return {name: value for name in self.model_fields_set if (value := getattr(self, name)) is not None}


T = TypeVar("T", bound="Table")


class File(Struct, frozen=True, dict=True):
    """A TOML text that has been parsed: its data, and where each part of it stands.

    If `data` is only a part of the text, `root` is the path of that part, and all paths begin there.
    """

    name: str
    text: str
    data: dict[str, Any]
    root: Path = ()

    @cached_property
    def places(self) -> Mapping[Path, TextPlace]:
        """The place of each key; found only when something has to be shown, which for most files is never."""
        return Places(self.text)

    def place(self, path: Path) -> TextPlace | None:
        """The place of `path`, or of the nearest table around it."""
        path = self.root + path
        while path and path not in self.places:
            path = path[:-1]
        return self.places[path] if path else None

    def line(self, path: Path) -> int | None:
        """The line of `path`, or of the nearest table around it."""
        found = self.place(path)
        return found.line if found else None

    def mistake(self, code: Code, path: Path, message: str, hint: str = "") -> Mistake:
        """A mistake at `path`."""
        found = self.place(path)
        where = (found.line, found.column, found.end) if found else (None, None, None)
        return Mistake(message, hint, self.name, where[0], self.describe(path), code, where[1], where[2])

    def describe(self, path: Path) -> str:
        """A path in words that its author understands: `exercise 3 "Barbell shrug"`."""
        node: Any = self.data
        words: list[str] = []
        keys = iter(path)
        for key in keys:
            node = _child(node, key)
            if key in _NUMBERED and isinstance(node, list):
                index = next(keys, None)
                if isinstance(index, int):
                    node = _child(node, index)
                    words.append(f"{_NUMBERED[str(key)]} {index + 1}{_name_of(node)}")
            elif key in ("variant", "swap", "change", "group") and isinstance(node, dict):
                if (name := next(keys, None)) is not None:
                    node = _child(node, name)
                    words.append(f'{key} "{name}"')
            elif key == "defaults":
                words.append(str(key))
        return ", ".join(words)


class WrittenAt(Source, frozen=True):
    """The place in a file that something was read from; its line is looked up only when asked for."""

    file: File

    @property
    def path_in_file(self) -> Path:
        return self.file.root + self.path

    def mistake(self, code: Code, message: str, hint: str = "", about: str = "") -> Mistake:
        """A mistake there, or in the line that contains `about`."""
        node: Any = self.file.data
        for key in self.path:
            node = _child(node, key)
        path = next(_where_said(node, about.casefold().rstrip(".")), ()) if about else ()
        return self.file.mistake(code, (*self.path, *path), message, hint)


def parse(text: str, name: str) -> File:
    """Parses the TOML `text` of the file `name`. Raises `CoachError` if it isn't TOML."""
    file, slips = parse_mended(text, name)
    if file is None or slips:
        raise CoachError(*slips)
    return file


def parse_mended(text: str, name: str) -> tuple[File | None, list[Mistake]]:
    """Parses the TOML `text` of the file `name`: what it holds, and the slips by which it isn't TOML.

    If there are slips, the file is what the author probably meant, so that other mistakes in it are found; None if that
    can't be told. Raises `CoachError` if the text is too large or too deep to be looked at.
    """
    if len(text.encode()) > MOST_BYTES:
        raise CoachError(Mistake("is larger than a megabyte", "split it into several files", name, code=Code.TOO_LARGE))
    try:
        return _flat(File(name, text, tomli.loads(text))), []
    except tomli.TOMLDecodeError:
        from coach.routine.file.slips import slips_of

        slips, mended = slips_of(text, name)
        return (_flat(File(name, mended, tomli.loads(mended))) if mended is not None else None), slips
    except RecursionError:
        raise CoachError(_too_deep(name)) from None
    except ValueError:
        # Python refuses to parse numbers with thousands of digits.
        line = next((n for n, line in enumerate(text.split("\n"), 1) if _HUGE.search(line)), None)
        message, hint = "has a number of thousands of digits", "write a number that a person would"
        raise CoachError(Mistake(message, hint, name, line, code=Code.NOT_TOML)) from None


_HUGE: Final = re.compile(r"\d[\d_]{4000}")


def _flat(file: File) -> File:
    """The file. Raises `CoachError` if it is nested too deeply to be walked through."""
    depth, level = 0, list(_children(file.data))
    while level:
        depth += 1
        level = [child for one in level for child in _children(one)]
    if depth > MOST_DEPTH:
        raise CoachError(_too_deep(file.name))
    return file


def _children(node: object) -> Iterable[object]:
    return node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()


def _too_deep(name: str) -> Mistake:
    return Mistake("is nested too deeply", "write it flatter", name, code=Code.NOT_TOML)


def check_table(file: File, table: type[T], path: Path = ()) -> T:
    """The part of `file` at `path` as a `table`. Raises `CoachError` with every mistake in it."""
    data: Any = file.data
    for key in path:
        data = data[key]
    try:
        return table.model_validate(data)
    except ValidationError as error:
        raise CoachError(*_mistakes(file, table, path, error)) from None


def _mistakes(file: File, table: type[Table], path: Path, error: ValidationError) -> Iterator[Mistake]:
    seen: set[tuple[Path, str]] = set()
    for detail in error.errors(include_url=False):
        place = path + _real_path(file, path, detail["loc"])
        code, message, hint = _words(table, detail)
        if (place, message) not in seen:
            seen.add((place, message))
            yield file.mistake(code, place, message, hint)
        if len(seen) == MOST_TOLD:
            return


def _real_path(file: File, start: Path, loc: Sequence[str | int]) -> Path:
    """Pydantic's location without the names of union members, which aren't in the file."""
    node: Any = file.data
    for key in start:
        node = _child(node, key)
    path: Path = ()
    for key in loc:
        if (isinstance(node, dict) and key in node) or (isinstance(node, list) and isinstance(key, int)):
            node = _child(node, key)
            path += (key,)
    return path


def _words(table: type[Table], detail: ErrorDetails) -> tuple[Code, str, str]:
    """What is wrong, and what to do: one sentence each."""
    key = next((str(k) for k in reversed(detail["loc"]) if isinstance(k, str) and not k.endswith("]")), "")
    value = notation.show(detail["input"])
    limits = detail.get("ctx", {})
    is_text = isinstance(detail["input"], str)
    match detail["type"]:
        case "extra_forbidden":
            top = [field.alias or name for name, field in table.model_fields.items()]
            hint = key_meant(key, _keys_at(table, detail["loc"]), top, _keys_at(table, ("defaults", key)))
            return Code.UNKNOWN_KEY, f"unknown key {quoted(key)}", hint
        case "missing":
            if key == "exercise":
                return Code.MISSING_KEY, "there is no exercise", _ADD_ONE
            return Code.MISSING_KEY, f"{quoted(key)} is missing", f'add {key} = "…"'
        case "notation":
            reason, meant = limits["reason"], value_meant(key, detail["input"])
            reason = reason.partition("; write ")[0] if meant else reason
            return Code.WRONG_NOTATION, f"{key}: {reason}", meant
        case "control":
            return Code.CONTROL_CHARACTER, f"{key}: {limits['reason']}", ""
        case "too_short" | "string_too_short" if is_text:
            return Code.EMPTY, f"{quoted(key)} has an empty text", "write something to say, or leave it out"
        case "too_long" | "string_too_long" if is_text:
            message = f"{quoted(key)} has a text of over {limits['max_length']} characters"
            return Code.TOO_LONG, message, "split it into shorter ones"
        case "too_short":
            return Code.EMPTY, f"{quoted(key)} is empty", _ADD_ONE if key == "exercise" else "add one, or leave it out"
        case "too_long":
            hint = "split the routine" if key in _BIG else "leave some out"
            return Code.TOO_MANY, f"{quoted(key)} has more than {limits['max_length']} items", hint
        case "literal_error":
            hint = f"write {limits['expected'].replace(chr(39), chr(34))}"
            return Code.WRONG_VALUE, f"{key}: {value} is not one of its values", hint
        case "greater_than_equal" | "less_than_equal":
            bound = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"
            return Code.OUT_OF_BOUNDS, f"{key}: {value} is out of bounds", f"write a number that is {bound}"
    if detail["type"] == "list_type" and key in _NUMBERED and isinstance(detail["input"], dict):
        return Code.WRONG_TYPE, f"{quoted(key)} is a single table", f"write [[{key}]], with two brackets"
    if detail["type"] in ("model_type", "dict_type") and key in _NUMBERED and is_text:
        return Code.WRONG_TYPE, f"{key}: {value} is a text", f'write [[{key}]] with use = "…" and reps = "…" below it'
    message = f"{key or 'the file'}: {value} is {_kind(detail['input'])}"
    return Code.WRONG_TYPE, message, f"write {_WANTED.get(detail['type'], 'another value')}"


_BIG: Final = ("exercise", "warm_up", "variant", "add")
_ADD_ONE: Final = 'add one: [[exercise]] with name = "…" or use = "…"'
_WANTED: Final = {
    "string_type": 'a text in quotes: "…"',
    "list_type": 'a list: ["…", "…"]',
    "dict_type": "a table",
    "model_type": "a table",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "float_type": "a number",
}


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return kinds.get(type(value), "of another kind")


def _keys_at(table: type[Table], loc: Sequence[str | int]) -> list[str]:
    """The keys that are allowed where pydantic found an unknown one."""
    for key in loc[:-1]:
        field = table.model_fields.get(str(key))
        inner = _inner_table(field.annotation) if field else None
        table = inner or table
    return [field.alias or name for name, field in table.model_fields.items()]


def _inner_table(annotation: Any) -> type[Table] | None:
    """The table inside `X`, `X | None`, `list[X]` or `dict[str, X]`."""
    if isinstance(annotation, type) and issubclass(annotation, Table):
        return annotation
    return next(filter(None, map(_inner_table, get_args(annotation))), None)


_NUMBERED: Final = {
    "exercise": "exercise", "warm_up": "warm-up", "add": "addition", "call": "call", "sets": "set",
    "warmup_sets": "warm-up set", "phase": "phase", "week": "week", "day": "day",
}  # fmt: skip
"""Arrays of tables, and what one table of them is called."""


def _where_said(node: Any, text: str) -> Iterator[Path]:
    """The paths below `node` at which `text` stands, but for capitals and a full stop."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        if isinstance(value, str) and value.strip().casefold().rstrip(".") == text:
            yield (key,)
        for path in _where_said(value, text):
            yield (key, *path)


def _child(node: Any, key: str | int) -> Any:
    try:
        return node[key]
    except (KeyError, IndexError, TypeError):
        return None


def _name_of(table: Any) -> str:
    keys = ("name", "use", "routine", "title")
    name = next(filter(None, map(table.get, keys)), None) if isinstance(table, dict) else None
    return f" {quoted(name)}" if isinstance(name, str) else ""
