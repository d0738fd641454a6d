"""Reads the values in one line, and the pieces of text that are left.

Nothing is guessed: what can be read in two ways is refused, with the words that would make it clear, and every value is
read back by the routine language's own notation before it is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from coach import notation
from coach.notation import NotationError
from coach.text_import import patterns, reasons, values
from coach.text_import.cutter import MOST_LISTED, Cutter, Intervals
from coach.text_import.draft import Field
from coach.text_import.loads import read_loads
from coach.units import Unit

TABATA: Final = Intervals(20, 10, 8)


class Scan(Struct, frozen=True):
    """What one line says: its `fields`, the `pieces` of text between them, what was `refused` (text and reason)
    and the `comments` that belong to what was carried. `hold` is how long each rep is held, as a time."""

    fields: dict[Field, str]
    pieces: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    comments: tuple[str, ...]
    hold: str | None = None
    intervals: Intervals | None = None


def scan(line: str, units: Unit | None) -> Scan:
    """Scans a cleaned line. A weight without a unit is taken in `units`, the athlete's own, if they are known."""
    scanner = _LineScanner(line)
    for step in (
        scanner.intervals_in_words,
        scanner.rests,
        scanner.steps,
        scanner.holds,
        scanner.what_has_no_words,
        scanner.efforts,
        scanner.by_the_clock,
        scanner.tempos,
        scanner.loads,
        scanner.sides,
        scanner.sets_and_reps,
        scanner.other_reps,
        scanner.times,
        scanner.hold_alone,
    ):
        step()
    pieces = scanner.pieces(units)
    return Scan(
        scanner.fields, pieces, tuple(scanner.refused), tuple(scanner.comments), scanner.hold, scanner.intervals
    )


_HOLDS: Final = ("whole", "first", "last", "short", "alone", "before")

_USUAL_INTERVALS: Final = (
    (20, 10),
    (7, 3),
    (10, 3),
    (30, 15),
    (40, 20),
    (45, 15),
    (50, 10),
    (30, 10),
    (60, 30),
    (10, 5),
)
"""Seconds of work and rest that mean intervals even without a unit."""

_FILLERS: Final = frozenset(
    ("of", "x", "at", "with", "@", "rep", "reps", "set", "sets", "and", "then", "for", "to", "w", "w/", "do")
)


