"""What a language has to be able to say and to write: facts go in, whole sentences come out.

The rest of the program knows no words. It hands a `Language` the facts of a step, a set or an answer; numbers,
plurals, word order, sides, units and names of groups are the language's own business. `coach.speech.english` is the one
that ships: a package whose functions are these methods. Another language is another package beside it, and is
handed in by `coach.cli.runtime`.

A method that returns a tuple gives wordings of one sentence, the fullest first; the score takes the first that fits. An
empty string or list means that there is nothing to say. Lengths are milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from coach.notation import Load
from coach.progression.plates import Loading
from coach.progression.rounds import Rounds
from coach.routine.model import Group, Motion
from coach.session.answers import Answer
from coach.session.commands import Command
from coach.session.cut import Cut
from coach.session.plan import Closing, FirstOrAgain, Opening, Remark, Step, Tally
from coach.session.sets import Ask, PhaseName, Set
from coach.units import Ms


class Spoken(Protocol):
    """What is said. Numbers are written out, so that what is printed is what is heard."""

    def estimate(self, text: str, /) -> Ms:
        """About how long `text` takes to say, where there is no voice to measure it with."""

    def sentence(self, text: str, /) -> str:
        """A line that the author of a routine wrote, as a sentence."""

    def said(self, engine: str, /) -> Mapping[str, str]:
        """Words that the speech engine of that name says wrong, and how each has to be written for it."""

    def opening(self, step: Opening, /) -> list[tuple[bool, str]]:
        """The first words of a session, each with whether it is needed even by those who want to hear little."""

    def cut(self, cut: Cut, /) -> str:
        """What was left out of a session before it begins, as there is less time than it takes."""

    def stopped(self, ago: Ms, set_: Set, /) -> str:
        """The first words of a session that was broken off `ago` ms ago and goes on at `set_`."""

    def warm_up_begins(self, first: Set, /) -> str:
        """Said before the `first` set of a warm-up."""

    def warm_up_ends(self, first: Set, /) -> str:
        """Said between the warm-up and the `first` working set."""

    def group_begins(self, set_: Set, members: Sequence[Set], /) -> list[str]:
        """What the group of `set_` is, with the first sets of all its exercises: said before its first set."""

    def what(self, set_: Set, /) -> str:
        """The exercise with its sets and reps, said before its first set."""

    def weight(self, set_: Set, /) -> list[str]:
        """What was lifted last time, what that means for today, and the load: of the first set, where they differ."""

    def working_weight(self, set_: Set, /) -> list[str]:
        """The load of a working set, for an exercise whose warm-up sets are done."""

    def note(self, text: str, /) -> str:
        """A note on an exercise, which its author or the athlete has written: "Your note: seat at four." """

    def easier(self, set_: Set, /) -> str:
        """The easier exercise that may be done in place of this one."""

    def first_in_turn(self, set_: Set, /) -> str:
        """Which exercise of a group begins, after all of them were explained."""

    def get_ready(self) -> str:
        """The call before the count-in."""

    def when_ready(self) -> str:
        """How to say that one is ready, where a set waits for that."""

    def in_position(self, set_: Set, /) -> str:
        """The call to take one's place for `set`, about 20 s before it: by what its exercise needs."""

    def one_more(self, which: FirstOrAgain, /) -> str:
        """The question whether the athlete wants to do the next set, which may be left out, and the first time how to
        say no; said after `next_set`.
        """

    def remark(self, one: Remark, /) -> str:
        """Something to know in a long rest; "" if there is nothing. On breathing there are `BREATHING` lines."""

    def count(self, rep: int, set_: Set, tells_least: bool, /) -> tuple[str, ...]:
        """What is said as rep `rep` ends; `tells_least` if it is to be said when as many are done as one aims for."""

    def phase(self, name: PhaseName, begins: Motion, /) -> str:
        """What to do now in a rep that begins so, in a word."""

    def halfway(self) -> str:
        """Said in the middle of a hold."""

    def minutes_left(self, minutes: int, /) -> str:
        """Said in a long hold or rest when so many whole minutes are left."""

    def ten_seconds(self) -> str:
        """Said ten seconds before the end of a hold."""

    def time_is_up(self) -> str:
        """Said when the time of a group has run out."""

    def rest(self, length: Ms, /) -> tuple[str, ...]:
        """Said when a rest begins: how long it is, where there is room for that."""

    def own_rest(self, which: FirstOrAgain, /) -> tuple[str, ...]:
        """The same of a rest that lasts until the athlete says so."""

    def next_set(self, set_: Set, time_left: Ms | None = None, /) -> tuple[str, ...]:
        """What comes next, said as a rest begins: set, side and load. `time_left` of a group that goes by time."""

    def switch(self, set_: Set, /) -> tuple[str, ...]:
        """Said between the two sides of a set, or between a set and its drop: what `set_` is."""

    def how_many(self, which: Ask, /) -> str:
        """The question how many reps a set had that nobody counted, or how hard a set was; digits answer it."""

    def button(self) -> str:
        """Before the first set to failure: which button of a headset says that it is over."""

    def rounds(self, score: Rounds, /) -> str:
        """What an AMRAP came to, said when its time is up."""

    def last_rounds(self, score: Rounds, /) -> str:
        """What an AMRAP came to the last time, said before it begins."""

    def closing(self, step: Closing, /) -> str:
        """What was done in the session."""

    def bests(self, tally: Tally, /) -> str:
        """The exercises in which the athlete was better than ever before."""

    def improved(self, tally: Tally, /) -> str:
        """The other exercises in which more was done than the last time."""

    def coming(self, step: Closing, /) -> str:
        """The next session, and when that may be."""

    def answer(self, given: Answer, exercises: int, /) -> tuple[str, ...]:
        """The answer to a command, in a session of so many `exercises`; nothing if the sounds say it all."""

    def returns(self, set_: Set, /) -> str:
        """That an exercise goes on that was put off, or begun before: with this set."""

    def nothing_said(self) -> str:
        """The answer to "say that again" where nothing was said yet."""

    def loading(self, made: Loading, wanted: Load, /) -> str:
        """The call to load a bar for the `wanted` weight, or for the nearest that there are plates for."""


