"""The JSON Schemas of routines and programs, for editors that complete and check TOML while it is written."""

from __future__ import annotations

import json
from typing import Any, Final

from coach.routine.file.tables import RoutineTable
from coach.routine.file.toml import Table

FILE_NAME: Final = "routine.schema.json"
"""What the schema's file is called beside the routines; a routine names it in its first line, after `#:schema`."""


def schema_text(table: type[Table] = RoutineTable, title: str = "A voice-coach routine") -> str:
    """The schema of files that hold a `table`, as JSON text, with a description for each field."""
    schema = _without_nulls(table.model_json_schema(by_alias=True))
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return json.dumps(head | {key: value for key, value in schema.items() if key != "title"}, indent=2) + "\n"


def _without_nulls(node: Any) -> Any:
    """The schema without what TOML doesn't have (null) and what only repeats a field's name (titles)."""
    if isinstance(node, list):
        return [_without_nulls(item) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _without_nulls(value) for key, value in node.items() if key != "title" or isinstance(value, dict)}
    if found.get("default", "") is None:
        del found["default"]
    choices = [choice for choice in found.get("anyOf", []) if choice != {"type": "null"}]
    if "anyOf" in found and len(choices) < len(found["anyOf"]):
        del found["anyOf"]
        found = (choices[0] if len(choices) == 1 else {"anyOf": choices}) | found
    return found
