"""Where the athlete is in the plan, as a value. Pure.

`session.moves` advances it as time passes, `session.obeying` by what the athlete asks for. Times are milliseconds of
the session's stream.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.model import Talk
from coach.session.afterwards import asks_about, score_of
from coach.session.improved import improved
from coach.session.noting import Records
from coach.session.plan import Closing, Plan, Prepare, Rest, Step, Switch, Tally, Work, timebox
from coach.session.plan_changes import PlanChange
from coach.session.record import is_best
from coach.session.step_clock import StepClock
from coach.session.swapping import NO_CANDIDATES, Candidates
from coach.session.timebox import TimeBox
from coach.units import Ms


class Offer(Struct, frozen=True):
    """An exercise that is offered in place of another, in the step `index`; `plan` is the plan before that.

    It is open as long as the session has this many `changes`.
    """

    plan: Plan
    index: int
    changes: int


class Session(Struct, frozen=True):
    """A moment of a session.

    `clock` tells how far the step `index` is. `extra` ms have been added to this rest. `box` is the time of the group
    that the step belongs to, where that is a group whose time runs out. `early` is by how many ms the work of this
    interval was over before its planned end. A session that was `stopped` had come to the step `left`. `records` holds
    what was done, by the index of its step. `earlier` is the time in ms that the session took before it was broken off
    and taken up again. `outcome` is what it came to, once the closing has begun. `explain` is the time of the step at
    which the athlete asked how to do its exercise, and `quiet` whether they want to hear less than the plan says.

    `changes` are those that the athlete made to the plan, in order; `candidates` the exercises to swap to, as far as
    they are known yet; `offer` the swap that may still become another one. `notes` are those that the athlete typed:
    the id of the exercise, and the text.
    """

    plan: Plan
    index: int = 0
    clock: StepClock = StepClock()
    extra: Ms = Ms(0)
    box: TimeBox | None = None
    early: Ms = Ms(0)
    stopped: bool = False
    left: int = 0
    ended: bool = False
    records: Records = ()
    earlier: Ms = Ms(0)
    outcome: Tally | None = None
    explain: Ms | None = None
    quiet: bool = False
    changes: tuple[PlanChange, ...] = ()
    candidates: Candidates = NO_CANDIDATES
    offer: Offer | None = None
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def step(self) -> Step:
        """The current step, with what the athlete added to it or did, and no longer than its group has time."""
        step = self._told(self.plan.steps[self.index])
        if self.explain is not None and isinstance(step, Work | Switch | Rest | Prepare):
            step = replace(step, explain=self.explain)
        left = None if self.box is None else self.box.left
        match step:
            case Rest() if self.extra or left is not None:
                length = step.length + self.extra
                return replace(step, length=length if left is None else min(length, left), time_left=left)
            case Work() | Switch() if left is not None:
                return replace(step, length=left if step.length is None else min(step.length, left))
            case Closing() if self.outcome:
                return replace(step, tally=self.outcome)
        return step

    def _told(self, step: Step) -> Step:
        """The step with what it mentions of earlier sets: what to ask about, and the score of an AMRAP."""
        if not isinstance(step, Rest | Prepare | Closing):
            return step
        if not self.records or self.stopped or self.plan.recorded or (isinstance(step, Prepare) and step.redirected):
            return step
        records = [record for _, record in self.records]
        after = max(self.records, key=lambda one: one[0])[1].set if isinstance(step, Closing) else step.after
        box = timebox(self.plan.steps[self.index - 1])
        in_midst = timebox(step) == box or (isinstance(step, Prepare) and step.boxed > 0)
        return replace(
            step,
            asks=None if after is None else asks_about(after, records),
            scored=None if box is None or in_midst else score_of(box, records),
        )

    @property
    def talk(self) -> Talk:
        """How much is said: as the plan has it, or only what is needed."""
        if not self.quiet:
            return self.plan.talk
        return "brief" if self.plan.talk in ("full", "some") else "beeps"

    @property
    def paused(self) -> bool:
        """Whether the session waits for the athlete to go on."""
        return self.clock.paused

    @property
    def mark(self) -> Ms:
        """The ms of the stream at which the step began, or was last changed by a command."""
        return self.clock.mark

    def tally(self, now: Ms) -> Tally:
        """What has been done up to `now`."""
        done = [record.set for _, record in self.records if record.how == "done"]
        return self.judged(self.plan.tally(done, self.earlier + now, self.stopped))

    def judged(self, tally: Tally) -> Tally:
        """The tally with what was better than before."""
        better = improved(record for _, record in self.records)
        return replace(tally, bests=self.bests, more_reps=better.reps, more_load=better.load)

    @property
    def bests(self) -> tuple[str, ...]:
        """The names of the exercises in which a set was better than any before."""
        return tuple(dict.fromkeys(record.set.exercise.name for _, record in self.records if is_best(record)))
