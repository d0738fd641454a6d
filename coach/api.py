"""The functions of the public API: from TOML text to every cue of a session. `import coach` gives them; see there.

They read no configuration and no journal: everything that shapes a session is an argument.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from coach.audio.clip import frames_to_ms
from coach.audio.sounds import load_sounds
from coach.errors import CoachError, Mistake, did_you_mean, quoted
from coach.library.find import Library, shipped
from coach.notation import Load
from coach.routine.model import Routine, Talk
from coach.score.cues import Lengths, Score, Sound
from coach.score.scoring import score_plan
from coach.session.plan import Pace, Plan, Step
from coach.session.planner import plan
from coach.speech import english
from coach.speech.language import Language
from coach.units import Ms, Unit

_NO_MAXES: Final[Mapping[str, Load]] = {}


def load(routine: str | os.PathLike[str]) -> Routine:
    """Reads a routine: one that ships, by its name ("back"), or a file, by its path.

    Raises `CoachError` with every mistake of the file, or with the nearest names if there is no such routine.
    """
    return _library().load(os.fspath(routine))


def loads(text: str, name: str = "routine") -> Routine:
    """Reads a routine from its TOML text; `name` is what its file would be called.

    Raises `CoachError` with every mistake.
    """
    from coach.routine.file.reader import read_routine

    return read_routine(text, f"{name}.toml", name, _library().catalogue())


def make_plan(
    routine: Routine,
    variant: str | None = None,
    *,
    pace: Pace = "tempo",
    start_at: int = 1,
    talk: Talk | None = None,
    units: Unit | None = None,
    one_rep_maxes: Mapping[str, Load] = _NO_MAXES,
) -> Plan:
    """Lays out one session: its steps in order, each with its length in milliseconds, or None if it is open-ended.

    `variant`: the routine's default one if None. `pace`: whether the tempo ends a set or the athlete ("me").
    `start_at`: the number of the first exercise, from 1; a later one leaves the warm-up out. `talk`: how much is said;
    as the variant has it if None. `units`: convert loads to kilograms or pounds. `one_rep_maxes`: by exercise id, for
    loads in percent.

    Raises `CoachError` for a variant or an exercise that the routine doesn't have, and for a session of more than 24
    hours or a thousand sets.
    """
    names = [each.name for each in routine.variants]
    if variant is not None and variant not in names:
        hint = did_you_mean(variant, names) or f"it has {', '.join(names)}"
        raise CoachError(Mistake(f"{routine.title} has no variant {quoted(variant)}", hint))
    return plan(routine, variant, pace, start_at, units, talk, one_rep_maxes)


def make_score(
    session: Plan, lengths: Lengths | None = None, language: Language = english
) -> Iterator[tuple[Ms, Step, Score]]:
    """Yields each step's start in milliseconds of the session, the step, and its score: what is heard in it, and when.

    `lengths` says how long clips are (`EstimatedLengths` if None); cues are placed by it so that none overlap. Nothing
    interrupts the session: an open-ended set takes as long as its tempo does.
    """
    return score_plan(session, lengths or EstimatedLengths(language), language)


class EstimatedLengths:
    """Clip lengths for a score without a voice: sentences by their number of syllables, sounds as they ship."""

    def __init__(self, language: Language = english) -> None:
        self._language = language
        sounds = load_sounds([shipped() / "sounds"])
        self._sounds = {name: frames_to_ms(clip.frames) for name, clip in sounds.items()}

    def say(self, text: str) -> Ms:
        """About how long `text` takes to say, in milliseconds."""
        return self.estimate(text)

    def estimate(self, text: str) -> Ms:
        """The same: there is no clip to measure."""
        return self._language.estimate(text)

    def sound(self, sound: Sound) -> Ms:
        """The length of one of the six sounds; of a sound file that a routine names, as long as the longest of them."""
        return self._sounds.get(sound, max(self._sounds.values()))


def _library() -> Library:
    return Library((Path(shipped(), "routines"),))
