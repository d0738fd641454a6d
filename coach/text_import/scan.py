"""One line to the values it has, and the pieces of text that are left.

Nothing is guessed: what has two readings is refused with the words that would make it one, and every value is
read back by the routine language's own notation before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from coach import notation
from coach.notation import NotationError
from coach.text_import import patterns, reasons, values
from coach.text_import.draft import Field
from coach.units import Unit


class Scan(Struct, frozen=True):
    """What one line says: its `fields`, the `pieces` of text between them, what was `refused` (text and reason)
    and the `remarks` that belong to what was carried."""

    fields: dict[Field, str]
    pieces: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def scan(line: str, units: Unit | None) -> Scan:
    """Scans a cleaned line. A weight without a unit is taken in `units`, the athlete's own, where there are any."""
    scanner = _Scanner(line)
    for step in (
        scanner.rests,
        scanner.what_has_no_words,
        scanner.tempos,
        scanner.loads,
        scanner.sides,
        scanner.sets_and_reps,
        scanner.other_reps,
        scanner.times,
    ):
        step()
    pieces = scanner.pieces(units)
    return Scan(scanner.fields, pieces, tuple(scanner.refused), tuple(scanner.remarks))


_READ: Final[dict[Field, Callable[[object], object]]] = {
    "sets": notation.read_count,
    "reps": notation.read_reps,
    "rest": notation.read_time,
    "tempo": notation.read_tempo,
    "load": notation.read_load,
}

_OF_EACH: Final = "the load is that of each"
_ADDED: Final = "taken as added to the body's weight"

_FILLERS: Final = frozenset(
    ("of", "x", "at", "with", "@", "rep", "reps", "set", "sets", "and", "then", "for", "to", "w", "w/", "do")
)
MOST_LISTED: Final = 20
"""More sets than this nobody does: 60x5 is a weight, and not sixty sets."""


