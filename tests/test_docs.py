"""The pages for authors: their examples work, and the reference is complete."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from coach import notation
from coach.cli.app import app
from coach.config.file import ConfigTable
from coach.library.find import Library
from coach.routine.file.fields import SetTable
from coach.routine.file.progress_tables import GrowthTable, ProgressTable, WaveTable
from coach.routine.file.tables import (
    AddedTable,
    CallTable,
    CatalogueTable,
    ChangeTable,
    DetailTable,
    EntryTable,
    ExerciseTable,
    GroupTable,
    RoutineTable,
    VariantTable,
)
from coach.routine.file.toml import Table, check_table, parse
from coach.routine.review import review
from coach.session.planner import plan
from tests.conftest import Coach
from tests.support.commands import every_command

ROOT: Final = Path(__file__).parents[1]
FORMAT: Final = (ROOT / "docs" / "format.md").read_text()


def examples(language: str) -> Iterator[tuple[str, str]]:
    """The blocks of `language` in the pages for authors, each with its page and line."""
    for page in (ROOT / "README.md", ROOT / "docs" / "authoring.md", ROOT / "docs" / "format.md"):
        text = page.read_text()
        for found in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            line = text.count("\n", 0, found.start()) + 2
            yield f"{page.name}:{line}", found[1]


@pytest.mark.parametrize("text", [pytest.param(text, id=id_) for id_, text in examples("toml")])
def test_every_example_is_a_routine(text: str, tmp_path: Path) -> None:
    file = tmp_path / "example.toml"
    file.write_text(text)
    routine = Library(()).load(str(file))
    assert list(map(str, review(routine))) == []
    for variant in routine.variants:
        assert plan(routine, variant.name).sets


CONFIGURATION: Final = (ROOT / "docs" / "configuration.md").read_text()


def test_the_page_of_settings_has_every_setting_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| ?([^|]*) \|$", CONFIGURATION.partition("\n\n## ")[0], re.MULTILINE)
    assert [name for name, _ in rows] == list(ConfigTable.model_fields)
    start = dict(every_command(app))["start"]
    known = {option for parameter in start.params for option in parameter.opts}
    assert {option for _, options in rows for option in re.findall("`(.*?)`", options)} - {"--bar"} <= known


def test_the_example_is_a_configuration() -> None:
    text = re.findall(r"^```toml configuration\n(.*?)^```$", CONFIGURATION, re.MULTILINE | re.DOTALL)[0]
    assert check_table(parse(text, "config.toml"), ConfigTable).units == "kg"


def test_the_reference_of_commands_is_what_the_help_says() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "docs" / "commands.py", "-"], capture_output=True, text=True, check=True
    )
    page = (ROOT / "docs" / "commands.md").read_text()
    assert made.stdout == page, "write it anew: python docs/commands.py"


def test_resume_takes_what_start_takes() -> None:
    """All but the options that choose the session, or where it begins."""
    found = dict(every_command(app))
    options = {name: {option for one in found[name].params for option in one.opts} for name in ("start", "resume")}
    assert options["start"] - options["resume"] == {
        *("routine", "--variant", "--from", "--day", "--fresh", "--minutes", "--no-warm-up"),
    }
    assert options["resume"] <= options["start"]


def test_the_fragment_is_a_configuration() -> None:
    (fragment,) = examples("toml fragment")
    assert check_table(parse(fragment[1], fragment[0]), ConfigTable).one_rep_max


@pytest.mark.parametrize(
    "page",
    [
        "authoring.md",
        "format.md",
        "configuration.md",
        "json.md",
        "installing.md",
        "editors.md",
        "sessions.md",
        "quickstart.md",
    ],
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text()
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = target.partition("#")
        if "://" not in target:
            other = ROOT / "docs" / (file or page)
            assert other.exists(), target
            titles = re.findall(r"^#+ (.*)$", other.read_text(), re.MULTILINE) if anchor else []
            assert not anchor or anchor in map(_anchor, titles), target


def _anchor(title: str) -> str:
    """What a heading is called in links, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


TABLES: Final[dict[str, type[Table]]] = {
    "Top level": RoutineTable,
    "`[[exercise]]`": EntryTable,
    "A set of its own": SetTable,
    "`progress`": ProgressTable,
    "A wave": WaveTable,
    "A row of growth": GrowthTable,
    "`[[exercise.call]]`": CallTable,
    "`[defaults]`": DetailTable,
    "`[[warm_up]]`": ExerciseTable,
    "`[group.NAME]`": GroupTable,
    "`[variant.NAME]`": VariantTable,
    "`[variant.NAME.swap.EXERCISE]`": ExerciseTable,
    "`[variant.NAME.change.EXERCISE]`": ChangeTable,
    "`[[variant.NAME.add]]`": AddedTable,
    "`[variant.NAME.group.NAME]`": GroupTable,
    "`[ID]`": CatalogueTable,
}
"""What the headings of the reference describe. A table of the format whose heading is missing here isn't found."""


