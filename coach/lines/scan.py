"""One line to the values it has, and the pieces of text that are left.

Nothing is guessed: what has two readings is refused with the words that would make it one, and every value is
read back by the routine language's own notation before it counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from coach import notation
from coach.lines import patterns
from coach.lines.draft import Field
from coach.notation import NotationError, Unit


@dataclass(frozen=True)
class Scan:
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

EFFORT: Final = "how hard a set feels has no notation"
BY_THE_CLOCK: Final = "work by the clock is written by hand"
PROGRESS: Final = "a routine is one session; it has no notation for the next"
PART_OF_A_REP: Final = "what is slow or still in a rep is written as its tempo"
SEVERAL: Final = "more than one exercise, or kind of set, in a line"
DISTANCE: Final = "sets are counted or timed, not measured"
RANGE_OF_LOADS: Final = "a load is one weight"
OTHER_LOADS: Final = "the sets differ in load"
OTHER_MAX: Final = "a percentage is one number, of the one-rep max"
ASSISTED: Final = "there is no notation for help with the body's weight"
ALONE: Final = "a number alone; write 3x8, 60 kg or 90 s"
NO_UNIT: Final = "a time has a unit; write 90 s or 2 min"
UNCLEAR: Final = "this has two readings; write 3x8 60 kg"
UNCLEAR_LIST: Final = "these aren't the reps of the sets; write 3x8, or 8, 8, 6"
UNCLEAR_TIME: Final = "a hold or a rest? write 3x30 s, or rest 90 s"
FAILURE_BESIDES: Final = "reps are a number, a range, or to failure; at least eight is 8+"
TEMPO: Final = "a tempo has four numbers: lowering, bottom, lifting, top"
UNKNOWN: Final = "a note; as one of its cues the coach would say it"

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
            if not value.endswith("%"):
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
            self.put("rest", as_time(next(filter(None, found.groups()))), found[0])
        for found in self.cut(patterns.REST_BARE):
            self.refuse(found[0], NO_UNIT)

    def what_has_no_words(self) -> None:
        """What the routine language can't say, taken away before its numbers are mistaken for others."""
        for pattern, reason in (
            (patterns.EFFORT, EFFORT),
            (patterns.BY_THE_CLOCK, BY_THE_CLOCK),
            (patterns.PROGRESS, PROGRESS),
            (patterns.PART_OF_A_REP, PART_OF_A_REP),
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
            self.refuse(match[0], TEMPO)

    def loads(self) -> None:
        for found in self.cut(patterns.PERCENT):
            if found["high"] or found["other"] or not 1 <= float(_point(found["low"])) <= 150:
                self.refuse(found[0], OTHER_MAX)
            else:
                self.put("load", f"{_point(found['low'])} %", found[0])
        for found in self.cut(patterns.BODYWEIGHT):
            if found["sign"] == "-":
                self.refuse(found[0], ASSISTED)
            else:
                added = f" + {as_load(found['added'])}" if found["added"] else ""
                self.put("load", f"bodyweight{added}", found[0])
        for found in self.cut(patterns.LOADS):
            several = "x" in found[0].casefold()
            self.refuse(found[0], UNCLEAR if several else OTHER_LOADS if "/" in found[0] else RANGE_OF_LOADS)
        self.line = patterns.THREE.sub(self._three, self.line)
        self._weights()

    def _three(self, found: re.Match[str]) -> str:
        """3x8x60: sets, reps and a weight; but 135x5x3 begins with the weight."""
        if found["first"] and int(found["first"]) > MOST_LISTED:
            return found[0]
        return found[0].rstrip(" xX@") + " | "

    def _weights(self) -> None:
        weights = []
        for found in self.cut(patterns.TIMES_LOAD):
            if found["many"] in ("1", "2"):
                weights.append((as_load(found["load"]), found[0]))
                self.remarks.append(f"{found[0].strip(' @')}: the load is that of each.")
            else:
                self.refuse(found[0], UNCLEAR)
        for found in self.cut(patterns.LOAD):
            load = as_load(found["load"] or found["hash"].replace("#", "") + "lb")
            if found["plus"]:
                self.remarks.append(f"{found[0].strip()} is taken as added to the body's weight.")
            if found["hands"]:
                self.remarks.append(f"{found[0].strip(' @')}: the load is that of each.")
            weights.append((f"bodyweight + {load}" if found["plus"] else load, found[0]))
        if len({load for load, _ in weights}) > 1:
            for _, text in weights:
                self.refuse(text, OTHER_LOADS)
        else:
            for load, text in weights:
                self.put("load", load, text)

    def sides(self) -> None:
        if self.cut(patterns.SIDES):
            self.fields["side"] = "each"

    def sets_and_reps(self) -> None:
        line = self.line
        found = self.cut(patterns.SETS_AND_REPS)
        between = " ".join(line[one.end() : other.start()] for one, other in pairwise(found))
        if len(found) == 1:
            self._same_sets(found[0])
        elif set(re.findall(r"[^\W\d_]+", between.casefold())) - _FILLERS:
            for match in found:
                self.refuse(match[0], SEVERAL)
        elif found:
            each = [reps for match in found for reps in _repeated(match)]
            if not each or len(each) > MOST_LISTED:
                self._same_sets(found[0])
                for match in found[1:]:
                    self.refuse(match[0], UNCLEAR)
            else:
                self._each(each, " ".join(match[0] for match in found))

    def _same_sets(self, found: re.Match[str]) -> None:
        each = [_count(found["reps"]), *_parts(found["more"] or "")]
        if len(each) > 1 and str(len(each)) == found["sets"] and plausible(each):
            self._each(each, found[0])
            return
        if found["more"]:
            self.refuse(found["more"], UNCLEAR_LIST)
        if int(found["sets"].split("-")[0]) > MOST_LISTED:
            self.refuse(found[0], UNCLEAR)
            return
        self.put("sets", _count(found["sets"]), found[0])
        if patterns.DISTANCE.fullmatch(found["reps"]):
            self.refuse(found["reps"], DISTANCE)
        else:
            self.put("reps", _reps(found["reps"]), found[0])

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
            self.refuse(text, UNCLEAR_LIST)
        else:
            self.fields["reps"] = ", ".join(each)

    def other_reps(self) -> None:
        for found in self.cut(patterns.EACH_SET):
            each = _parts(found[0])
            if plausible(each) and len(each) <= MOST_LISTED:
                self._each(each, found[0])
            else:
                self.refuse(found[0], UNCLEAR_LIST)
        for found in self.cut(patterns.SETS):
            if "," in self.fields.get("reps", ""):
                self.refuse(found[0], UNCLEAR_LIST)
            else:
                self.put("sets", found["sets"], found[0])
        for found in self.cut(patterns.REPS):
            self.put("reps", _reps(next(filter(None, found.groups()))), found[0])
        for found in self.cut(patterns.TO_FAILURE):
            if not self.fields.setdefault("reps", "max").endswith(("+", "max")):
                self.refuse(found[0], FAILURE_BESIDES)

    def times(self) -> None:
        """Times that don't say what they are for: a hold where there are no reps, or else the rest."""
        for found in self.cut(patterns.TIME):
            time = as_time(found[0])
            if "reps" in self.fields and not _is_short(time):
                self.put("rest", time, found[0])
            elif "sets" in self.fields or "reps" in self.fields:
                self.refuse(found[0], UNCLEAR_TIME)
            else:
                self.put("reps", time, found[0])
        for found in self.cut(patterns.DISTANCE):
            self.refuse(found[0], DISTANCE)

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
            if self.put("load", f"{_point(alone[1])} {units}", bare[0]):
                self.remarks.append(f"{bare[0]} is taken in {units}, as the configuration has it.")
        else:
            for text in bare:
                self.refuse(text, ALONE)
        return tuple(texts)


def as_time(text: str) -> str:
    """A time in the routine language's words: `2'` is `2 min`; `2m` of rest as well."""
    text = text.strip()
    if patterns.CLOCK.fullmatch(text):
        return text
    if (found := patterns.MINUTES_AND_SECONDS.fullmatch(text)) and found[2]:
        return f"{found[1]}:{found[2]:0>2}"
    numbers = [_point(number) for number in patterns.NUMBER.findall(text)]
    units = [_unit(unit) for unit in re.findall(r"''|[a-z]+|[\"']", text.casefold())]
    if len(set(units)) > 1:
        seconds = [float(number) * _SECONDS[unit] for number, unit in zip(numbers, units, strict=False)]
        return f"{'-'.join(f'{number:g}' for number in seconds)} s"
    return f"{'-'.join(numbers)} {units[0]}"


def _is_short(time: str) -> bool:
    """Whether it is too short to be a rest unless it says so: a pause in the rep, or a box of 24 inches."""
    try:
        return notation.read_time(time).high < 25 * notation.SECOND
    except NotationError:
        return False


_SECONDS: Final = {"s": 1, "min": 60, "h": 3600}


def _unit(text: str) -> str:
    return "min" if text == "'" else {"m": "min", "h": "h"}.get(text[0], "s")


def as_load(text: str) -> str:
    """A weight in the routine language's words: `135lbs` is `135 lb`."""
    number = patterns.NUMBER.search(text)
    assert number
    return f"{_point(number[0])} {'kg' if 'k' in text.casefold() else 'lb'}"


def plausible(each: list[str]) -> bool:
    """Whether these can be the reps of sets. `3, 8, 60` is sets, reps and a weight: reps don't rise like that."""
    numbers = [int(re.split(r"[-+ ]", reps)[0]) for reps in each if reps[0].isdigit()]
    return len(numbers) != 3 or max(numbers) <= 2 * numbers[0]


def _point(number: str) -> str:
    return number.replace(",", ".")


def _count(text: str) -> str:
    return re.sub(r"\s*reps?$", "", re.sub(r"\s*-\s*", "-", text.strip()), flags=re.IGNORECASE)


def _reps(text: str) -> str:
    """Reps as the routine language has them, from a number, a range, a time or a word for to failure."""
    if patterns.TIME.fullmatch(text):
        return as_time(text)
    return _count(text) if text[:1].isdigit() else "max"


def _parts(text: str) -> list[str]:
    return (
        [_count(part) for part in re.split(r"[,/]", text) if part.strip()]
        if re.search(r"[,/]", text)
        else text.split("-")
        if text
        else []
    )


def _repeated(found: re.Match[str]) -> Iterator[str]:
    """The reps of each set of one of several `1x5, 2x3`; none where that isn't certain."""
    reps = _reps(found["reps"])
    if found["sets"].isdigit() and not found["more"] and re.fullmatch(r"[0-9]+(-[0-9]+)?\+?|max", reps):
        yield from [reps] * min(int(found["sets"]), MOST_LISTED + 1)


def _without_fillers(text: str) -> str:
    words = text.split()
    while words[-1].casefold() in _FILLERS:
        words.pop()
    return " ".join(words).strip(" :-")
