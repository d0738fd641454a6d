"""Small TOML files of the athlete's, a line for each thing that is kept, changed line by line: comments stay."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coach.errors import CoachError, Mistake
from coach.library.find import read_text


def read(path: Path, hint: str) -> dict[str, Any]:
    """What the file says; nothing if there is none. Raises `CoachError`, with a `hint` how to write it."""
    if not path.exists():
        return {}
    # Most athletes have none, and the first sound needn't wait for it.
    import tomli

    try:
        return tomli.loads(read_text(path))
    except (tomli.TOMLDecodeError, RecursionError, ValueError) as error:
        raise CoachError(Mistake(f"is not TOML: {error}", hint, str(path))) from None


def put(path: Path, head: str, key: Sequence[str], value: str) -> None:
    """Writes `value` for `key` in the place of an older one; takes that away if it is "". `head` begins a new file."""
    from coach.atomic import atomic_write

    before = read_text(path).splitlines() if path.exists() else head.splitlines()
    lines = [line for line in before if _key_of(line) != [*key]]
    if value:
        written = ".".join(json.dumps(part, ensure_ascii=False) for part in key)
        lines.append(f"{written} = {json.dumps(value, ensure_ascii=False)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path) as temporary:
        temporary.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _key_of(line: str) -> list[str]:
    """The key of a line, with its parts; none for a comment."""
    import tomli

    try:
        found: Any = tomli.loads(line)
    except tomli.TOMLDecodeError:
        return []
    parts = []
    while isinstance(found, dict) and found:
        name, found = next(iter(found.items()))
        parts.append(name)
    return parts