class _LineScanner(Cutter):
    """Reads a line step by step, the notations that can't be mistaken for others first."""

    def intervals_in_words(self) -> None:
        """Reads work and rest in turn, before that rest can be taken for the one between sets."""
        self.line = patterns.INTERVALS_IN_WORDS.sub(self._intervals, self.line)

    def rests(self) -> None:
        for found in (*self.cut(patterns.REST), *self.cut(patterns.REST_LAST)):
            self.put("rest", values.as_time(next(filter(None, found.groups()))), found[0])
        for found in self.cut(patterns.REST_BARE):
            self.refuse(found[0], reasons.NO_UNIT)

    def what_has_no_words(self) -> None:
        """Removes what the routine language can't say, before its numbers can be mistaken for others."""
        for pattern, reason in (
            (patterns.HEIGHT, reasons.HEIGHT),
            (patterns.PARTIAL_REPS, reasons.PARTIAL_REPS),
            (patterns.WAVE, reasons.WAVE),
            (patterns.PACE, reasons.PACE),
            (patterns.RAMP, reasons.RAMP),
            (patterns.MOST_IN_A_TIME, reasons.MOST_IN_A_TIME),
            (patterns.LIMIT, reasons.LIMIT),
            (patterns.PLATES, reasons.PLATES),
        ):
            for found in self.cut(pattern):
                self.refuse(found[0], reason)

    def efforts(self) -> None:
        """Reads how hard a set is, or how many reps are left in reserve."""
        efforts = self.cut(patterns.EFFORT)
        differ = len(patterns.SETS_AND_REPS.findall(self.line)) > 1
        for found in efforts:
            number = "-".join(map(values.point, patterns.NUMBER.findall(found[0])))
            field: Field = "rir" if "rir" in found[0].casefold() else "rpe"
            other: Field = "rpe" if field == "rir" else "rir"
            if differ:
                self.refuse(found[0], reasons.EFFORT_OF_WHICH)
            elif other in self.fields:
                self.refuse(found[0], f"another effort: {other} {self.fields[other]} is carried")
            else:
                self.put(field, number, found[0].strip(" @"))

    def by_the_clock(self) -> None:
        """Removes more of what the routine language can't say, once efforts are read."""
        for pattern, reason in (
            (patterns.BY_THE_CLOCK, reasons.BY_THE_CLOCK),
            (patterns.PROGRESS, reasons.PROGRESS),
            (patterns.FREQUENCY, reasons.FREQUENCY),
            (patterns.PART_OF_A_REP, reasons.PART_OF_A_REP),
            (patterns.IN_TOTAL, reasons.IN_TOTAL),
            (patterns.FIFTIES, reasons.FIFTIES),
            (patterns.TWENTY_ONES, reasons.TWENTY_ONES),
        ):
            for found in self.cut(pattern):
                self.refuse(found[0], reason)

    def steps(self) -> None:
        """Reads how much weight is added each session: a rule of progress."""
        for found in self.cut(patterns.STEP):
            weight = found["step"] or found["linear"] or found["double"]
            if self.put("progress", "double" if found["double"] else "linear", found[0]):
                self.put("step", values.as_load(weight), found[0])
            if found["double"] and not re.search(rf"[0-9]\s*x\s*{found['low']}\s*-", self.line):
                self.comments.append(f"Its reps go from {found['low']} to {found['high']}.")

    def holds(self) -> None:
        """Reads reps that are held, and times of work and rest in turn."""
        self.line = patterns.HELD_SETS.sub(r" \1 ", self.line)
        counted = re.search(r"[0-9]\s*x\s*[0-9]|[0-9]\s*(?:-\s*)?reps?\b", self.line)
        for found in self.cut(patterns.HELD_REPS if counted is None else patterns.HELD):
            self.hold = values.as_time(next(text for key, text in found.groupdict().items() if text and key in _HOLDS))
            if reps := found["whole_reps"] or found["first_reps"] or found["reps"] or found["many"]:
                self.put("reps", reps, found[0])
            if sets := found["whole_sets"] or found["first_sets"]:
                self.put("sets", sets, found[0])
        self.line = patterns.INTERVALS.sub(self._intervals, self.line)
        if self.cut(patterns.TABATA) and self.intervals is None:
            self.intervals = TABATA

    def _intervals(self, found: re.Match[str]) -> str:
        work, rest, rounds = (_first(found, name) for name in ("work", "rest", "rounds"))
        said = any(found[key] for key in ("unit", "unit2", "unit3", "word", "word2") if key in found.groupdict())
        if not (said or (work, rest) in _USUAL_INTERVALS) or not 1 <= rounds <= MOST_LISTED or not work or not rest:
            return found[0]
        self.intervals = Intervals(work, rest, rounds)
        return patterns.MARK

    def tempos(self) -> None:
        found = self.cut(patterns.TEMPO)
        if patterns.SETS_AND_REPS.search(self.line):
            # 3-1-2-1 could be the reps of four sets if none were written yet.
            found += self.cut(patterns.TEMPO_OF_FOUR)
        for match in found:
            digits = (next(filter(None, match.groups()), None) or match[0]).casefold()
            parts = re.findall(r"[0-9]+|x", digits) if re.search(r"[-/.: ]", digits) else list(digits)
            self.put("tempo", "-".join(parts), match[0])
        for match in self.cut(patterns.TEMPO_WRONG):
            self.refuse(match[0], reasons.TEMPO)

    def loads(self) -> None:
        read_loads(self)

    def sides(self) -> None:
        if patterns.SIDES.search(self.line):
            self.fields["side"] = "each"
            # What is done on each side is reps: 10/side.
            self.line = patterns.SIDES.sub(
                lambda found: " reps " if values.number_before(found) else patterns.MARK, self.line
            )

    def sets_and_reps(self) -> None:
        for match in self.cut(patterns.MAX_TIMES):
            self.put("sets", match["sets"], match[0])
            self.put("reps", "max", match[0])
        for match in self.cut(patterns.HOLD_FIRST):
            self.put("sets", match["sets"], match[0])
            self.put("reps", values.as_time(match["hold"]), match[0])
        line = patterns.REPS_THEN_SETS.sub(r"\1 \2 sets", patterns.TIMES_FIRST.sub("", self.line))
        line = self.line = patterns.SETS_THEN_RANGE.sub(r"\1 x \2", line)
        found = self.cut(patterns.SETS_AND_REPS)
        between = " ".join(line[one.end() : other.start()] for one, other in pairwise(found))
        if len(found) == 1:
            self._same_sets(found[0])
        elif set(re.findall(r"[^\W\d_]+", between.casefold())) - _FILLERS:
            for match in found:
                self.refuse(match[0], reasons.SEVERAL)
        elif found:
            each = [reps for match in found for reps in _repeated(match)]
            if not each or len(each) > MOST_LISTED:
                self._same_sets(found[0])
                for match in found[1:]:
                    self.refuse(match[0], reasons.UNCLEAR)
            else:
                self._each(each, " ".join(match[0] for match in found))

    def _same_sets(self, found: re.Match[str]) -> None:
        each = [values.count(found["reps"]), *values.parts(found["more"] or "")]
        if len(each) > 1 and str(len(each)) == found["sets"] and values.plausible(each):
            self._each(each, found[0])
            return
        if found["more"]:
            self.refuse(found["more"], reasons.UNCLEAR_LIST)
        if int(found["sets"].split("-")[0]) > MOST_LISTED:
            self.refuse(found[0], reasons.UNCLEAR)
            return
        self.put("sets", values.count(found["sets"]), found[0])
        if patterns.DISTANCE.fullmatch(found["reps"]):
            self.refuse(found["reps"], reasons.DISTANCE)
        else:
            self.put("reps", values.reps_of(found["reps"]), found[0])

    def _each(self, each: list[str], text: str) -> None:
        """Reads the reps of each set, which are written one by one if they differ."""
        if len(set(each)) == 1:
            self.put("sets", str(len(each)), text)
            self.put("reps", each[0], text)
            return
        for reps in each:
            try:
                notation.read_reps(reps)
            except NotationError as error:
                self.refuse(text, str(error))
                return
        if "sets" in self.fields or "reps" in self.fields:
            self.refuse(text, reasons.UNCLEAR_LIST)
        else:
            self.fields["reps"] = ", ".join(each)

    def other_reps(self) -> None:
        for found in self.cut(patterns.EACH_SET):
            each = values.parts(found[0])
            if values.plausible(each) and len(each) <= MOST_LISTED:
                self._each(each, found[0])
            else:
                self.refuse(found[0], reasons.UNCLEAR_LIST)
        for found in self.cut(patterns.EACH_SPACED):
            each = found[0].split()
            if max(map(int, each)) <= 2 * min(map(int, each)) and len(each) <= MOST_LISTED:
                self._each(each, found[0])
            else:
                self.refuse(found[0], reasons.UNCLEAR_LIST)
        for found in self.cut(patterns.SETS):
            if "," in self.fields.get("reps", ""):
                self.refuse(found[0], reasons.UNCLEAR_LIST)
            elif not re.search("set|round", found[0], re.IGNORECASE) and "reps" not in self.fields:
                self.refuse(found[0], reasons.TIMES)
            else:
                self.put("sets", found["sets"], found[0])
        counts = self.cut(patterns.REPS)
        if len(counts) > 1 and "sets" not in self.fields:
            # 60 kg x 8, 65 kg x 6: a set each.
            self._each(
                [values.reps_of(next(filter(None, found.groups()))) for found in counts], " ".join(f[0] for f in counts)
            )
        else:
            for found in counts:
                self.put("reps", values.reps_of(next(filter(None, found.groups()))), found[0])
        for found in self.cut(patterns.TO_FAILURE):
            if not self.fields.setdefault("reps", "max").endswith(("+", "max")):
                self.refuse(found[0], reasons.FAILURE_BESIDES)

    def times(self) -> None:
        """Reads times that don't say what they are for: a hold if there are no reps, else the rest."""
        for found in self.cut(patterns.TIME):
            time = values.as_time(found[0])
            if "reps" in self.fields and values.is_limit(time, self.fields.get("sets", "")):
                self.refuse(found[0], reasons.TOO_LONG_A_REST)
            elif "reps" in self.fields and not values.is_short(time):
                self.put("rest", time, found[0])
            elif "sets" in self.fields or "reps" in self.fields:
                self.refuse(found[0], reasons.UNCLEAR_TIME)
            else:
                self.put("reps", time, found[0])
        for found in self.cut(patterns.DISTANCE):
            self.refuse(found[0], reasons.DISTANCE)

    def hold_alone(self) -> None:
        """Reads a hold: without reps, it is the set itself."""
        if self.hold and "reps" not in self.fields and self.put("reps", self.hold, self.hold):
            self.hold = None

    def pieces(self, units: Unit | None) -> tuple[str, ...]:
        """The texts between what was cut. Numbers that are left are refused, or are a load in `units`."""
        texts, bare = [], []
        for piece in patterns.BETWEEN.split(self.line):
            text = piece.strip(" \t.:+=*_@/-\"'")
            if text and patterns.BARE.fullmatch(piece.strip()):
                bare.append(piece.strip())
            elif any(word.casefold() not in _FILLERS for word in text.split()):
                texts.append(_without_fillers(text))
        alone = patterns.ALONE.fullmatch(bare[0]) if len(bare) == 1 else None
        if alone and units and "load" not in self.fields and "reps" in self.fields:
            if self.put("load", f"{values.point(alone[1])} {units}", bare[0]):
                self.comments.append(f"{bare[0]} is taken in {units}, as the configuration has it.")
        else:
            for text in bare:
                self.refuse(text, reasons.ALONE)
        return tuple(texts)


def _first(found: re.Match[str], name: str) -> int:
    """The number found by one of the groups `name`, `name2`…; 0 if none was found."""
    return next((int(text) for key, text in found.groupdict().items() if text and key.rstrip("234") == name), 0)


def _repeated(found: re.Match[str]) -> Iterator[str]:
    """The reps of each set in a list such as `1x5, 2x3`; empty if that isn't certain."""
    reps = values.reps_of(found["reps"])
    if found["sets"].isdigit() and not found["more"] and re.fullmatch(r"[0-9]+(-[0-9]+)?\+?|max", reps):
        yield from [reps] * min(int(found["sets"]), MOST_LISTED + 1)


_SETS_OF: Final = frozenset(("quad", "glute", "hamstring", "ham", "gluteal", "quadriceps"))
"""Muscles that are tightened without moving: "quad sets" is an exercise."""


def _without_fillers(text: str) -> str:
    words = text.split()
    while words[-1].casefold() in _FILLERS and not (len(words) > 1 and words[-2].casefold() in _SETS_OF):
        words.pop()
    return " ".join(words).strip(" :-")
