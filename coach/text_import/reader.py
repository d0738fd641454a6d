"""Plain lines to a `Draft`: one exercise a line, headings, comments, and a list of all that could not be carried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.file.catalogue import Catalogue
from coach.routine.file.tables import MOST_EXERCISES
from coach.text_import import patterns, reasons, values, words
from coach.text_import.draft import Draft, Entry, Field, Leftover, Remark
from coach.text_import.scan import Scan, scan
from coach.units import Unit

MOST_PIECES: Final = 12


def read_lines(text: str, catalogue: Catalogue, units: Unit | None = None) -> Draft:
    """Reads `text`, one exercise a line. A weight without a unit is taken in `units`, if they are given."""
    reader = _Reader(catalogue, units)
    for number, raw in enumerate(re.split(r"\r\n?|\n", text), 1):
        reader.line(number, raw)
    return Draft(reader.title, reader.rest, tuple(reader.warm_up), tuple(_grouped(reader.written)), tuple(reader.loose))


class _Written(Struct, frozen=True):
    """An exercise, and what stood before it where it belongs to a superset: A1 is `letter` A, `number` 1."""

    entry: Entry
    letter: str
    number: int
    part: int
    """How many headings came before it: a superset doesn't reach across one."""


class _Reader:
    """Goes through the lines; knows whether it is in the warm-up, and whether the title was there."""

    def __init__(self, catalogue: Catalogue, units: Unit | None) -> None:
        self.catalogue = catalogue
        self.units = units
        self.title: str | None = None
        self.rest: str | None = None
        self.warm_up: list[Entry] = []
        self.written: list[_Written] = []
        self.loose: list[Leftover | Remark] = []
        self.part = 0
        self.warming_up = False

    def line(self, number: int, raw: str) -> None:
        line = words.clean(raw)
        if not line:
            self.warming_up &= not self.warm_up or self.warm_up[-1].line != number - 1
        elif len(line) > reasons.LONGEST_LINE:
            self._leave(number, line[: reasons.LONGEST_LINE] + "...", reasons.TOO_LONG)
        elif comment := re.match(r"(?:#+(?!\s?[0-9])|//)[#/ ]*", line):
            text = line[comment.end() :]
            if not (line.startswith("#") and self._heading_marked(number, text)):
                self.loose.append(Remark(number, text))
        elif re.search(r"\w", line):
            self._content(number, line)

    def _heading_marked(self, number: int, text: str) -> bool:
        """Takes a comment that is a heading, as Markdown has them: `# Pull A`. A colon alone doesn't make it one."""
        return bool(words.heading(text.rstrip(" :"))) and self._heading(number, text, text)

    def _content(self, number: int, line: str) -> None:
        line, _, remark = line.partition(" # ")
        text = words.without_bullet(line)
        if remark:
            self.loose.append(Remark(number, remark.strip()))
        if not text:
            return
        if words.WARM_UP_SETS.match(text):
            self._leave(number, text, reasons.WARM_UP_SETS)
        elif found := words.WARM_UP.match(text):
            self._warm_up(number, text[found.end() :])
        elif words.COOL_DOWN.match(text):
            self.warming_up = False
            self._leave(number, text, reasons.COOL_DOWN)
        elif words.TOGETHER.match(text) and not self._scan(text).fields.get("sets"):
            self._leave(number, text, reasons.TOGETHER)
        elif not self._rest_alone(number, text) and not self._heading(number, line, text):
            for part in words.members(text):
                self._keep(number, part, self.warming_up)

    def _rest_alone(self, number: int, text: str) -> bool:
        """Takes a line that says a rest and nothing else: of the exercise in the line before, or of them all."""
        found = self._scan(text)
        if found.fields.keys() != {"rest"} or found.pieces or found.refused:
            return False
        rest, before = found.fields["rest"], self.written[-1] if self.written else None
        if before and before.entry.line == number - 1 and "rest" not in before.entry.fields:
            entry = replace(before.entry, fields=dict(before.entry.fields) | {"rest": rest})
            self.written[-1] = replace(before, entry=entry)
        elif self.rest is None:
            self.rest = rest
        else:
            self._leave(number, text, f"another rest: {self.rest} is carried")
        return True

    def _scan(self, text: str) -> Scan:
        return scan(patterns.EQUIPMENT.sub(r"\2 \1", text), self.units)

    def _heading(self, number: int, line: str, text: str) -> bool:
        """Takes the line if it is a heading, or the first line and not an exercise."""
        if words.known(text.strip(" :"), self.catalogue):
            return False
        found = self._scan(text)
        title = words.heading(line if line.startswith(("**", "==")) else text)
        if found.fields or found.refused:
            if len(found.pieces) > 1 and words.heading(found.pieces[0]) and title:
                self._leave(number, text, reasons.HEADING_AND_MORE)
                return True
            # "Week 3 (75%)" is a heading as well.
            if not title or not (text.endswith(":") or found.fields.keys() == {"load"}):
                return False
        elif not title and (self.title is not None or self.written or self.warm_up):
            return False
        self.part += 1
        self.warming_up = False
        if self.title is None:
            self.title = title or text
        else:
            self._leave(number, title, reasons.HEADING)
        return True

    def _warm_up(self, number: int, text: str) -> None:
        """`Warm-up: 5 min bike, 10 arm circles`; `Warm-up:` alone begins one, to the next blank line."""
        if not re.search(r"\w", text):
            self.warming_up = True
            return
        parts = [part for part in re.split(r"\s*[,;|+]\s*", text) if part]
        each = [self._entry(number, part) for part in parts]
        whole = len(parts) > 1 and all(isinstance(e, Entry) and e.fields and not e.leftovers for e in each)
        for part in parts if whole else [text]:
            self._keep(number, part, warm_up=True)

    def _keep(self, number: int, text: str, warm_up: bool) -> None:
        """Takes the exercise that `text` tells of, or lists it."""
        letter, place, rest = words.member(text)
        entry = self._entry(number, rest)
        if isinstance(entry, Leftover):
            self._leave(number, text, entry.reason)
        elif len(self.warm_up if warm_up else self.written) >= MOST_EXERCISES:
            self._leave(number, text, reasons.TOO_MANY)
        elif warm_up:
            self.warm_up.append(entry)
            if letter:
                self._leave(number, f"{letter}{place}", reasons.WARM_UP_GROUP)
        else:
            once: dict[Field, str] = {"sets": "1"} if values.is_long(entry.fields.get("reps", "")) else {}
            entry = replace(entry, fields=once | dict(entry.fields))
            self.written.append(_Written(entry, letter, place, self.part))

    def _entry(self, number: int, text: str) -> Entry | Leftover:
        """The exercise that `text` tells of, or the text itself where it tells of none."""
        found = self._scan(text)
        name, *notes = found.pieces or ("",)
        name, reps = self._counted_first(name, found)
        name, number_last = self._number_last(name)
        fields = found.fields | ({"reps": reps} if reps else {})
        use = words.known(name, self.catalogue) if name else None
        if not name or not re.search(r"[^\W\d_]", name):
            return Leftover(number, text, reasons.NO_NAME)
        if any(reason == reasons.SEVERAL for _, reason in found.refused):
            return Leftover(number, text, reasons.SEVERAL)
        if len(name) > reasons.LONGEST_NAME:
            return Leftover(number, text, reasons.LONG_NAME)
        if not use and not fields.keys() & {"sets", "reps", "load"}:
            return Leftover(number, text, found.refused[0][1] if found.refused else reasons.NO_VALUES)
        lost = [
            *found.refused,
            *((one, reasons.ALONE) for one in number_last),
            *((note, reasons.UNKNOWN) for note in notes),
        ]
        if len(lost) > MOST_PIECES:
            return Leftover(number, text, reasons.TOO_FULL)
        near = words.alike(name, self.catalogue) if use is None and len(self.written) < MOST_EXERCISES else None
        remarks = [*found.remarks, *([f'If it is {near}, use = "{near}" brings its cues.'] if near else [])]
        return Entry(
            number,
            name[:1].upper() + name[1:],
            use,
            fields,
            remarks=tuple(Remark(number, remark) for remark in remarks),
            leftovers=tuple(Leftover(number, what, reason) for what, reason in lost),
        )

    def _counted_first(self, name: str, found: Scan) -> tuple[str, str]:
        """`10 arm circles` is ten reps, where no others are written."""
        count = re.match(r"([1-9][0-9]?)(?:\s*x)?\s+(?=[^\W\d_])", name)
        if not count or "reps" in found.fields or words.known(name, self.catalogue):
            return name, ""
        return name[count.end() :], count[1]

    def _number_last(self, name: str) -> tuple[str, list[str]]:
        """The 100 of `Squat 100` is no part of the name where the catalogue knows a squat."""
        found = re.fullmatch(r"(.*[^\W\d_])\s+([0-9][0-9., @x]*)", name)
        if found and not words.known(name, self.catalogue) and words.known(found[1], self.catalogue):
            return found[1], [found[2]]
        return name, []

    def _leave(self, number: int, text: str, reason: str) -> None:
        self.loose.append(Leftover(number, text, reason))


def _grouped(written: Sequence[_Written]) -> list[Entry]:
    """The exercises, those with A1, A2… before them in groups of their own."""
    entries: list[Entry] = []
    taken: list[str] = []
    start = 0
    while start < len(written):
        end = start + 1
        while end < len(written) and _follows(written[end - 1], written[end]):
            end += 1
        run, first = [one.entry for one in written[start:end]], written[start]
        if first.letter:
            taken.append(first.letter)
            count = taken.count(first.letter)
            group = first.letter if count == 1 else f"{first.letter}-{count}"
            if len(run) == 1:
                lost = Leftover(run[0].line, f"{first.letter}{first.number}", reasons.ALONE_IN_GROUP)
                run = [replace(run[0], leftovers=(*run[0].leftovers, lost))]
            else:
                run = [replace(entry, group=group) for entry in run]
        entries += run
        start = end
    return entries


def _follows(one: _Written, other: _Written) -> bool:
    return bool(one.letter) and (one.letter, one.number + 1, one.part) == (other.letter, other.number, other.part)
