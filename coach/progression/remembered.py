"""What the journal remembers, as plain values for the planner, so that planning stays pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, field

from coach.progression.outings import Outing
from coach.progression.plates import STANDARD, Rack
from coach.progression.rounds import Rounds
from coach.routine.model import Side


class Elsewhere(Struct, frozen=True):
    """The last outing of a lift outside its block, and the title of that session."""

    title: str
    outing: Outing


class Remembered(Struct, frozen=True):
    """What is known about a block of a routine: its latest outings, newest first, out of `trained` in all.

    If there are none, `elsewhere` is the latest one of the same lift in any other session. `best` is the highest
    estimated one-rep max of the lift in kg, `most_reps` the most reps of it without a load, wherever they were done.
    `weaker` is the side that did less in the newest outing, if all its sets are known on each side.
    """

    outings: tuple[Outing, ...] = ()
    trained: int = 0
    best: float | None = None
    most_reps: int | None = None
    elsewhere: Elsewhere | None = None
    weaker: Side | None = None


NOTHING_REMEMBERED: Final = Remembered()


class Known(Struct, frozen=True):
    """What is known when a session is planned: of the `blocks` of its routine, the plates, when it was done.

    `week`: how many days ago each of its sessions of the last seven days was. `kept`: what is done in the session will
    be remembered, so that it is worth asking for. `trained` says in how many sessions, of any routine, each lift was
    done, and `sessions` how many sessions there were in all. `weekday` is that of today, from 0 for Monday, if it is
    known. `notes` are the athlete's, by the id of the lift.
    `equipment` is what they have; if it is empty, they haven't told. `asks_effort`: they want to be asked how hard a
    set was; `metronome`: and to hear tones for the phases of a rep.
    """

    blocks: Mapping[str, Remembered] = field(default_factory=dict)
    rack: Rack = STANDARD
    week: tuple[int, ...] = ()
    kept: bool = False
    amraps: Mapping[str, Rounds] = field(default_factory=dict)
    trained: Mapping[str, int] = field(default_factory=dict)
    sessions: int = 0
    weekday: int | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    equipment: tuple[str, ...] = ()
    asks_effort: bool = False
    metronome: bool = False


NOTHING: Final = Known()
