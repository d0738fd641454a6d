"""Each closed list has one source, and a test names every place that doesn't know a new member.

`LISTS` names, for each list, the places that have a word or a rule of their own for each member. The tests check every
member in every place; then a pretended member, which no place knows, to show that each place would be named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final, get_args

import pytest
from msgspec import Struct
from msgspec.structs import replace
from typer import BadParameter

from coach.audio.formats import FORMATS
from coach.cli.commands.options import checked
from coach.controls.keys import DEFAULT_KEYS
from coach.journal.entries import Entry
from coach.progression.rules import RULES
from coach.progression.rules.rule import LoadChange, Rule
from coach.routine.file import tables
from coach.routine.file.progress_tables import ProgressTable
from coach.routine.groups import GROUP_KINDS
from coach.routine.model import SOUNDS, Group, Motion, Progress, SetKind, Talk
from coach.routine.stations import Hold
from coach.score.words import LOWEST
from coach.session import meaning
from coach.session.answers import Reply
from coach.session.changing import REPLIES
from coach.session.commands import Command
from coach.session.obeying import PLAN_CHANGES
from coach.session.plan import Work
from coach.session.plan_changes import ChangeKind
from coach.session.record import Record
from coach.speech import english
from coach.speech.english import labels
from coach.speech.english.groups import BEGINNINGS
from coach.speech.english.progress import CHANGES
from coach.speech.english.rests import POSITIONS
from coach.speech.english.sets import kind_of
from coach.units import Ms
from coach.voice.manner import ENGINES, EngineName
from tests.support.exercises import a_set, exercise

ROOT: Final = Path(__file__).parents[1]
REFERENCE: Final = (ROOT / "docs" / "format.md").read_text()
READERS: Final = "".join(
    (ROOT / "coach" / "routine" / "file" / name).read_text()
    for name in ("reader.py", "prescription.py", "progress.py", "shared_places.py", "effects.py")
)
ANSWERS: Final = "".join((Path(english.__file__).parent / name).read_text() for name in ("answers.py", "changes.py"))
RECORDINGS: Final = (ROOT / "docs" / "recordings.md").read_text()
CONFIGURATION: Final = (ROOT / "docs" / "configuration.md").read_text()
LOADER: Final = (ROOT / "coach" / "voice" / "engines" / "__init__.py").read_text()
ROWS: Final = (ROOT / "coach" / "journal" / "rows.py").read_text()
KEEPER: Final = (ROOT / "coach" / "journal" / "keeper.py").read_text()
EXCHANGE: Final = (ROOT / "coach" / "journal" / "exchange.py").read_text()
ROW: Final = exercise("row", "Row")


class List(Struct, frozen=True):
    """A closed list: its members, one that isn't in it, and the places that have to know each."""

    members: Sequence[Any]
    pretended: Any
    places: Mapping[str, Callable[[Any], object]]

    def ignorant(self, member: Any) -> Iterator[str]:
        """The places that don't know `member`."""
        for name, knows in self.places.items():
            try:
                known = bool(knows(member))
            except (LookupError, BadParameter):
                known = False
            if not known:
                yield name


def _group_of(kind: Any) -> Group:
    return Group("A", kind, 1, None, kind.between)


def _documented_field(name: str) -> bool:
    return re.search(rf"^\| `{name}` \|", REFERENCE, re.MULTILINE) is not None


class _Pretended(Enum):
    DANCE = "dance"


