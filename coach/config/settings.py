"""The athlete's settings, and where each comes from. Reads no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from msgspec import Struct, field

from coach.controls.keys import DEFAULT_KEYS, Keys

if TYPE_CHECKING:
    # The device and the voice are started from the settings alone, before these modules are loaded.
    from coach.audio.speaker import SpeakerName
    from coach.notation import Load, Plate
    from coach.progression.plates import Rack
    from coach.routine.model import Talk
    from coach.session.plan import Pace
    from coach.units import Unit

Duck: TypeAlias = Literal["off", "lower", "pause"]


class Settings(Struct, frozen=True):
    """The settings of a session. An empty `voice` is the engine's default; `variant` and `talk` are the routine's if
    None; without `equipment` everything is there.
    """

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
    equipment: Sequence[str] = ()
    ask_effort: bool = False
    metronome: bool = False

    @property
    def rack(self) -> Rack:
        """What loads are made of."""
        from coach.progression.plates import Rack

        return Rack(self.bars, tuple(self.plates))


def variable(name: str) -> str:
    """The variable of the environment that sets a setting: `COACH_RATE` for `rate`."""
    return f"COACH_{name.upper()}"


def given_by(environment: Mapping[str, str]) -> dict[str, str]:
    """The settings that variables set, as they are written there; an empty variable is as good as none."""
    names = Settings.__struct_fields__
    return {name: text for name in names if (text := environment.get(variable(name)))}


DEFAULT: Final = "default"
FLAG: Final = "flag"


def laid_over(
    written: Mapping[str, Any], places: Mapping[str, str], flags: Mapping[str, Any]
) -> tuple[Settings, dict[str, str]]:
    """The settings of what is `written` in a file at `places`, with those `flags` over it that were given.

    With them, for each setting, where it comes from.
    """
    given = {name: value for name, value in flags.items() if value is not None}
    origins = dict.fromkeys(Settings.__struct_fields__, DEFAULT)
    return Settings(**{**written, **given}), origins | dict(places) | dict.fromkeys(given, FLAG)
