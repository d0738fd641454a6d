"""Lines that begin exercises which take turns: `AMRAP 12`, `EMOM 10`, `5 rounds`, `21-15-9`, `Tabata`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.routine.groups import GROUP_KINDS
from coach.text_import import patterns, reasons, values

_TIME = r"[0-9]{1,3}:[0-9]{2}|[0-9]{1,3}(?:\s*-?\s*(?:minutes?|mins?|m|'))?"
_FORMS: Final[Sequence[tuple[str, str]]] = (
    ("amrap", rf"(?:in\s+)?(?P<time>{_TIME})\s*(?:of\s+)?(?:AMRAP|as many rounds as possible)"),
    ("amrap", rf"(?:AMRAP|as many rounds as possible)\s*(?:in|for|x|-|of|:)?\s*(?P<time>{_TIME})"),
    ("emom", rf"E(?P<every>[1-5]?)MOM\s*(?P<by>x|for|-|:)?\s*(?P<time>{_TIME})"),
    ("emom", rf"(?P<time>{_TIME})\s*E(?P<every>[1-5]?)MOM"),
    ("emom", rf"every minute,?(?: on the minute,?)?\s*(?:x|for)?\s*(?P<time>{_TIME})(?P<every>)"),
    ("emom", rf"every (?P<every>[2-5])\s*min(?:ute)?s?,?\s*(?P<by>x|for)\s*(?P<time>{_TIME})"),
    ("emom", rf"every (?P<seconds>[1-9][0-9]{{1,2}})\s*s(?:ec(?:ond)?s?)?\.?,?\s*(?P<by>x|for)\s*(?P<time>{_TIME})"),
    ("circuit", r"(?:complete\s+|do\s+|perform\s+)?(?P<rounds>[1-9])\s*sets(?:\s+of)?(?=\s*:)"),
    (
        "circuit",
        r"(?:complete\s+|do\s+|perform\s+)?(?P<rounds>[1-9][0-9]?)\s*(?:x\s*)?(?:rounds?|circuits?|times through)",
    ),
    ("superset", r"(?:super|giant|tri)[ -]?sets?\s*(?:[A-H1-9])?"),
    ("circuit", r"(?:circuit|giant set|superset)\s*(?:x|[(-])?\s*(?P<rounds>[1-9])\s*(?:x|rounds?|times)?\)?"),
    ("tabata", r"tabata(?:\s*(?P<work>[0-9]{1,2})/(?P<rest>[0-9]{1,2}))?(?:\s*x\s*(?P<rounds>[0-9]{1,2}))?"),
    ("tabata", r"(?P<work>[0-9]{1,2})/(?P<rest>[0-9]{1,2})\s*(?:tabata\s*)?x\s*(?P<rounds>[0-9]{1,2})"),
    ("ladder", r"(?P<rungs>[1-9][0-9]?(?:\s*-\s*[1-9][0-9]?){2,})(?:\s*reps?)?"),
)
_END: Final = r"(?P<for_time>\s*,?\s*for time)?(?:\s+of)?\s*(?:\([0-9]+ (?:sets|rounds)\))?\s*(?P<colon>:)?(?P<more>.*)"


class Block(Struct, frozen=True):
    """What a line says about the exercises below it. `more` is the rest of that line: `5 rounds: 10 squats`."""

    line: int
    text: str
    kind: str
    fields: Mapping[str, str]
    more: tuple[str, ...] = ()
    minutes: int = 0
    for_time: bool = False
    title: str = ""
    """What comes before it in its line: `Cindy - AMRAP 20`."""


def block_of(number: int, text: str) -> Block | None:
    """The group that the line `text` begins, or None."""
    title, body = "", text
    if found := re.match(r"([^\W\d_][^\d:-]*?)(?:\s+-\s+|:\s*)(?=\S)", text):
        title, body = found[1], text[found.end() :]
    rest = patterns.REST.search(body) or patterns.REST_LAST.search(body)
    fields = {}
    if rest:
        fields = {"rest": values.as_time(next(filter(None, rest.groups())))}
        body = f"{body[: rest.start()]} {body[rest.end() :]}".strip(" ,;()-.")
    block = _block(number, body) or (None if rest else _block(number, text))
    if block is None or (rest and not takes_rest(block.kind)):
        return None
    return replace(block, text=text, title=title if body != text else "", fields={**block.fields, **fields})


def _block(number: int, text: str) -> Block | None:
    for kind, form in _FORMS:
        found = re.fullmatch(form + _END, text, re.IGNORECASE)
        if not found or (found["more"].strip(" .") and not found["colon"]):
            continue
        parts = tuple(part.strip() for part in re.split(r"\s*[,;+]\s*", found["more"]) if part.strip())
        fields, minutes = _fields(kind, found)
        if fields is not None and re.search("[1-9]", fields.get("cap", "1")):
            return Block(number, text, kind, fields, parts, minutes, bool(found["for_time"]))
    return None


def _fields(kind: str, found: re.Match[str]) -> tuple[Mapping[str, str] | None, int]:
    given = {key: value for key, value in found.groupdict().items() if value}
    if kind == "amrap":
        return {"kind": kind, "cap": _minutes(given["time"])}, 0
    if kind == "emom":
        time = _minutes(given["time"])
        if not time.endswith("min"):
            return None, 0
        number = int(time.split()[0])
        # `E2MOM x 6` has six intervals, `E2MOM 12` twelve minutes of them.
        counted = given.get("by", "").casefold() == "x" and given["time"].isdecimal()
        if seconds := int(given.get("seconds", "0")):
            starts, over = (number, 0) if counted else divmod(number * 60, seconds)
            return (None, 0) if over else ({"kind": kind, "every": f"{seconds} s"}, starts)
        every = int(given.get("every", "1"))
        each = {"every": f"{every} min"} if every > 1 else {}
        return {"kind": kind} | each, number if counted else number // every
    if kind == "tabata":
        fields: dict[str, str] = {"kind": kind}
        if "work" in given:
            fields |= {"work": f"{given['work']} s", "rest": f"{given['rest']} s"}
        return fields | ({"rounds": given["rounds"]} if "rounds" in given else {}), 0
    if kind == "ladder":
        return {"kind": kind, "reps": ", ".join(re.findall("[0-9]+", given["rungs"]))}, 0
    return {"kind": kind} | ({"rounds": given["rounds"]} if "rounds" in given else {}), 0


def _minutes(text: str) -> str:
    if re.fullmatch("[0-9]+", text):
        return f"{text} min"
    number = re.fullmatch(r"([0-9]+)\s*-?\s*[a-z']+", text, re.IGNORECASE)
    return f"{number[1]} min" if number else values.as_time(text)


def takes_rest(kind: str) -> bool:
    """Whether a rest written below such a group is the rest after each round."""
    return GROUP_KINDS[kind].rests_after_round and not GROUP_KINDS[kind].rest_is_between


def finished(block: Block, members: int) -> tuple[Mapping[str, str] | None, str]:
    """The fields of the group that `block` makes of so many exercises, or why it can't be made."""
    if not members:
        return None, reasons.GROUP_EMPTY
    if block.kind == "superset":
        return (None, reasons.ALONE_IN_GROUP) if members < 2 else (block.fields, "")
    if block.kind != "emom":
        return block.fields, ""
    rounds, over = divmod(block.minutes, members)
    return (None, reasons.GROUP_MIXED) if over or not rounds else ({**block.fields, "rounds": str(rounds)}, "")
