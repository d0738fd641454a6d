"""The exercises of a session as they are read, and the groups in which they take turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coach.text_import import reasons
from coach.text_import.blocks import Block, finished, takes_rest
from coach.text_import.cutter import Intervals
from coach.text_import.draft import DraftExercise, Leftover


class LabelledExercise(Struct, frozen=True):
    """An exercise with the label before it if it belongs to a superset: A1 is `letter` A, `number` 1."""

    entry: DraftExercise
    letter: str
    number: int
    part: int
    """How many headings came before it: a superset doesn't continue past one."""


class Groups:
    """Collects the exercises of one session; `current` is the block that is being read."""

    def __init__(self) -> None:
        self.written: list[LabelledExercise] = []
        self.part = 0
        self.current: Block | None = None
        self._begun = 0
        self._rest: str | None = None
        self._fields: dict[str, Mapping[str, str]] = {}

    @property
    def has_members(self) -> bool:
        """Whether a block is open and has an exercise."""
        return self.current is not None and len(self.written) > self._begun

    def open(self, block: Block) -> None:
        """Begins a block: the exercises that follow take turns."""
        self.current, self._begun, self._rest = block, len(self.written), None

    def add(self, one: LabelledExercise) -> None:
        self.written.append(one)

    def alone(self, intervals: Intervals) -> None:
        """Gives the last exercise a group of its own, of work and rest in turn, which is done once."""
        if self.current is None and not self.written[-1].letter:
            fields = {
                "kind": "tabata",
                "work": f"{intervals.work} s",
                "rest": f"{intervals.rest} s",
                "rounds": str(intervals.rounds),
            }
            self._put(len(self.written) - 1, fields)
            last = self.written[-1]
            if (sets := last.entry.fields.get("sets", "1")) != "1":
                lost = Leftover(last.entry.line, f"{sets} sets", reasons.INTERVALS_ONCE)
                once = {key: value for key, value in last.entry.fields.items() if key != "sets"}
                entry = replace(last.entry, fields=once, leftovers=(*last.entry.leftovers, lost))
                self.written[-1] = replace(last, entry=entry)

    def close(self) -> list[Leftover]:
        """Ends the block, if there is one, and returns what could not be carried of it."""
        block, self.current = self.current, None
        if block is None:
            return []
        fields, reason = finished(block, len(self.written) - self._begun)
        if fields is None:
            return [Leftover(block.line, block.text, reason)]
        self._put(self._begun, {**fields, **({"rest": self._rest} if self._rest else {})})
        return []

    def _put(self, start: int, fields: Mapping[str, str]) -> None:
        kind = fields["kind"]
        count = sum(one["kind"] == kind for one in self._fields.values()) + 1
        id_ = kind if count == 1 else f"{kind}-{count}"
        self._fields[id_] = fields
        for index in range(start, len(self.written)):
            one = self.written[index]
            self.written[index] = replace(one, entry=replace(one.entry, group=id_), letter="")

    def rest_after_round(self, number: int, text: str, rest: str) -> Leftover | None:
        """Keeps a rest that follows a block, or returns why it can't."""
        if self.current and takes_rest(self.current.kind):
            self._rest = rest
            return None
        return Leftover(number, text, reasons.REST_OF_ROUND)

    def rest_of_last(self, number: int, rest: str) -> bool:
        """Gives `rest` to the exercise in the line `number`, if it has none."""
        before = self.written[-1] if self.written else None
        if before is None or before.entry.line != number or "rest" in before.entry.fields:
            return False
        entry = replace(before.entry, fields=dict(before.entry.fields) | {"rest": rest})
        self.written[-1] = replace(before, entry=entry)
        return True

    def take_back(self, line: int) -> DraftExercise | None:
        """Removes and returns the exercise of `line` if only its name is known; None if there is no such exercise."""
        last = self.written[-1].entry if self.written else None
        if last is None or last.line != line or last.fields or last.leftovers or self.current:
            return None
        return self.written.pop().entry

    def fields(self) -> Mapping[str, Mapping[str, str]]:
        """The fields of each group that isn't a plain superset."""
        return self._fields

    def entries(self) -> list[DraftExercise]:
        """The exercises, those with A1, A2… before them in groups of their own."""
        entries: list[DraftExercise] = []
        taken: list[str] = []
        start = 0
        while start < len(self.written):
            end = start + 1
            while end < len(self.written) and _follows(self.written[end - 1], self.written[end]):
                end += 1
            entries += _grouped(self.written[start:end], taken)
            start = end
        return entries


def _grouped(run: Sequence[LabelledExercise], taken: list[str]) -> list[DraftExercise]:
    first, entries = run[0], [one.entry for one in run]
    if not first.letter:
        return entries
    taken.append(first.letter)
    count = taken.count(first.letter)
    group = first.letter if count == 1 else f"{first.letter}-{count}"
    if len(run) > 1:
        return [replace(entry, group=group) for entry in entries]
    lost = Leftover(entries[0].line, f"{first.letter}{first.number}", reasons.ALONE_IN_GROUP)
    return [replace(entries[0], leftovers=(*entries[0].leftovers, lost))]


def _follows(one: LabelledExercise, other: LabelledExercise) -> bool:
    return bool(one.letter) and (one.letter, one.number + 1, one.part) == (other.letter, other.number, other.part)
