"""How lifters write sets, reps, times, tempos and loads: text to values, and values back to text.

All notation of the routine language is here and nowhere else. Every reader takes the TOML value
and returns a frozen value, or raises `NotationError` with a sentence that shows the right form.
Times are whole milliseconds (`Ms`), so that nothing downstream has to round.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from coach.clock import duration
from coach.units import HOUR, MINUTE, SECOND, Ms, Unit, converted

MOST_SETS: Final = 99
MOST_REPS: Final = 999
MOST_PHASE: Final[Ms] = 60 * SECOND
AS_FAST_AS_YOU_CAN: Final[Ms] = 500
"""What a tempo's `x` counts as: an explosive phase is over in about half a second."""


class NotationError(ValueError):
    """A value that isn't written in a form the routine language knows."""


class Count(Struct, frozen=True):
    """A whole number or a range of them: sets."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


class Reps(Struct, frozen=True):
    """Reps of a set: from `low` to `high`; `to_failure` sets have no `high`."""

    low: int
    high: int | None

    @property
    def to_failure(self) -> bool:
        return self.high is None

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+" if self.low > 1 else "max"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


class Span(Struct, frozen=True):
    """A length of time or a range of them, in milliseconds."""

    low: Ms
    high: Ms

    @property
    def middle(self) -> Ms:
        """What a range of times stands for where nothing else is said: its middle, down to whole five seconds."""
        if self.low == self.high:
            return self.low
        return max(self.low, (self.low + self.high) // (10 * SECOND) * 5 * SECOND)

    def __str__(self) -> str:
        if self.low == self.high:
            return duration(self.low)
        return f"{self.low / SECOND:g}-{self.high / SECOND:g} s"


EachSet: TypeAlias = tuple[Reps | Span, ...]
"""The reps of each set, where they differ."""


class Tempo(Struct, frozen=True):
    """The four phases of a rep, in milliseconds: lowering, bottom, lifting, top."""

    lowering: Ms
    bottom: Ms
    lifting: Ms
    top: Ms
    text: str = ""

    @property
    def rep(self) -> Ms:
        """How long one rep takes."""
        return self.lowering + self.bottom + self.lifting + self.top

    def __str__(self) -> str:
        return self.text or "-".join(
            f"{phase / SECOND:g}" for phase in (self.lowering, self.bottom, self.lifting, self.top)
        )


class Load(Struct, frozen=True):
    """The weight to use: `amount` in `unit`, on top of the athlete's own weight where `bodyweight`.

    Where `percent` is given, it is that part of the athlete's one-rep max instead.
    """

    amount: float
    unit: Unit | None
    bodyweight: bool
    percent: float | None = None

    def exactly(self, unit: Unit) -> Load:
        """The same weight in `unit`, not rounded; what has no weight stays as it is."""
        if self.unit is None or self.unit == unit:
            return self
        return replace(self, amount=converted(self.amount, self.unit, unit), unit=unit)

    def converted(self, unit: Unit) -> Load:
        """The same weight in `unit`, rounded to the half kilo or the whole pound."""
        exact = self.exactly(unit)
        if exact is self:
            return self
        return replace(exact, amount=round(exact.amount * 2) / 2 if unit == "kg" else round(exact.amount))

    def part_of(self, percent: float) -> Load:
        """So many percent of this load, exactly."""
        return replace(self, amount=self.amount * percent / 100, percent=None)

    def part(self, percent: float) -> Load:
        """So many percent of this load, to the nearest step that plates allow: 2.5 kg or 5 lb."""
        step = 2.5 if self.unit == "kg" else 5.0
        return replace(self, amount=round(self.amount * percent / 100 / step) * step, percent=None)

    def __str__(self) -> str:
        if self.percent is not None:
            return f"{self.percent:g} %"
        weight = f"{self.amount:g} {self.unit}" if self.unit else ""
        return " + ".join(filter(None, ["bodyweight" if self.bodyweight else "", weight]))


class Plate(Struct, frozen=True):
    """A plate for a bar, of which there are so many `pairs`; None: as many as are needed."""

    amount: float
    unit: Unit
    pairs: int | None = None

    def __str__(self) -> str:
        return ("" if self.pairs is None else f"{2 * self.pairs} x ") + f"{self.amount:g} {self.unit}"


class Moment(Struct, frozen=True):
    """When a call is heard: `n` is a number of reps or sets, or milliseconds, as `of` asks for."""

    of: Literal["half", "into", "left", "rep", "last rep", "set", "rest"]
    n: int = 0

    def __str__(self) -> str:
        if self.of in ("into", "left"):
            return duration(self.n) + (" left" if self.of == "left" else "")
        return f"{self.of} {self.n}" if self.n else self.of


_RANGE = r"\s*[-\u2013]\s*"
_COUNT = re.compile(rf"(\d{{1,6}})(?:{_RANGE}(\d{{1,6}}))?")
_AT_LEAST = re.compile(r"(\d{1,6})\s*\+")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
_UNITS: Final = {
    "s": SECOND, "sec": SECOND, "second": SECOND, "seconds": SECOND,
    "min": MINUTE, "minute": MINUTE, "minutes": MINUTE,
    "h": HOUR, "hour": HOUR, "hours": HOUR,
}  # fmt: skip
_TIMES = re.compile(rf"(\d{{1,6}}(?:\.\d)?)(?:{_RANGE}(\d{{1,6}}(?:\.\d)?))?\s*([a-z]+)", re.IGNORECASE)
_CLOCKS = re.compile(rf"([\d:]+){_RANGE}([\d:]+)")
_LOAD = re.compile(r"(?:(bodyweight)(?:\s*\+\s*)?)?(?:(\d{1,4}(?:\.\d{1,3})?)\s*(kg|lb))?")

_PLATE = re.compile(r"(?:(\d{1,2})\s*x\s*)?(\d{1,3}(?:\.\d{1,3})?)\s*(kg|lb)")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d)?)\s*%")
_MOMENT = re.compile(r"(rep|set)\s+(\d{1,3})|(.+?)(\s+left)?", re.IGNORECASE)

_DASH: Final = r"\s*[-\u2013]\s*"
_NUMBER_PATTERN: Final = rf"\d{{1,6}}({_DASH}\d{{1,6}})?"
_SPAN_PATTERN: Final = (
    rf"\d{{1,6}}(\.\d)?({_DASH}\d{{1,6}}(\.\d)?)?\s*"
    r"(s|sec|seconds?|min|minutes?|h|hours?)"
    rf"|(\d{{1,2}}:)?\d{{1,3}}:\d{{2}}({_DASH}(\d{{1,2}}:)?\d{{1,3}}:\d{{2}})?"
)
_REPS_PATTERN: Final = rf"{_NUMBER_PATTERN}|\d{{1,6}}\s*\+|max|{_SPAN_PATTERN}"
COUNT_PATTERN: Final = rf"^\s*({_NUMBER_PATTERN})\s*$"
TIME_PATTERN: Final = rf"^\s*({_SPAN_PATTERN})\s*$"
REPS_PATTERN: Final = rf"^\s*({_REPS_PATTERN})\s*$"
EACH_PATTERN: Final = rf"^\s*({_REPS_PATTERN})(\s*,\s*({_REPS_PATTERN}))*\s*$"
TEMPO_PATTERN: Final = r"^\s*([xX]|\d{1,2}(\.\d)?)(\s*-\s*([xX]|\d{1,2}(\.\d)?)){3}\s*$"
LOAD_PATTERN: Final = (
    r"^\s*(\d{1,3}(\.\d)?\s*%|bodyweight(\s*\+\s*\d{1,4}(\.\d{1,3})?\s*(kg|lb))?|\d{1,4}(\.\d{1,3})?\s*(kg|lb))\s*$"
)
WEIGHT_PATTERN: Final = r"^\s*\d{1,4}(\.\d{1,3})?\s*(kg|lb)\s*$"
RUNGS_PATTERN: Final = r"^\s*\d{1,3}(\s*,\s*\d{1,3})*\s*$"
MOMENT_PATTERN: Final = rf"^\s*(half|last rep|rest|(rep|set)\s+\d{{1,3}}|({_SPAN_PATTERN})(\s+left)?)\s*$"
"""The forms of each notation as patterns, for editors that check a routine with its JSON Schema."""

REPS_FORMS: Final = '10, "8-10", "6+", "max", "30 s", "30-45 s", or of each set: "5, 5, 5+"'
TIME_FORMS: Final = '"90 s", "1:30", "2 min" or "90-120 s"'
TEMPO_FORMS: Final = '"2-0-1-1" (lowering, bottom, lifting and top, in seconds; x is as fast as you can)'
LOAD_FORMS: Final = '"60 kg", "135 lb", "75 %" (of your one-rep max), "bodyweight" or "bodyweight + 10 kg"'
SETS_FORMS: Final = '3, "2-3", or the reps of each set: "5, 5, 5+"'
MOMENT_FORMS: Final = '"half", "10 s", "10 s left", "rep 5", "last rep", "set 1" or "rest"'


def read_sets(value: object) -> Count | EachSet:
    """Reads `3` or `"2-3"`, or the reps of each set: `"5, 5, 5+"`."""
    if isinstance(value, str) and "," in value:
        return read_each(value)
    try:
        return read_count(value)
    except NotationError as error:
        wrong = "is not a number of sets" in str(error)
        raise NotationError(
            f"{show(value)} is not a number of sets; write {SETS_FORMS}" if wrong else str(error)
        ) from None


def read_each(value: object) -> EachSet:
    """Reads the reps of each set: `"5, 5, 5+"`."""
    parts = _text(value).split(",")
    if len(parts) > MOST_SETS:
        raise NotationError(f"{show(value)} has more than {MOST_SETS} sets")
    return tuple(read_reps(part.strip()) for part in parts)


def read_rungs(value: object) -> tuple[int, ...]:
    """Reads the reps of a ladder's rounds: `[1, 2, 3]` or `"1, 2, 3"`."""
    parts = value if isinstance(value, list) else _text(value).split(",")
    rungs = [read_reps(part) for part in parts]
    if (
        not rungs
        or len(rungs) > MOST_SETS
        or any(not isinstance(rung, Reps) or rung.low != rung.high for rung in rungs)
    ):
        raise NotationError(f"{show(value)} is not a ladder; write the reps of its rounds: [1, 2, 3]")
    return tuple(rung.low for rung in rungs if isinstance(rung, Reps))