class _Scanner:
    """A line that loses what has been read of it, step by step."""

    def __init__(self, line: str) -> None:
        self.line = patterns.WORD_TO.sub("-", line)
        self.fields: dict[Field, str] = {}
        self.refused: list[tuple[str, str]] = []
        self.remarks: list[str] = []

    def cut(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """What `pattern` finds, taken out of the line."""
        found = list(pattern.finditer(self.line))
        self.line = pattern.sub(patterns.MARK, self.line)
        return found

    def refuse(self, text: str, reason: str) -> None:
        if text := text.strip(" ,;|/" + patterns.MARK):
            self.refused.append((text, reason))

    def put(self, field: Field, value: str, text: str) -> bool:
        """Keeps `value`, written as `text`, unless it is out of bounds or the line has another one already."""
        try:
            _READ[field](value)
        except NotationError as error:
            self.refuse(text, str(error))
        else:
            if self.fields.setdefault(field, value) == value:
                return True
            self.refuse(text, f"another {field}: {self.fields[field]} is carried")
        return False

    def rests(self) -> None:
        for found in (*self.cut(patterns.REST), *self.cut(patterns.REST_LAST)):
            self.put("rest", values.as_time(next(filter(None, found.groups()))), found[0])
        for found in self.cut(patterns.REST_BARE):
            self.refuse(found[0], reasons.NO_UNIT)

    def what_has_no_words(self) -> None:
        """What the routine language can't say, taken away before its numbers are mistaken for others."""
        for pattern, reason in (
            (patterns.EFFORT, reasons.EFFORT),
            (patterns.BY_THE_CLOCK, reasons.BY_THE_CLOCK),
            (patterns.PROGRESS, reasons.PROGRESS),
            (patterns.PART_OF_A_REP, reasons.PART_OF_A_REP),
        ):
            for found in self.cut(pattern):
                self.refuse(found[0], reason)

    def tempos(self) -> None:
        found = self.cut(patterns.TEMPO)
        if patterns.SETS_AND_REPS.search(self.line):
            # 3-1-2-1 could be the reps of four sets, were they not written already.
            found += self.cut(patterns.TEMPO_OF_FOUR)
        for match in found:
            digits = (next(filter(None, match.groups()), None) or match[0]).casefold()
            parts = re.findall(r"[0-9]+|x", digits) if re.search(r"[-/.: ]", digits) else list(digits)
            self.put("tempo", "-".join(parts), match[0])
        for match in self.cut(patterns.TEMPO_WRONG):
            self.refuse(match[0], reasons.TEMPO)

    def loads(self) -> None:
        self.line = patterns.REPS_AT.sub(r" x \g<reps> @", self.line)
        weights = [*self._percents()]
        for found in self.cut(patterns.BODYWEIGHT):
            if found["sign"] == "-":
                self.refuse(found[0], reasons.ASSISTED)
            else:
                added = f" + {values.as_load(found['added'])}" if found["added"] else ""
                weights.append((f"bodyweight{added}", found[0], ""))
        self.line = patterns.LOADS.sub(self._several, self.line)
        for found in self.cut(patterns.LOADS_UNCLEAR):
            self.refuse(found[0], reasons.UNCLEAR if "x" in found[0].casefold() else reasons.RANGE_OF_LOADS)
        self.line = patterns.THREE.sub(self._three, self.line)
        weights += self._weights()
        if len({load for load, _, _ in weights}) > 1:
            for _, text, _ in weights:
                self.refuse(text, reasons.OTHER_LOADS)
        else:
            for load, text, remark in weights:
                if self.put("load", load, text) and remark:
                    self.remarks.append(f"{text.strip(' @')}: {remark}.")

    def _percents(self) -> Iterator[tuple[str, str, str]]:
        for found in self.cut(patterns.PERCENT):
            if found["high"] or found["other"]:
                self.refuse(found[0], reasons.OTHER_MAX)
            else:
                yield f"{values.point(found['low'])} %", found[0], ""

    def _several(self, found: re.Match[str]) -> str:
        """60/65/70 kg are loads; of 8/8/6/60 kg only the last is."""
        numbers = [float(values.point(number)) for number in patterns.NUMBER.findall(found["several"])]
        if max(numbers) > 2 * min(numbers):
            return found[0]
        self.refuse(found[0], reasons.OTHER_LOADS)
        return patterns.MARK

    def _three(self, found: re.Match[str]) -> str:
        """3x8x60: sets, reps and a weight; but 135x5x3 begins with the weight."""
        if found["first"] and int(found["first"]) > MOST_LISTED:
            return found[0]
        return found[0].rstrip(" xX@") + " | "

    def _weights(self) -> Iterator[tuple[str, str, str]]:
        """Each weight in the routine language's words, as it was written, and what there is to say of it."""
        for found in self.cut(patterns.TIMES_LOAD):
            if found["many"] in ("1", "2"):
                yield values.as_load(found["load"]), found[0], _OF_EACH
            else:
                self.refuse(found[0], reasons.UNCLEAR)
        for found in self.cut(patterns.LOAD):
            load = values.as_load(found["load"] or found["hash"].replace("#", "") + "lb")
            if found["plus"]:
                yield f"bodyweight + {load}", found[0], _ADDED
            else:
                yield load, found[0], _OF_EACH if found["hands"] else ""

    def sides(self) -> None:
        if patterns.SIDES.search(self.line):
            self.fields["side"] = "each"
            # What is done on each side is reps: 10/side.
            self.line = patterns.SIDES.sub(
                lambda found: " reps " if values.number_before(found) else patterns.MARK, self.line
            )

    def sets_and_reps(self) -> None:
        for match in self.cut(patterns.HOLD_FIRST):
            self.put("sets", match["sets"], match[0])
            self.put("reps", values.as_time(match["hold"]), match[0])
        line = self.line
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
        """The reps of each set: written one by one where they differ."""
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
        for found in self.cut(patterns.SETS):
            if "," in self.fields.get("reps", ""):
                self.refuse(found[0], reasons.UNCLEAR_LIST)
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
        """Times that don't say what they are for: a hold where there are no reps, or else the rest."""
        for found in self.cut(patterns.TIME):
            time = values.as_time(found[0])
            if "reps" in self.fields and not values.is_short(time):
                self.put("rest", time, found[0])
            elif "sets" in self.fields or "reps" in self.fields:
                self.refuse(found[0], reasons.UNCLEAR_TIME)
            else:
                self.put("reps", time, found[0])
        for found in self.cut(patterns.DISTANCE):
            self.refuse(found[0], reasons.DISTANCE)

    def pieces(self, units: Unit | None) -> tuple[str, ...]:
        """The texts between what was cut; numbers that stand alone are refused, or are the load in `units`."""
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
                self.remarks.append(f"{bare[0]} is taken in {units}, as the configuration has it.")
        else:
            for text in bare:
                self.refuse(text, reasons.ALONE)
        return tuple(texts)


def _repeated(found: re.Match[str]) -> Iterator[str]:
    """The reps of each set of one of several `1x5, 2x3`; none where that isn't certain."""
    reps = values.reps_of(found["reps"])
    if found["sets"].isdigit() and not found["more"] and re.fullmatch(r"[0-9]+(-[0-9]+)?\+?|max", reps):
        yield from [reps] * min(int(found["sets"]), MOST_LISTED + 1)


def _without_fillers(text: str) -> str:
    words = text.split()
    while words[-1].casefold() in _FILLERS:
        words.pop()
    return " ".join(words).strip(" :-")
