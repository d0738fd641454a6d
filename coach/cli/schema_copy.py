"""The JSON Schema beside the athlete's routines and programs, which their first lines name for editors."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from coach.atomic import atomic_write
from coach.cli import compose
from coach.library.programs import FOLDER
from coach.program.file import SCHEMA_NAME, program_schema
from coach.routine.file.copy import names_schema, with_schema
from coach.routine.file.schema import FILE_NAME, schema_text


def with_schema_beside(path: Path, text: str) -> str:
    """`text` for a file of the athlete's at `path`, with a first line that names the schema, which is put beside it.

    A schema by another version of the coach is replaced. Raises `OSError`.
    """
    if path.parent == compose.own_routines() / FOLDER:
        name, schema = SCHEMA_NAME, program_schema()
    else:
        name, schema = FILE_NAME, schema_text()
    beside = path.with_name(name)
    if not beside.is_file() or beside.read_text(encoding="utf-8") != schema:
        with atomic_write(beside) as temporary:
            temporary.write_text(schema, encoding="utf-8")
    return with_schema(text, f"./{name}")


def name_schema(path: Path) -> None:
    """Has a file in the athlete's own folders name the schema beside it, so that editors complete and check it."""
    if path.parent not in (compose.own_routines(), compose.own_routines() / FOLDER):
        return
    with suppress(OSError, UnicodeDecodeError):
        # Bytes, as lines may end as on Windows.
        before = path.read_bytes()
        text = before.decode("utf-8-sig")
        named = with_schema_beside(path, text)
        text = text if names_schema(text) else named
        if text.encode() != before:
            # If it is a link, the file that it points to.
            with atomic_write(path.resolve()) as temporary:
                temporary.write_bytes(text.encode())