LISTS: Final = {
    "group kinds": List(
        list(GROUP_KINDS.values()),
        replace(GROUP_KINDS["superset"], name="pyramid", fields=("steps",)),
        {
            "its name, coach/speech/english/groups.py": lambda kind: english.group_name(_group_of(kind)),
            "its introduction, coach/speech/english/groups.py": lambda kind: BEGINNINGS[kind.name],
            "its fields, coach/routine/file/tables.py": lambda kind: (
                set(kind.fields) <= tables.GroupTable.model_fields.keys()
            ),
            "its row, docs/format.md": lambda kind: re.search(rf"^\| [^|]*\b{kind.name}\b[^|]* \|", REFERENCE, re.M),
            "its value, docs/format.md": lambda kind: f'`"{kind.name}"`' in REFERENCE,
        },
    ),
    "commands": List(
        list(Command),
        _Pretended.DANCE,
        {
            "its label, coach/speech/english/labels.py": english.command_label,
            "what coach keys says of it, coach/speech/english/labels.py": english.command_help,
            "a key for it, coach/session/commands.py, or a headset's button": lambda command: (
                command in (*DEFAULT_KEYS.values(), Command.BUTTON)
            ),
            "what it does, coach/session/meaning.py": lambda command: meaning.MEANINGS[command],
        },
    ),
    "changes of a plan": List(
        list(ChangeKind),
        _Pretended.DANCE,
        {
            "the action that makes it, coach/session/obeying.py": lambda how: how in PLAN_CHANGES.values(),
            "its answer, coach/session/changing.py": lambda how: REPLIES[how],
        },
    ),
    "answers to commands": List(
        [reply for reply in Reply if reply not in (Reply.NOTHING, Reply.REPEAT)],
        _Pretended.DANCE,
        {
            "what is said, coach/speech/english/answers.py or changes.py": lambda reply: (
                f"Reply.{reply.name}" in ANSWERS
            ),
        },
    ),
    "progress rules": List(
        list(RULES.values()),
        Rule("wishful", "as one feels", lambda asked, past: None, needs={"mood": 'write mood = "good"'}),
        {
            "its place in the list, coach/progression/rules/__init__.py": lambda rule: RULES[rule.name],
            "its fields, coach/routine/file/progress_tables.py": lambda rule: (
                rule.needs.keys() <= ProgressTable.model_fields.keys()
            ),
            "its fields, coach/routine/model.py": lambda rule: set(rule.needs) <= set(Progress.__struct_fields__),
            "its row, docs/format.md": lambda rule: re.search(rf'^\| `"{rule.name}"` \|', REFERENCE, re.MULTILINE),
        },
    ),
    "changes of a load": List(
        get_args(LoadChange),
        "twice as much",
        {"what is said of it, coach/speech/english/progress.py": lambda change: CHANGES[change]},
    ),
    "levels of talk": List(
        get_args(Talk),
        "songs",
        {
            "the lowest rank that is heard, coach/score/words.py": lambda talk: talk in LOWEST,
            "its name, coach/cli/commands/options.py": lambda talk: checked(talk=talk),
            "its value, docs/format.md": lambda talk: f'`"{talk}"`' in REFERENCE,
        },
    ),
    "what is done before a set": List(
        get_args(Hold),
        "rings",
        {"the call for it, coach/speech/english/rests.py": lambda hold: POSITIONS[hold]},
    ),
    "how a rep begins": List(
        get_args(Motion),
        "sideways",
        {
            "its words, coach/speech/english/sets.py": lambda motion: english.phase("lift", motion),
            "its value, docs/format.md": lambda motion: f'`"{motion}"`' in REFERENCE,
        },
    ),
    "kinds of sets": List(
        get_args(SetKind),
        "giant",
        {
            "its name, coach/speech/english/sets.py": lambda kind: kind_of(
                replace(a_set(ROW), asked=replace(ROW.sets[0], kind=kind))
            ),
        },
    ),
    "sounds": List(
        SOUNDS,
        "gong",
        {
            "its file, sounds": lambda sound: (ROOT / "sounds" / f"{sound}.wav").is_file(),
            "its label, coach/speech/english/labels.py": lambda sound: labels.SOUNDS[sound],
        },
    ),
    "kinds of sound files": List(
        list(FORMATS),
        ".aiff",
        {"its ending, docs/recordings.md": lambda ending: f"`{ending}`" in RECORDINGS},
    ),
    "speech engines": List(
        get_args(EngineName),
        "parrot",
        {
            "its packages, coach/voice/manner.py": lambda engine: ENGINES[engine],
            "how it is loaded, coach/voice/engines/__init__.py": lambda engine: f'case "{engine}":' in LOADER,
            "its row, docs/configuration.md": lambda engine: f'`"{engine}' in CONFIGURATION,
        },
    ),
    "fields of a set in the journal": List(
        [name for name in Entry.__struct_fields__ if name not in ("how", "performed", "length")],
        "mood",
        {
            "how it is written, coach/journal/rows.py": lambda name: f"entry.{name}" in ROWS,
            "how it is read, coach/journal/rows.py": lambda name: f"{name}=" in ROWS,
            "how it is exported and imported, coach/journal/exchange.py": lambda name: (
                f'"{name}"' in EXCHANGE and f"{name}=" in EXCHANGE
            ),
        },
    ),
    "what is recorded of a set": List(
        [name for name in Record.__struct_fields__ if name != "set"],
        "mood",
        {
            "how it is kept, coach/journal/keeper.py": lambda name: f"{name}=record.{name}" in KEEPER,
            "how it is taken up again, coach/journal/keeper.py": lambda name: f"{name}=entry.{name}" in KEEPER,
        },
    ),
    "fields of an exercise": List(
        [field.alias or name for name, field in tables.ExerciseTable.model_fields.items()],
        "mood",
        {
            "its row, docs/format.md": _documented_field,
            "what it does, coach/routine/file: reader, prescription, progress, shared_places or effects": lambda name: (
                re.search(rf"(fields|table|written)\.{name}\b|\"{name}\"", READERS)
            ),
        },
    ),
}
MEMBERS: Final = [(name, member) for name, found in LISTS.items() for member in found.members]


@pytest.mark.parametrize(("name", "member"), MEMBERS, ids=[f"{name}-{member}"[:40] for name, member in MEMBERS])
def test_every_place_knows_every_member(name: str, member: Any) -> None:
    assert list(LISTS[name].ignorant(member)) == []


@pytest.mark.parametrize("name", LISTS)
def test_every_place_reports_a_member_that_it_does_not_know(name: str) -> None:
    assert list(LISTS[name].ignorant(LISTS[name].pretended)) == list(LISTS[name].places)


def test_a_set_is_named_by_its_kind_wherever_it_is_shown() -> None:
    drop = replace(a_set(ROW), asked=replace(ROW.sets[0], kind="drop"))
    assert english.step_name(Work(drop, None, Ms(0))) == "Row, drop set 1 of 3"
