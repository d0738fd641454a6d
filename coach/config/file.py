"""The configuration file, `config.toml` in the platform's folder: checked like a routine; flags win over it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias

import tomli
from msgspec.structs import replace
from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from coach import notation
from coach.audio.speaker import SpeakerName
from coach.config.settings import Duck, Settings, laid_over, variable
from coach.controls.keys import NAMES, bound, written
from coach.errors import CoachError, Mistake, did_you_mean
from coach.notation import Load, Plate
from coach.progression.strength import read_max
from coach.routine.file.fields import AnyWeight
from coach.routine.file.toml import ShortText, Table, check_table, parse, written_as
from coach.routine.model import Talk
from coach.session.commands import Command
from coach.session.plan import Pace

AnyPlate = Annotated[Plate, written_as(notation.read_plate)]

NOTHING: Final = "nothing"
"""The value that unbinds a key."""

if TYPE_CHECKING:
    Binding: TypeAlias = str
else:
    Binding = Literal[(*(command.value for command in Command), NOTHING)]


def _key(text: str) -> str:
    name = written(text)
    if name is None:
        hint = did_you_mean(text.lower(), NAMES) or f"a key is one character or one of {', '.join(NAMES)}"
        raise PydanticCustomError("notation", "no key", {"reason": f"there is no such key; {hint}"})
    return name


Key: TypeAlias = Annotated[str, BeforeValidator(_key)]

AnyMax = Annotated[Load, written_as(read_max), WithJsonSchema({"type": "string", "pattern": notation.LIFTED_PATTERN})]


class ConfigTable(Table):
    """The configuration file."""

    voice: ShortText | None = Field(
        None, description="The voice, as coach voices lists it; the engine's own if left out."
    )
    rate: Annotated[int, Field(ge=80, le=400)] | None = Field(
        None, description="How fast it speaks, in words a minute."
    )
    volume: Annotated[int, Field(ge=0, le=100)] | None = Field(None, description="How loud all sound is, in percent.")
    speaker: SpeakerName | None = Field(None, description="What plays the sound.")
    variant: ShortText | None = Field(None, description="The variant to do where a routine has it and none is named.")
    pace: Pace | None = Field(None, description='Who ends a set: "tempo" (the coach counts) or "me".')
    talk: Talk | None = Field(None, description="How much the coach says; as each routine has it if left out.")
    units: Literal["kg", "lb"] | None = Field(
        None, description="The units that loads are said in; as written if left out."
    )
    one_rep_max: dict[ShortText, AnyMax] | None = Field(
        None,
        description='What you lift once, by exercise, for loads in percent: pull-up = "100 kg"; or "5 x 87.5 kg", from '
        "which that is worked out.",
    )
    screen: Literal["full", "plain"] | None = Field(
        None, description='On a terminal: the whole of it ("full") or a line a cue.'
    )
    theme: Literal["dark", "light"] | None = Field(
        None, description="The colours of the full screen; what the terminal says of itself if left out."
    )
    duck: Duck | None = Field(
        None,
        description='Other programs\' sound while the coach speaks: "lower", "pause" at long explanations, or "off".',
    )
    duck_by: Annotated[int, Field(ge=1, le=60)] | None = Field(None, description="How far it is lowered, in decibels.")
    keys: dict[Key, Binding] | None = Field(None, description="What keys mean, besides or instead of the usual.")
    bars: dict[ShortText, AnyWeight] | None = Field(
        None, description='What your bars weigh: barbell = "15 kg". There are barbell, curl bar and trap bar.'
    )
    plates: list[AnyPlate] | None = Field(
        None,
        max_length=30,
        description='The plates that there are: ["20 kg", "4 x 10 kg"].',
    )
    equipment: list[ShortText] | None = Field(
        None, max_length=100, description='What you can train with: ["dumbbells", "a bench"]; everything if left out.'
    )
    ask_effort: bool | None = Field(
        None, description="Whether to ask in the rest how hard a set was that has an rpe or a rir."
    )
    metronome: bool | None = Field(None, description="Whether a tone tells when to lift and when to lower.")


def read_settings(
    text: str, file: Path, variables: Mapping[str, str], flags: Mapping[str, Any]
) -> tuple[Settings, dict[str, str]]:
    """The settings from the `text` of the configuration `file`, the `variables` over it and the `flags` over those.

    With them, for each setting, where it comes from. Raises `CoachError` with every mistake.
    """
    parsed = parse(text, str(file))
    written = _values(check_table(parsed, ConfigTable))
    places = {name: f"{file}:{parsed.line((name,))}" for name in written}
    return laid_over(written | read_variables(variables), places | {n: variable(n) for n in variables}, flags)


def read_variables(variables: Mapping[str, str]) -> dict[str, Any]:
    """The settings that variables of the environment set, by their names, from how they are written there.

    That is as in the configuration file; the quotes of a text may be left out. Raises `CoachError`.
    """
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for name, text in variables.items():
        try:
            values |= _values(check_table(parse(_as_toml(name, text), variable(name)), ConfigTable))
        except CoachError as error:
            mistakes += [replace(one, line=None, column=None, end=None) for one in error.mistakes]
    if mistakes:
        raise CoachError(*mistakes)
    return values


def _as_toml(name: str, text: str) -> str:
    """`name = text` where that is TOML and nothing more, else with the text in quotes."""
    line = f"{name} = {text}"
    try:
        if tomli.loads(line).keys() == {name}:
            return line
    except tomli.TOMLDecodeError:
        pass
    return f"{name} = {json.dumps(text, ensure_ascii=False)}"


def _values(table: ConfigTable) -> dict[str, Any]:
    values = {name: getattr(table, name) for name in table.model_fields_set}
    if "keys" in values:
        values["keys"] = bound({key: _command(word) for key, word in values["keys"].items()})
    return values


def _command(word: Binding) -> Command | None:
    return None if word == NOTHING else Command(word)
