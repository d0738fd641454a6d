"""The steps of one session, in order: who does what, and for how long. No words and no sounds.

Lengths are milliseconds. A step whose `length` is None lasts as long as its words (opening, prepare, closing), or until
the athlete ends it (work, when the athlete sets the pace).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from coach.progression.rounds import Rounds
from coach.routine.model import Group, Talk
from coach.session.cut import Cut
from coach.session.sets import Ask, Set
from coach.units import HOUR, SECOND, Ms

Pace: TypeAlias = Literal["tempo", "me"]
"""Who ends a set: the tempo (the coach counts) or the athlete."""

SWITCH: Final[Ms] = 8 * SECOND
"""Time to change sides: enough to put a dumbbell down and take it up again."""

DROP: Final[Ms] = 10 * SECOND
"""Time to take weight off before a drop set."""

SPOKEN: Final[Ms] = 20 * SECOND
"""About how long a step of words alone takes; only for telling how long a session is."""

COUNT_IN: Final[Ms] = 5 * SECOND
"""How long before a set the athlete is called back after a jump: a word, then three ticks."""

LONGEST: Final[Ms] = 24 * HOUR
MOST_SETS: Final = 1000


FirstOrAgain: TypeAlias = Literal["first", "again"]
"""Whether the athlete is asked for the first time in a session if they want to do a set that may be left out."""

RemarkKind: TypeAlias = Literal["tip", "mistake", "why", "progress", "breathing", "sets left", "time left"]
"""What is remarked in a long rest."""


class ProgramDay(Struct, frozen=True):
    """Which day of a program a session is: the week and the day count from 1; `weeks` are those of the whole program.

    `phase` and `label` are what the author calls the phase and the week. `rest_left` are the days of rest that the
    program asks for and that weren't taken.
    """

    program: str
    week: int
    weeks: int
    day: int
    phase: str = ""
    label: str = ""
    rest_left: int = 0


class Remark(Struct, frozen=True):
    """Something said in a long rest: of the exercise of `set`, by its author's `text`; or how much is left.

    `n` is the number of sets or the ms that are left. "progress" tells what was done of it in the last sessions,
    "breathing" is the `n`-th of what is said of that.
    """

    kind: RemarkKind
    set: Set
    text: str = ""
    n: int = 0

    @property
    def fills(self) -> bool:
        """Whether it is only there to break a silence."""
        return self.kind in ("breathing", "sets left", "time left")


class Choice(Struct, frozen=True):
    """A variant that the athlete may choose, and for whom it is."""

    variant: str
    audience: str


class Opening(Struct, frozen=True):
    """What the session is: said before anything is done. `recorded`: it can't wait for the athlete.

    `buttons`: there is a player's button to press as well as a key. `program` is the day of the program that it belongs
    to, if it does. `nth_in_week`: which session of the routine in seven days it is, where that is more often than the
    routine asks for. `before` is how many sessions of any routine there were before. `open_ended`: how many
    sets there will be is up to the athlete. `choices` are the
    variants that there are, this one first, where the athlete has chosen none yet.
    `cut`: what was left out of the routine, as there is less time than it takes.
    `missing` is the equipment that the athlete doesn't have, and `unequipped` the exercises that need it, by name.
    `cold`: the routine has a warm-up that is left out.
    """

    title: str
    summary: str
    variant: str
    exercises: int
    sets: int
    about: Ms
    equipment: tuple[str, ...]
    own_pace: bool
    recorded: bool = False
    buttons: bool = False
    nth_in_week: int | None = None
    program: ProgramDay | None = None
    open_ended: bool = False
    before: int = 0
    choices: tuple[Choice, ...] = ()
    cut: Cut | None = None
    missing: tuple[str, ...] = ()
    unequipped: tuple[str, ...] = ()
    cold: bool = False
    length: None = None


class Prepare(Struct, frozen=True):
    """The words before a set that no rest leads up to; ends in the count-in, and lasts `least` ms, or `ready` ms.

    `least` is the rest that is due, `ready` the time that it takes to get to the equipment; `remarks` are for what is
    left of that. One that `waits` ends when the athlete says so.

    `after` is the set just done, if any. `introduces` are the first sets of exercises that nothing was said of yet,
    `members` those of the group that begins here, if one does.
    `stopped` is how long ago the session was broken off that is taken up again here, `boxed` the time that the group
    whose time runs out had taken by then.

    `asks` and `scored` speak of what was done before: reps that only the athlete knows, and the score of an AMRAP.
    `last` is the score of the AMRAP to come when it was done before. `button`: tells of the button that ends a set to
    failure. `redirected`: the athlete has asked for another set than the one that was to come.
    """

    set: Set
    after: Set | None = None
    introduces: tuple[Set, ...] = ()
    members: tuple[Set, ...] = ()
    least: Ms = Ms(0)
    stopped: Ms | None = None
    boxed: Ms = Ms(0)
    asks: Ask | None = None
    scored: Rounds | None = None
    last: Rounds | None = None
    button: bool = False
    redirected: bool = False
    ready: Ms = Ms(0)
    waits: bool = False
    explain: Ms | None = None
    remarks: tuple[Remark, ...] = ()
    length: None = None

    @property
    def opens_warm_up(self) -> bool:
        return self.after is None and self.stopped is None and self.set.warm_up and not self.redirected

    @property
    def ends_warm_up(self) -> bool:
        return self.after is not None and self.after.warm_up and not self.set.warm_up


class Work(Struct, frozen=True):
    """A set being done. `length` is None when the athlete ends it; `nominal` is its length at the tempo.

    `tells_least`: the coach says of the rep that reaches the fewest asked for that it does. `explain` is when in the
    step the athlete asked how to do the exercise.
    """

    set: Set
    length: Ms | None
    nominal: Ms
    tells_least: bool = False
    explain: Ms | None = None


class Switch(Struct, frozen=True):
    """Changing sides between the two halves of a set, or taking weight off before a drop set."""

    set: Set
    length: Ms
    explain: Ms | None = None


class Rest(Struct, frozen=True):
    """The rest after the set `after`, which leads up to the set `before`.

    `on_clock` rests end at a fixed time after the work before them began, however long that took. `time_left` is
    what is left of the group's time when the rest begins. `asks`, `scored` and `button` are as in `Prepare`. `remarks`
    are for long silences in it, in their order; `reminder` is a cue of the author's for the set to come. `one_more`:
    that set may be left out, and the athlete is asked. One that `waits` ends when the athlete says so; `length` is how
    long it is where nobody can.
    """

    after: Set
    before: Set
    length: Ms
    introduces: tuple[Set, ...] = ()
    on_clock: bool = False
    time_left: Ms | None = None
    asks: Ask | None = None
    scored: Rounds | None = None
    button: bool = False
    remarks: tuple[Remark, ...] = ()
    reminder: str = ""
    one_more: FirstOrAgain | None = None
    waits: FirstOrAgain | None = None
    explain: Ms | None = None


class Tally(Struct, frozen=True):
    """What was done of a plan: exercises and sets, in how long; whether it was all, whether the athlete stopped it.

    `bests` are the exercises in which the athlete was better than ever before, `more_reps` and `more_load` those with
    more reps at the same load, or more load, than the last time (see `session.improved`).
    """

    exercises: int
    sets: int
    length: Ms
    complete: bool
    stopped: bool = False
    bests: tuple[str, ...] = ()
    more_reps: tuple[str, ...] = ()
    more_load: tuple[str, ...] = ()


class Coming(Struct, frozen=True):
    """The session that comes after this one: its title, and in how many days it may be done.

    `weekday` is that day, from 0 for Monday, if today's date is known. `program` is the title of the program that it
    is a day of, if it is.
    """

    title: str
    days: int
    weekday: int | None = None
    program: str = ""


def coming_in(title: str, days: int, weekday: int | None, program: str = "") -> Coming:
    """The session `title` so many `days` after today, which is the `weekday`, if that is known."""
    return Coming(title, days, None if weekday is None else (weekday + days) % 7, program)


class Closing(Struct, frozen=True):
    """The end: what was done is said; in a plan, that is all of it. `asks` and `scored` are as in `Prepare`.

    `before` is as in `Opening`. `coming` is the next session, if it is known when that may be.
    """

    title: str
    tally: Tally
    asks: Ask | None = None
    scored: Rounds | None = None
    before: int = 0
    coming: Coming | None = None
    length: None = None


Step: TypeAlias = Opening | Prepare | Work | Switch | Rest | Closing


def timebox(step: Step) -> Group | None:
    """The group whose time runs out during `step`, whatever the athlete does: an AMRAP."""
    match step:
        case Work(set=set) | Switch(set=set):
            found = set.round
        case Rest(after=after, before=before) if (
            after.round and before.round and after.round.group == before.round.group
        ):
            found = before.round
        case _:
            return None
    return found.group if found and found.group.cap is not None else None


def time_ran_out(step: Step) -> bool:
    """Whether `step` is the first one after a group whose time ran out."""
    after = step.after if isinstance(step, Prepare | Rest) else None
    capped = after is not None and after.round is not None and after.round.group.cap is not None
    return capped and timebox(step) is None


class Plan(Struct, frozen=True, dict=True):
    """The steps of one session, in order. `about` is about how long it takes.

    `left_out`: some of the routine's sets were taken out of it, to skip an exercise or to save time. `others` are the
    plans of the variants that may be done instead, in the order in which they are offered.
    """

    routine: str
    title: str
    variant: str
    talk: Talk
    about: Ms
    steps: tuple[Step, ...]
    left_out: bool = False
    others: tuple[Plan, ...] = ()

    @property
    def sets(self) -> list[Set]:
        """The sets in order. One done on each side is there twice, and an AMRAP has more than fit its time."""
        return [step.set for step in self.steps if isinstance(step, Work)]

    @property
    def works(self) -> list[tuple[int, Set]]:
        """The sets with the indexes of their steps."""
        return [(index, step.set) for index, step in enumerate(self.steps) if isinstance(step, Work)]

    @property
    def first(self) -> int:
        """The number, from 1, of the exercise that it begins with, after its warm-up."""
        return min((one.position for one in self.sets if not one.warm_up), default=1)

    @property
    def recorded(self) -> bool:
        """Whether it is for a recording, which can't react to the athlete."""
        return isinstance(self.steps[0], Opening) and self.steps[0].recorded

    @cached_property
    def _planned(self) -> set[tuple[str, int]]:
        return planned_sets(self.sets)

    @property
    def exercises(self) -> int:
        """How many exercises the routine has, not counting the warm-up."""
        return max((s.position for s in self.sets if not s.warm_up), default=0)

    def tally(self, done: Iterable[Set], length: Ms, stopped: bool = False) -> Tally:
        """Sums up the working sets `done` in `length` ms; both sides of a set count as one, with its drops."""
        working = [s for s in done if s.counts]
        numbers = {(s.key.block, s.number) for s in working}
        complete = numbers >= self._planned and not self.left_out
        return Tally(len({s.key.block for s in working}), len(numbers), length, complete, stopped)


def planned_sets(sets: Sequence[Set]) -> set[tuple[str, int]]:
    """The working sets among `sets` that are planned, each by block and number; of an AMRAP, only the first round."""
    return {(s.key.block, s.number) for s in sets if s.counts and (s.round is None or s.round.of or s.number == 1)}


def about(steps: Sequence[Step]) -> Ms:
    """About how long `steps` take: exact for sets and rests, a guess for what is only said."""
    total = 0
    boxes = set()
    for step in steps:
        if box := timebox(step):
            boxes.add((box.id, box.cap))
        elif isinstance(step, Work):
            total += step.nominal
        elif isinstance(step, Prepare):
            total += max(SPOKEN, step.least, step.ready)
        else:
            total += SPOKEN if step.length is None else step.length
    return Ms(total + sum(cap or 0 for _, cap in boxes))
