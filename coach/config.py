"""The athlete's settings: what holds, and where it comes from.

`config.toml` in the platform's configuration folder is checked like a routine; flags win over it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from coach import notation
from coach.audio.speaker import SpeakerName
from coach.controls.keys import DEFAULT_KEYS, NAMES, Keys, bound, written
from coach.errors import did_you_mean
from coach.notation import Load, Plate, Unit
from coach.plan import Pace
from coach.plates import Rack
from coach.routine import Talk
from coach.routine_tables import AnyLoad
from coach.session import Command
from coach.toml_tables import Table, Word, check_table, parse, written_as

AnyPlate = Annotated[Plate, written_as(notation.read_plate)]

NOTHING: Final = "nothing"
"""What a key is bound to that is to have no meaning."""

Duck: TypeAlias = Literal["off", "lower", "pause"]
Binding: TypeAlias = Literal["pause", "next", "back", "done", "again", "more", "less", "where", "stop", "nothing"]


def _key(text: str) -> str:
    name = written(text)
    if name is None:
        hint = did_you_mean(text.lower(), NAMES) or f"a key is one character or one of {', '.join(NAMES)}"
        raise PydanticCustomError("notation", "no key", {"reason": f"there is no such key; {hint}"})
    return name


Key: TypeAlias = Annotated[str, BeforeValidator(_key)]


class ConfigTable(Table):
    """The configuration file."""

    voice: Word | None = Field(None, description="The voice, as coach voices lists it; the engine's own if left out.")
    rate: Annotated[int, Field(ge=80, le=400)] | None = Field(
        None, description="How fast it speaks, in words a minute."
    )
    volume: Annotated[int, Field(ge=0, le=100)] | None = Field(None, description="How loud all sound is, in percent.")
    speaker: SpeakerName | None = Field(None, description="What plays the sound.")
    variant: Word | None = Field(None, description="The variant to do where a routine has it and none is named.")
    pace: Pace | None = Field(None, description='Who ends a set: "tempo" (the coach counts) or "me".')
    talk: Talk | None = Field(None, description="How much the coach says; as each routine has it if left out.")
    units: Literal["kg", "lb"] | None = Field(
        None, description="The units that loads are said in; as written if left out."
    )
    one_rep_max: dict[Word, AnyLoad] | None = Field(
        None, description='What you lift once, by exercise, for loads in percent: pull-up = "100 kg".'
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
    bars: dict[Word, AnyLoad] | None = Field(
        None, description='What your bars weigh: barbell = "15 kg". There are barbell, curl bar and trap bar.'
    )
    plates: list[AnyPlate] | None = Field(
        None,
        max_length=30,
        description='The plates that there are: ["20 kg", "4 x 10 kg"].',
    )


@dataclass(frozen=True)
class Settings:
    """What holds in a session. `voice` "" is the engine's own; `variant` and `talk` None are the routine's."""

    voice: str = ""
    rate: int = 165
    volume: int = 100
    speaker: SpeakerName = "miniaudio"
    variant: str | None = None
    pace: Pace = "tempo"
    talk: Talk | None = None
    units: Unit | None = None
    one_rep_max: Mapping[str, Load] = field(default_factory=dict)
    screen: Literal["full", "plain"] = "full"
    theme: Literal["dark", "light"] | None = None
    duck: Duck = "off"
    duck_by: int = 15
    keys: Keys = field(default_factory=lambda: DEFAULT_KEYS)
    bars: Mapping[str, Load] = field(default_factory=dict)
    plates: Sequence[Plate] = ()

    @property
    def rack(self) -> Rack:
        """What loads are made of."""
        return Rack(self.bars, tuple(self.plates))


DEFAULT: Final = "default"
FLAG: Final = "flag"


def read_settings(text: str | None, file: Path, flags: Mapping[str, Any]) -> tuple[Settings, dict[str, str]]:
    """The settings from the `text` of the configuration file (None: there is none) and the `flags` that were given.

    With them, for each setting, where it comes from. Raises `CoachError` with every mistake of the file.
    """
    values: dict[str, Any] = {}
    origins = dict.fromkeys(ConfigTable.model_fields, DEFAULT)
    if text is not None:
        parsed = parse(text, str(file))
        table = check_table(parsed, ConfigTable)
        values = {name: getattr(table, name) for name in table.model_fields_set}
        if "keys" in values:
            values["keys"] = bound({key: _command(word) for key, word in values["keys"].items()})
        origins |= {name: f"{file}:{parsed.line((name,))}" for name in values}
    given = {name: value for name, value in flags.items() if value is not None}
    return Settings(**(values | given)), origins | dict.fromkeys(given, FLAG)


def _command(word: Binding) -> Command | None:
    return None if word == NOTHING else Command(word)