def section(heading: str) -> str:
    """The text under a heading of the reference."""
    found = re.search(rf"^##+ {re.escape(heading)}\n(.*?)(?=^## |\Z)", FORMAT, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def told(heading: str) -> list[str]:
    """The keys that the reference gives a table: its own rows, and those it takes from another table."""
    text = section(heading)
    rows = [row for table in re.findall(r"^\| Key \|.*\n\|[-|]+\n((?:\|.*\n)*)", text, re.MULTILINE) for row in [table]]
    keys = re.findall(r"^\| `(\w+)` \|", "".join(rows), re.MULTILINE)
    if taken := re.search(r"^Takes the fields of (`[^`]+`)(?: but ([^.]*?))?(?:, and these)?\.", text, re.MULTILINE):
        left_out = re.findall(r"`(\w+)`", taken[2] or "")
        others = told(taken[1])
        assert set(left_out) <= set(others)
        keys += [key for key in others if key not in left_out]
    return keys


@pytest.mark.parametrize("heading", TABLES)
def test_the_reference_has_every_field_and_no_other(heading: str) -> None:
    fields = [field.alias or name for name, field in TABLES[heading].model_fields.items()]
    assert sorted(told(heading)) == sorted(fields)


def test_the_reference_has_every_table() -> None:
    def below(table: type[Table]) -> set[type[Table]]:
        return {table}.union(*map(below, table.__subclasses__()))

    ours = {table for table in below(Table) if table.__module__ == RoutineTable.__module__}
    bases = {base for table in TABLES.values() for base in table.__mro__}
    assert ours <= {*TABLES.values(), *bases}


READERS: Final[dict[str, Callable[[object], object]]] = {
    "sets": notation.read_sets,
    "reps": notation.read_any_reps,
    "time": notation.read_time,
    "tempo": notation.read_tempo,
    "load": notation.read_load,
    "rpe": notation.read_rpe,
    "rir": notation.read_rir,
    "moment": notation.read_moment,
    "rungs": notation.read_rungs,
}


def test_the_notation_of_the_reference_can_be_read() -> None:
    kind = ""
    seen = set()
    for name, forms in re.findall(r"^\| (?:\*\*(\w+)\*\*)? ?\| (.*?) \|", section("Notation"), re.MULTILINE):
        kind = name or kind
        for form in re.findall(r"`([^`]+)`", forms):
            value = tomllib.loads(f"value = {form}")["value"]
            if not (isinstance(value, list) and isinstance(value[0], dict)):
                READERS[kind](value)
            seen.add(kind)
    assert seen == set(READERS)


def test_the_reference_lists_the_catalogue() -> None:
    listed = re.findall(r"`([a-z-]+)`", section("The catalogue").partition("- **")[2].partition("\n\n")[0])
    assert sorted(listed) == sorted(Library(()).catalogue().ids())


EDITORS: Final = (ROOT / "docs" / "editors.md").read_text()


def test_an_editor_reads_what_the_check_says(coach: Coach) -> None:
    """The page's pattern for VS Code finds the file, the line, the severity and the words of each message."""
    (task,) = json.loads(re.findall(r"^```json\n(.*?)^```$", EDITORS, re.MULTILINE | re.DOTALL)[0])["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    text = 'title = "Bad"\n[[exercise]]\nname = "Row"\nrest = "4 s"\ncues = ["Squeeze for a full second at the top."]\n'
    (coach.cwd / "mine.toml").write_text(text + '[[exercise]]\nname = "Dip"\nrset = 9\n')
    (coach.cwd / "odd.toml").write_text('title = "Odd"\n[[exercise]]\nuse = "barbell-back-squat"\nload = "1 kg"\n')
    out = coach("check", "mine.toml", "odd.toml").out
    found = [match for line in out.splitlines() if (match := re.match(pattern["regexp"], line))]
    seen = {(match[pattern["file"]], match[pattern["line"]], match[pattern["severity"]]) for match in found}
    assert ("mine.toml", "8", None) in seen
    assert {"warning"} <= {severity for _, _, severity in seen}
    assert all(match[pattern["message"]] for match in found)