def read_moment(value: object) -> Moment:
    """Reads when a call is heard: `"half"`, `"10 s"`, `"10 s left"`, `"rep 5"`, `"last rep"`, `"set 1"`, `"rest"`."""
    text = " ".join(_text(value).casefold().split())
    match text:
        case "half" | "last rep" | "rest":
            return Moment(text)
    found = _MOMENT.fullmatch(text)
    wrong = NotationError(f"{show(value)} is not a moment; write {MOMENT_FORMS}")
    if not found:
        raise wrong
    if found[1]:
        of: Literal["rep", "set"] = "rep" if found[1] == "rep" else "set"
        return Moment(of, _bounds(value, int(found[2]), int(found[2]), MOST_REPS)[0])
    try:
        span = read_time(found[3])
    except NotationError:
        raise wrong from None
    if span.low != span.high:
        raise wrong
    return Moment("left" if found[4] else "into", span.low)


def read_count(value: object, what: str = "sets", most: int = MOST_SETS) -> Count:
    """Reads `3` or `"2-3"`."""
    found = _COUNT.fullmatch(_text(value))
    if not found:
        raise NotationError(f'{show(value)} is not a number of {what}; write 3 or "2-3"')
    return Count(*_bounds(value, int(found[1]), int(found[2] or found[1]), most))


