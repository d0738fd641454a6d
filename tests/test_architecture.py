"""The picture in ARCHITECTURE.md stays true: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import coach

ROOT = Path(coach.__file__).parent

# A room, and what it may import of ours. A folder is one room; what isn't listed may import nothing.
MAY_IMPORT = {
    "errors": set(),
    "notation": set(),
    "toml_places": set(),
    "routine": {"errors", "notation"},
    "toml_tables": {"errors", "notation", "toml_places"},
    "routine_tables": {"notation", "routine", "toml_tables"},
    "prescription": {"errors", "notation", "routine", "routine_tables", "toml_places"},
    "routine_names": {"catalogue", "errors", "toml_places", "toml_tables"},
    "catalogue": {"routine_tables", "toml_tables"},
    "routine_file": {
        "catalogue",
        "errors",
        "notation",
        "prescription",
        "routine",
        "routine_names",
        "routine_tables",
        "toml_places",
        "toml_tables",
    },
    "routine_copy": {"catalogue", "routine_names", "toml_places", "toml_tables"},
    "library": {"catalogue", "errors", "routine", "routine_file", "toml_places", "toml_tables"},
    "schema": {"routine_tables"},
    "muscles": {"notation", "routine"},
    "review": {"errors", "muscles", "routine"},
    "index": set(),
    "shelf": {"errors", "index", "library", "routine", "toml_tables"},
    "lines": {"catalogue", "errors", "notation", "routine_tables"},
    "strength": {"notation"},
    "plates": {"notation"},
    "progress": {"notation", "routine", "strength"},
    "memory": {"plates", "progress"},
    "going_on": {"memory", "notation", "plates", "progress", "routine", "strength"},
    "command": set(),
    "done": {"notation"},
    "plan": {"memory", "notation", "plates", "progress", "routine"},
    "planning": {"errors", "going_on", "memory", "notation", "plan", "plates", "progress", "routine"},
    "session": {"command", "done", "notation", "plan", "strength"},
    "wording": {"notation"},
    "phrases": {"done", "notation", "plan", "plates", "routine", "session", "wording"},
    "cues": {"notation", "phrases"},
    "score": {"cues", "notation", "phrases", "plan", "routine", "session", "wording"},
    "moment": {"cues", "notation", "plan", "session"},
    "captions": {"moment", "notation", "phrases", "plan", "wording"},
    "audio": set(),
    "voice": {"audio"},
    "player": {
        "audio",
        "command",
        "cues",
        "done",
        "moment",
        "notation",
        "phrases",
        "plan",
        "score",
        "session",
        "voice",
    },
    "render": {"audio", "cues", "notation", "plan", "player", "score", "session", "voice"},
    "album": {"audio", "cues", "notation", "phrases", "plan", "routine", "session", "wording"},
    "screen": {"captions", "cues", "errors", "moment", "notation", "phrases", "session"},
    "controls": {"command", "done", "notation", "session"},
    "desktop": {"captions", "command", "cues", "moment", "notation", "session"},
    "settings": {"audio", "controls", "notation", "plan", "plates", "routine"},
    "config": {
        "audio",
        "command",
        "controls",
        "errors",
        "notation",
        "plan",
        "routine",
        "routine_tables",
        "session",
        "settings",
        "toml_tables",
    },
    "journal": {"memory", "notation", "plan", "progress", "routine", "session", "strength"},
}
COMPOSES = {"cli", "__main__"}
PURE = {
    "errors",
    "notation",
    "toml_places",
    "routine",
    "muscles",
    "review",
    "routine_copy",
    "plan",
    "planning",
    "session",
    "wording",
    "phrases",
    "cues",
    "score",
    "lines",
    "moment",
    "captions",
    "strength",
    "plates",
    "progress",
    "memory",
    "going_on",
    "done",
    "command",
}
WORLDLY = {"time", "os", "sys", "threading", "subprocess", "pathlib", "socket", "datetime", "random", "wave"}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_the_arrows() -> None:
    for path in ROOT.rglob("*.py"):
        here = room(path)
        if here in COMPOSES or here == "__init__":
            continue
        ours = {name.split(".")[1] for name in imports(path) if name.startswith("coach.")} - {here}
        assert ours <= MAY_IMPORT[here], f"{path.name} imports {sorted(ours - MAY_IMPORT[here])}"


def test_the_middle_touches_nothing() -> None:
    for path in ROOT.rglob("*.py"):
        if room(path) in PURE:
            worldly = {name.split(".")[0] for name in imports(path)} & WORLDLY
            assert not worldly, f"{path.name} imports {worldly}"


def test_every_room_is_in_the_picture() -> None:
    rooms = {room(path) for path in ROOT.rglob("*.py")} - COMPOSES - {"__init__"}
    assert rooms == set(MAY_IMPORT)
