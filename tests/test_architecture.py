"""The table in ARCHITECTURE.md stays true: who may import whom, and that the middle is pure."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest
from msgspec import Struct

import coach

PACKAGE: Final = Path(coach.__file__).parent
ARCHITECTURE: Final = Path(__file__).parents[1] / "ARCHITECTURE.md"

WORLDLY: Final = {
    "asyncio", "ctypes", "datetime", "glob", "io", "logging", "mmap", "multiprocessing", "os", "pathlib", "pickle",
    "platform", "platformdirs", "queue", "random", "select", "shutil", "signal", "socket", "sqlite3", "subprocess",
    "sys", "tempfile", "termios", "threading", "time", "tty", "wave",
}  # fmt: skip
"""Modules that reach the clock, the disk, other processes, the terminal or chance."""

COMPOSES: Final = {"api", "cli", "__main__", "__init__"}
"""What may import everything."""


class Row(Struct, frozen=True):
    """A folder of the table: what it may import of ours, whether it is pure, and whether every folder may import it."""

    imports: frozenset[str]
    pure: bool
    for_all: bool


def table() -> dict[str, Row]:
    """The rows of ARCHITECTURE.md, by folder."""
    rows = {}
    for name, pure, allowed in re.findall(
        r"^\| `([\w/]+)`( \(pure(?:, for all)?\))? \|.*\| ([^|]+) \|$", ARCHITECTURE.read_text(), re.M
    ):
        if name not in COMPOSES:
            rows[name] = Row(frozenset(re.findall(r"`([\w/]+)`", allowed)), bool(pure), "for all" in pure)
    return rows


TABLE: Final = table()


def folder_of(module: str) -> str:
    """The row that a module belongs to: the longest one that is a prefix of its path."""
    path = module.replace(".", "/") + "/"
    return max((row for row in TABLE if path.startswith(f"{row}/")), key=len, default=path.split("/")[0])


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name below `coach`."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return found


MODULES: Final = modules()


def imported(path: Path) -> set[str]:
    """The dotted names that a module imports, at its head or later."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def ours(path: Path) -> set[str]:
    """The folders that a module imports from."""
    names = {name.removeprefix("coach.") for name in imported(path) if name.startswith("coach.")}
    return {folder_of(name) for name in names if name in MODULES or name.rpartition(".")[0] in MODULES}


def test_every_module_belongs_to_a_row() -> None:
    assert {folder_of(module) for module in MODULES} == set(TABLE) | COMPOSES


@pytest.mark.parametrize("folder", TABLE)
def test_a_folder_imports_what_its_row_says(folder: str) -> None:
    found = {name for module, path in MODULES.items() if folder_of(module) == folder for name in ours(path)}
    for_all = {name for name, row in TABLE.items() if row.for_all}
    assert found - {folder} - for_all == TABLE[folder].imports


@pytest.mark.parametrize("folder", [name for name, row in TABLE.items() if row.pure])
def test_the_middle_is_pure(folder: str) -> None:
    for module, path in MODULES.items():
        if folder_of(module) == folder:
            worldly = {name.split(".")[0] for name in imported(path)} & WORLDLY
            assert not worldly, f"{module} imports {worldly}"
            opened = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Name) and n.id == "open"]
            assert not opened, f"{module} opens a file"


def test_a_pure_folder_imports_pure_folders_only() -> None:
    for name, row in TABLE.items():
        if row.pure:
            assert not {other for other in row.imports if not TABLE[other].pure}, name


def test_where_to_change_what_names_files_that_are_there() -> None:
    section = ARCHITECTURE.read_text().partition("## Where to change what")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:coach|tests|routines)/[^`]*)`", section)
    assert len(named) > 20
    pages = [f"docs/{page}" for page in re.findall(r"`([a-z-]+\.md)`", section)]
    assert len(pages) > 10
    assert [name for name in (*named, *pages) if not (ARCHITECTURE.parent / name).exists()] == []


def _named(path: Path) -> set[str]:
    """The classes of a module, and the other names for types at its head."""
    tree = ast.parse(path.read_text())
    found = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found |= {one.id for one in targets if isinstance(one, ast.Name) and re.match("_?[A-Z]+[a-z]", one.id)}
    return found


def test_the_name_of_a_type_means_one_thing() -> None:
    modules: dict[str, list[str]] = {}
    for module, path in MODULES.items():
        for name in _named(path):
            modules.setdefault(name, []).append(module)
    assert {name: where for name, where in modules.items() if len(where) > 1} == {}