def read_any_reps(value: object) -> Reps | Span | EachSet:
    """Reads reps for all sets alike, or for each: `"5, 5, 5+"`."""
    return read_each(value) if isinstance(value, str) and "," in value else read_reps(value)


def read_reps(value: object) -> Reps | Span:
    """Reads `10`, `"8-10"`, `"6+"`, `"max"`, and times for sets that are held: `"30 s"`."""
    text = _text(value)
    if found := _COUNT.fullmatch(text):
        return Reps(*_bounds(value, int(found[1]), int(found[2] or found[1]), MOST_REPS))
    if found := _AT_LEAST.fullmatch(text):
        return Reps(_bounds(value, int(found[1]), int(found[1]), MOST_REPS)[0], None)
    if text.casefold() == "max":
        return Reps(1, None)
    try:
        return read_time(value)
    except NotationError:
        raise NotationError(f"{show(value)} is not a number of reps; write {REPS_FORMS}") from None


def read_time(value: object, most: Ms = 24 * HOUR) -> Span:
    """Reads `"90 s"`, `"1:30"`, `"2 min"` and ranges of them. The unit is always written."""
    text = _text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise NotationError(f'{show(value)} has no unit; write "{value} s" or "{value} min"')
    wrong = NotationError(f"{show(value)} is not a time; write {TIME_FORMS}")
    if found := _CLOCKS.fullmatch(text):
        low, high = (_clock(part) for part in found.groups())
    elif _CLOCK.fullmatch(text):
        low = high = _clock(text)
    elif (found := _TIMES.fullmatch(text)) and (unit := _UNITS.get(found[3].casefold())):
        low, high = (round(float(n) * unit) for n in (found[1], found[2] or found[1]))
    else:
        raise wrong
    if low is None or high is None:
        raise wrong
    if low > high:
        raise NotationError(f"{show(value)} runs backwards; write the smaller time first")
    if low < SECOND or high > most:
        raise NotationError(f"{show(value)} is out of bounds; a time is at least 1 s and at most {duration(most)}")
    return Span(low, high)