class Written(Protocol):
    """What is read at a glance, with digits: on screens, a lock screen, in chapters and on pictures."""

    def headline(self, step: Step, /) -> str:
        """The word that tells from afar what there is to do."""

    def paused_headline(self) -> str:
        """The word in the place of `headline` while the session is paused."""

    def caption_name(self, step: Step, title: str, /) -> str:
        """The exercise that goes on or is made ready; the `title` of the routine where there is none."""

    def caption_place(self, step: Step, /) -> str:
        """Which set it is, of how many."""

    def caption_asked(self, step: Step, /) -> str:
        """What the set asks for; what was done before a rest; what the session is made of."""

    def caption_next(self, set_: Set | None, /) -> str:
        """The set that comes next; None: the end of the session."""

    def session_left(self, length: Ms, /) -> str:
        """About how long the session will still take."""

    def joined(self, *parts: str) -> str:
        """Those of `parts` that say something, on one line."""

    def step_name(self, step: Step, /) -> str:
        """What a step is called on the line under the cues, and in a recording's marks."""

    def paused(self) -> str:
        """What stands in the place of a step's name while the session is paused."""

    def sound_label(self, sound: str, /) -> str:
        """A sound as the transcript names it."""

    def command_label(self, command: Command, /) -> str:
        """What a command is called beside its key."""

    def command_help(self, command: Command, /) -> str:
        """What a command does, in a list of all commands."""

    def time_label(self, length: Ms, /) -> str:
        """A length of time with digits."""

    def load_label(self, value: Load, /) -> str:
        """A weight with digits."""

    def group_name(self, group: Group, /) -> str:
        """A group by its kind and its id."""

    def chapter(self, step: Step, /) -> str:
        """The title of the chapter of a recording that `step` belongs to: its exercise, or its group."""

    def picture_length(self, variant: str, length: Ms, /) -> str:
        """Under the title of a session's timeline: the variant, and about how long it takes."""

    def cover_length(self, variant: str, length: Ms, /) -> str:
        """Under the title of a recording's cover: the same, shorter."""

    def muscle_heading(self) -> str:
        """Over the bars of how many working sets each muscle gets."""

    def muscle_label(self, muscle: str, /) -> str:
        """A muscle of the catalogue, as a label."""


class Language(Spoken, Written, Protocol):
    """All that the coach says and shows, in one language."""
