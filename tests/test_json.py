"""What the commands print as JSON is what docs/json.md says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from coach.cli.app import app
from tests.conftest import Coach, Run, coach_in
from tests.support.commands import every_command

PAGE: Final = (Path(__file__).parents[1] / "docs" / "json.md").read_text()
COMMANDS: Final = dict(re.findall(r"^\| `coach ([^`]+)` \| (.+) \|$", PAGE, re.MULTILINE))
"""The commands of the page, with what it says that they print."""

GIVEN: Final = {
    "ROUTINE": "mini.toml",
    "[ROUTINE]...": "bad.toml mini.toml",
    "[ROUTINE]": "mini",
    "[WORD]": "curl",
    "NAME": "pull-up",
    "[PROGRAM]": "full-body-start",
    "PROGRAM": "four-week-wave",
    "N": "1",
    "EXERCISE": "barbell-shrug",
    "LOAD": "83",
}
MORE: Final = {"program simulate": ["--weeks", "1"], "doctor": ["--no-sound"]}

WRITING: Final = {
    "start", "resume", "render", "new", "edit", "import", "import-log", "journal backup",
    "journal path", "schema", "help",
}  # fmt: skip
"""The commands without `--json`: those that do or write something, and those that print one text as it is."""


def tables() -> dict[str, dict[str, str]]:
    """The objects of the page: for each its keys with their types, those that it takes from another first."""
    found: dict[str, dict[str, str]] = {}
    for heading, text in re.findall(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL):
        taken = re.search(r"^All keys of `([^`]+)`", text, re.MULTILINE)
        rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text, re.MULTILINE)
        found[heading] = (found[taken[1]] if taken else {}) | {key: kind.strip() for key, kind in rows}
    return found


TABLES: Final = tables()
PLAIN: Final[Mapping[str, tuple[type, ...]]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "true or false": (bool,),
    "null": (type(None),),
    "anything": (object,),
}


def wrong(value: Any, kind: str, where: str) -> Iterator[str]:
    """What of a value isn't as the page says, each with where it is."""
    if kind in PLAIN:
        if not isinstance(value, PLAIN[kind]) or (isinstance(value, bool) and kind in ("integer", "number")):
            yield f"{where}: {value!r} is not {kind}"
    elif found := re.fullmatch(r"array of (.+)", kind):
        for place, one in enumerate(value):
            yield from wrong(one, found[1], f"{where}[{place}]")
    elif found := re.fullmatch(r"object of (.+)", kind):
        for key, one in value.items():
            yield from wrong(one, found[1], f"{where}.{key}")
    elif found := re.fullmatch(r"`([^`]+)`", kind):
        yield from wrong_object(value, TABLES[found[1]], f"{where} ({found[1]})")
    else:
        assert " or " in kind, f"{where}: the page has a type that can't be read: {kind}"
        if all(list(wrong(value, one, where)) for one in kind.split(" or ")):
            yield f"{where}: {value!r} is not {kind}"


def wrong_object(value: Any, keys: Mapping[str, str], where: str) -> Iterator[str]:
    kinds = {key: re.sub(r", (optional|where .*)$", "", kind) for key, kind in keys.items()}
    needed = {key for key in keys if kinds[key] == keys[key]}
    if lacking := needed - value.keys():
        yield f"{where}: the page has {sorted(lacking)}, and the command has not"
    for key, one in value.items():
        if key in kinds:
            yield from wrong(one, kinds[key], f"{where}.{key}")
        else:
            yield f'{where}: the command has "{key}", and the page has not'


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, clip_cache: Path) -> Coach:
    """The program with a session in its journal, a good routine and a bad one."""
    coach = coach_in(tmp_path_factory.mktemp("json"), clip_cache)
    (coach.cwd / "mini.toml").write_text((Path(__file__).parent / "mini.toml").read_text())
    (coach.cwd / "bad.toml").write_text('titel = "Bad"\n[[exercise]]\nname = "Row"\nsets = 40\n')
    rows = ["--add", "pull-up 8 7", "--add", "barbell shrug 8 x 60 kg @ 8"]
    assert coach("log", "mini.toml", *rows, "--weight", "82 kg").status == 0
    return coach


def printed(coach: Coach, command: str) -> Run:
    words = [word for one in re.findall(r"\[[^]]+\](?:\.\.\.)?|\S+", command) for word in GIVEN.get(one, one).split()]
    more = next((more for start, more in MORE.items() if command.startswith(start)), [])
    return coach(*words, *more, "--json")


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_as_the_page_says(trained: Coach, command: str) -> None:
    run, kind = printed(trained, command), COMMANDS[command]
    assert run.status in ({0, 1} if command.startswith(("check [", "doctor")) else {0}), run
    assert run.err == ""
    if lines := re.fullmatch("a line each: (.*)", kind):
        rows = [json.loads(line) for line in run.out.splitlines()]
        assert rows
        assert [fault for row in rows for fault in wrong(row, lines[1], command)] == []
    else:
        assert list(wrong(json.loads(run.out), kind, command)) == []


def test_every_command_that_reads_is_on_the_page() -> None:
    words = {re.sub(r" ?(\[|--|[A-Z]).*", "", command) for command in COMMANDS}
    reading = {name: command for name, command in every_command(app) if name not in WRITING}
    assert {name for name, command in reading.items() if "--json" not in options(command)} == set()
    assert set(reading) == {name.removesuffix(" show") if name in ("exercises show", "history show") else name
                            for name in words}  # fmt: skip


def options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}
