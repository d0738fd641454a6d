"""The load of a line: a weight, a percentage, or the body's own weight; and what looks like one and isn't."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from coach.text_import import patterns, reasons, values
from coach.text_import.cutter import MOST_LISTED, Cutter

_ONE_REP_MAX: Final = re.compile(r"\b(?:1|one)[ -]rep[ -]max(?:imum)?\b", re.IGNORECASE)
_LEAST_LOAD: Final = 40
"""If all numbers before a unit are at least this large, they are loads: nobody does so many reps in every set."""
_OF_EACH: Final = "the load is that of each"
_ADDED: Final = "taken as added to the body's weight"
HELP: Final = "taken as help with the body's weight"


def read_loads(line: Cutter) -> None:
    """Reads the load of `line`: a weight, a percentage of the one-rep max, or the body's own weight."""
    line.line = _ONE_REP_MAX.sub("1RM", line.line)
    line.line = patterns.REPS_AT.sub(r" x \g<reps> @", line.line)
    for pattern, reason in (
        (patterns.TIMES_BODYWEIGHT, reasons.OTHER_MAX),
        (patterns.WEIGHT_FIRST, reasons.UNCLEAR),
        (patterns.BACK_OFF, reasons.OTHER_LOADS),
        (patterns.PERCENTS, reasons.OTHER_LOADS),
        (patterns.DISTANCE_TIMES, reasons.DISTANCE),
    ):
        line.line = pattern.sub(partial(_not_a_load, line, reason), line.line)
    weights = [*_percents(line), *_helped(line)]
    for found in line.cut(patterns.BODYWEIGHT):
        added = f" {found['sign']} {values.as_load(found['added'])}" if found["added"] else ""
        weights.append((f"bodyweight{added}", found[0], HELP if found["sign"] == "-" else ""))
    line.line = patterns.LOADS.sub(partial(_several, line), line.line)
    for found in line.cut(patterns.LOADS_UNCLEAR):
        line.refuse(found[0], reasons.UNCLEAR if "x" in found[0].casefold() else reasons.RANGE_OF_LOADS)
    line.line = patterns.THREE.sub(_three, line.line)
    weights += _weights(line)
    if len({load for load, _, _ in weights}) > 1:
        for _, text, _ in weights:
            line.refuse(text, reasons.OTHER_LOADS)
    else:
        for load, text, comment in weights:
            if line.put("load", load, text) and comment:
                line.comments.append(f"{text.strip(' @')}: {comment}.")


def _not_a_load(line: Cutter, reason: str, found: re.Match[str]) -> str:
    if reason == reasons.UNCLEAR and int(found["weight"]) <= 10 < int(found["last"]):  # sets, reps and a weight
        return found[0]
    line.refuse(found[0], reason)
    return patterns.MARK


def _percents(line: Cutter) -> Iterator[tuple[str, str, str]]:
    for found in line.cut(patterns.PERCENT):
        if found["high"] or found["other"]:
            line.refuse(found[0], reasons.OTHER_MAX)
        else:
            yield f"{values.point(found['low'])} %", found[0], ""


def _helped(line: Cutter) -> Iterator[tuple[str, str, str]]:
    for found in line.cut(patterns.MINUS):
        (weight,) = patterns.LOAD.finditer(found[0])
        yield f"bodyweight - {values.as_load(weight['load'])}", found[0], HELP


def _several(line: Cutter, found: re.Match[str]) -> str:
    """60/65/70 kg are loads; of 8/8/6/60 kg only the last is."""
    numbers = [float(values.point(number)) for number in patterns.NUMBER.findall(found["several"])]
    if max(numbers) > 2 * min(numbers) and min(numbers) < _LEAST_LOAD:
        return found[0]
    line.refuse(found[0], reasons.OTHER_LOADS)
    return patterns.MARK


def _three(found: re.Match[str]) -> str:
    """3x8x60: sets, reps and a weight; but 135x5x3 begins with the weight."""
    if found["first"] and int(found["first"]) > MOST_LISTED:
        return found[0]
    return found[0].rstrip(" xX@") + " | "


def _weights(line: Cutter) -> Iterator[tuple[str, str, str]]:
    """Each weight in the routine language's notation, as it was written, and the comment on it."""
    for found in line.cut(patterns.TIMES_LOAD):
        if found["many"] in ("1", "2"):
            yield values.as_load(found["load"]), found[0], _OF_EACH
        else:
            line.refuse(found[0], reasons.UNCLEAR)
    for found in line.cut(patterns.LOAD):
        load = values.as_load(found["load"] or found["hash"].replace("#", "") + "lb")
        if found["plus"]:
            yield f"bodyweight + {load}", found[0], _ADDED
        else:
            yield load, found[0], _OF_EACH if found["hands"] else ""