def read_tempo(value: object) -> Tempo:
    """Reads `"2-0-1-1"`: lowering, bottom, lifting and top in seconds; `x` is as fast as you can."""
    text = _text(value)
    parts = [part.strip() for part in text.split("-")]
    if len(parts) != 4 or not all(re.fullmatch(r"x|\d{1,2}(\.\d)?", part, re.IGNORECASE) for part in parts):
        raise NotationError(f"{show(value)} is not a tempo; write {TEMPO_FORMS}")
    lowering, bottom, lifting, top = (AS_FAST_AS_YOU_CAN if part in "xX" else _seconds(part) for part in parts)
    tempo = Tempo(lowering, bottom, lifting, top, text)
    if max(lowering, bottom, lifting, top) > MOST_PHASE:
        raise NotationError(f"{show(value)} has a phase of over a minute; write {TEMPO_FORMS}")
    if tempo.rep < SECOND:
        raise NotationError(f"{show(value)} makes a rep of under one second, too quick to count aloud")
    return tempo


def read_load(value: object) -> Load:
    """Reads `"60 kg"`, `"135 lb"`, `"bodyweight"` and `"bodyweight + 10 kg"`."""
    text = _text(value).casefold()
    if found := _PERCENT.fullmatch(text):
        if not 1 <= float(found[1]) <= 150:
            raise NotationError(f"{show(value)} is out of bounds; at least 1 %, at most 150 %")
        return Load(0, None, False, float(found[1]))
    found = _LOAD.fullmatch(text)
    if not text or not found or text.endswith("+"):
        unit = 'has no unit; write "60 kg" or "60 lb"' if _is_number(value) else f"is not a load; write {LOAD_FORMS}"
        raise NotationError(f"{show(value)} {unit}")
    unit_name: Unit | None = "kg" if found[3] == "kg" else "lb" if found[3] == "lb" else None
    return Load(float(found[2] or 0), unit_name, bool(found[1]))


def read_weight(value: object) -> Load:
    """Reads a weight that can be lifted or added: `"60 kg"`, `"5 lb"`; more than nothing, and not one's own."""
    load = read_load(value)
    if load.unit is None or load.bodyweight or not load.amount:
        raise NotationError(f'{show(value)} is not a weight; write "60 kg" or "135 lb"')
    return load


def read_plate(value: object) -> Plate:
    """Reads `"20 kg"`, and where there are only so many of a plate, `"4 x 20 kg"`."""
    found = _PLATE.fullmatch(_text(value).casefold())
    if not found or not 0 < float(found[2]) <= 100 or (found[1] and not 2 <= int(found[1]) <= 40):
        raise NotationError(f'{show(value)} is not a plate; write "20 kg", or "4 x 20 kg" where there are only four')
    return Plate(float(found[2]), "lb" if found[3] == "lb" else "kg", int(found[1]) // 2 if found[1] else None)


def show(value: object) -> str:
    """A TOML value as its author would know it again, cut short."""
    text = (
        f'"{value}"'
        if isinstance(value, str)
        else "true"
        if value is True
        else "false"
        if value is False
        else "{…}"
        if isinstance(value, dict)
        else str(value)
    )
    return text if len(text) <= 60 else text[:57] + "..."


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _bounds(value: object, low: int, high: int, most: int) -> tuple[int, int]:
    if low > high:
        raise NotationError(f"{show(value)} runs backwards; write the smaller number first")
    if low < 1 or high > most:
        raise NotationError(f"{show(value)} is out of bounds; at least 1, at most {most}")
    return low, high


def _seconds(text: str) -> Ms:
    return round(float(text) * SECOND)


def _clock(text: str) -> Ms | None:
    found = _CLOCK.fullmatch(text)
    if not found or int(found[3]) > 59:
        return None
    return (int(found[1] or 0) * 60 + int(found[2])) * MINUTE + int(found[3]) * SECOND
