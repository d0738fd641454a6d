"""The words of a line, before its values are read: clean text, bullets, headings, names of exercises."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Final

from coach.errors import printable
from coach.routine.file.catalogue import Catalogue, slug
from coach.routine.file.name_words import EQUIPMENT, name_words

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000", " "),
        **dict.fromkeys("\u200b\u200d\u00ad\ufeff\ufe0f", ""),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00d7\u2715\u2716", "x"),
        **dict.fromkeys("\u2018\u2019\u2032\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u2033", '"'),
        "\t": " | ",
    }
)
"""Characters that look alike, each with the one that replaces them; invisible ones are removed."""


def clean(raw: str) -> str:
    """A line without the characters that word processors put in; control characters are replaced by escapes."""
    text = re.sub(r"\s*[0-9]{1,2}\s*\u00b0", " ", raw.translate(_ALIKE))
    text = re.sub(r"\brepetitions\b", "reps", text, flags=re.IGNORECASE)
    text = re.sub(r"(?<=[0-9])\*+(?=\s*(?:sets?|reps?)\b)", "", text)
    return _in_digits(printable(text.strip()).strip().removeprefix("| "))


_NUMBERS: Final = {
    word: str(number)
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())  # noqa: SIM905
} | {"fifteen": "15", "twenty": "20", "thirty": "30"}
_ANY: Final = "|".join(_NUMBERS)
_COUNTED: Final = re.compile(
    rf"\b(?:{_ANY})(?=\s+(?:sets?|reps?|rounds?|times|minutes?|seconds?|mins?|secs?)\b)"
    rf"|(?<=\bof )(?:{_ANY})\b(?=\s+[a-z])|(?<=\bsets of )(?:{_ANY})\b|^(?!one)(?:{_ANY})(?=\s+[a-z-]+s\b)",
    re.IGNORECASE,
)


def _in_digits(line: str) -> str:
    """`line` with digits for numbers in words that count something: "three sets of ten"."""
    return _COUNTED.sub(lambda found: _NUMBERS[found[0].casefold()], line)


_BULLET: Final = re.compile(
    r"(?:>\s+|[-*•·▪◦‣+]\s+|\[[ x]?\]\s*|\(?[0-9]{1,2}[.)](?:\s+|(?=[a-z]))|[a-z][.)]\s+)+", re.IGNORECASE
)
_CALLED: Final = re.compile(r"^(?:exercise|movement|lift)(?:\s*#?[0-9]{1,2})?\s*[:=]\s*(?=[^\W\d_])", re.IGNORECASE)
"""`Exercise 1: Squat`."""
_TIER: Final = re.compile(r"^T[123][.:]?\s+(?=[A-Za-z])")
"""`T1 Squat`: the tier of an exercise, which doesn't say how it is done."""
_MARKUP: Final = re.compile(r"\*\*|__|`|==+")
_MEMBER: Final = re.compile(r"(?:([A-H])([1-9])|([1-9])([a-h]))(?:[.):]\s*|\s*-\s+|\s+)(?=[^\W\d_])", re.IGNORECASE)
_MEMBER_LATER: Final = re.compile(r"\s*[/+,;|]\s*(?=[A-H][1-9][.):]?\s+[^\W\d_])")


def without_bullet(line: str) -> str:
    """`line` without bullets, numbers and marks of emphasis before and in it."""
    line = _MARKUP.sub("", line).strip()
    bullet = _BULLET.match(line)
    return _CALLED.sub("", _TIER.sub("", line[bullet.end() :].strip() if bullet else line), count=1)


def members(line: str) -> list[str]:
    """The exercises of a superset that stand in one line: `A1 Curl 3x8 / A2 Pushdown 3x8`."""
    return _MEMBER_LATER.split(line) if _MEMBER.match(line) else [line]


def member(line: str) -> tuple[str, int, str]:
    """The letter and number before an exercise of a superset ("" and 0: there is none), and what follows.

    A1 and A2 are the same two as 1a and 1b.
    """
    found = _MEMBER.match(line)
    if not found:
        return "", 0, line
    rest = line[found.end() :]
    if found[1]:
        return found[1].upper(), int(found[2]), rest
    return "ABCDEFGHI"[int(found[3]) - 1], ord(found[4].lower()) - ord("a") + 1, rest


WARM_UP: Final = re.compile(r"warm(?:ing)?[ -]?up\b\s*(?:[:-]\s*)?", re.IGNORECASE)
WARM_UP_SETS: Final = re.compile(r"warm(?:ing)?[ -]?up sets?\b", re.IGNORECASE)
COOL_DOWN: Final = re.compile(r"cool(?:ing)?[ -]?down\b", re.IGNORECASE)
TOGETHER: Final = re.compile(
    r"(?:super|giant|tri)[ -]?sets?\b|circuit\b|[0-9]+(?:-[0-9]+)? rounds?\b|rounds?\b",
    re.IGNORECASE,
)

ROUNDS: Final = re.compile(r"[0-9]+(?:-[0-9]+)? rounds?\b", re.IGNORECASE)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
DATE: Final = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+)?"
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th|\.)?\s+{_MONTH}\b|{_MONTH}\s+[0-9]{{1,2}}(?:st|nd|rd|th)?\b|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4})",
    re.IGNORECASE,
)
"""A line that begins with a date, as logs have them."""
_PROSE: Final = frozenset(
    """
    you your yours i we my is are was should would could will can this that these those if when while because than be
    been being have has had do does don't as it its they them there here please make sure try aim remember focus the by
    increase decrease weight add each train keep choose perform repeat complete rest between week weeks month months day
    days minimum maximum need needed establish find build spend test accumulate pick
    """.split()  # noqa: SIM905
)


def is_prose(name: str, longest: int = 8) -> bool:
    """Whether these words address the reader, and aren't the name of an exercise."""
    found = [word.casefold().strip(".,!?;:'\"") for word in re.findall(r"[^\W\d_][\w']*", name)]
    return len(found) > longest or (
        len(found) > 2 and sum(word in _PROSE for word in found) > (found[0] not in _COMMANDS)
    )


_COMMANDS: Final = frozenset(
    """
    increase decrease add train rest remember focus repeat complete perform make try aim do establish find build spend
    test accumulate pick
    """.split()  # noqa: SIM905
)


_DAY: Final = re.compile(
    r"(?:day|weeks?|workout|session|phase|block|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_ENDS_AS_HEADING: Final = re.compile(r"\b(?:day|workout|session|routine|program(?:me)?|split|training)$", re.IGNORECASE)
_PART: Final = re.compile(
    r"(?:push|pull|legs?|upper|lower|full[ -]body|arms?|chest|back|shoulders?|core|abs|cardio|accessor(?:y|ies)"
    r"|finisher|conditioning|strength|main)(?:\s+(?:body|day|work|lifts?|exercises|sets?|part|block|group|[a-d1-9]))*$",
    re.IGNORECASE,
)


SPAN_OF_WEEKS: Final = re.compile(r"(?:weeks?|days?|phases?|blocks?|months?)\s+[0-9]+(?:\s*-\s*[0-9]+)?", re.IGNORECASE)


def heading(line: str) -> str:
    """The words of a heading, or "" if the line isn't one."""
    text = _MARKUP.sub("", line).strip(" *#=:-")
    sure = _DAY.match(text) or _ENDS_AS_HEADING.search(text) or _PART.match(text)
    return text if sure or line.rstrip(" *").endswith(":") or line.startswith(("**", "==")) else ""


def alike(name: str, catalogue: Catalogue) -> str | None:
    """The catalogue's id for what is nearly `name`."""
    close = difflib.get_close_matches(slug(name), catalogue.names(), n=1, cutoff=0.85)
    return catalogue.find(close[0]) if close else None


def known(name: str, catalogue: Catalogue) -> str | None:
    """The catalogue's id for `name`, in any spelling that it knows."""
    return catalogue.find(name) if name.strip() else None


_PREPOSITION: Final = re.compile(r"(?:of|on|for|with|at|in|to|from|then|and)\s+", re.IGNORECASE)
_NO_NAMES: Final = frozenset(
    """
    work rest hold repeat minute round set rep on off easy hard total each note alternate perform complete do more side
    left right go break recovery interval weight load intensity
    """.split()  # noqa: SIM905
)
"""Words that say how something is done, and are never a name."""
_MEASURED: Final = frozenset("duration calorie rate average score goal level frequency schedule date time reps".split())  # noqa: SIM905
"""Words for facts about a session: `Workout duration: 70 minutes`."""
_LABEL: Final = re.compile(
    r"(?:wave|weeks?|phase|block|days?|minutes?|mins?|rounds?|sets?|group|part|stations?|workout|session|tier)\b[\s\d.:#-]*[a-d]?$"
    r"|(?:minutes?|mins?|rounds?|wave|weeks?|phase)\b",
    re.IGNORECASE,
)


def named(name: str, catalogue: Catalogue) -> str:
    """`name` without the preposition before it, if the rest is a known name: `on rowing machine`."""
    found = _PREPOSITION.match(name)
    return name[found.end() :] if found and known(name[found.end() :], catalogue) else name


def is_label(piece: str) -> bool:
    """Whether `piece` is the number of a minute, round or day, and so a label of what follows."""
    return _LABEL.match(piece) is not None


def is_no_exercise(name: str) -> bool:
    """Whether `name`, which isn't in the catalogue, can't be an exercise: it says something about sets or the
    session."""
    found = [word.casefold().removesuffix("s") for word in re.findall(r"[^\W\d_]+", name)]
    if _PREPOSITION.match(name) or is_label(name) or _PART.match(name):
        return True
    if all(word in EQUIPMENT or word in ("dumb", "bell") for word in found):
        return True
    return all(word in _NO_NAMES for word in found) or any(word in _MEASURED for word in found)


def counted(text: str, catalogue: Catalogue) -> bool:
    """Whether `text` is a number of something that the catalogue knows: `20 squats`."""
    found = re.match(r"[1-9][0-9]{0,2}(?:\s*x)?\s+(?=[^\W\d_])", text, re.IGNORECASE)
    if found and known(text[found.end() :], catalogue):
        return True
    name = re.match(r"([^\W\d_][^\d,;/|(]*?)\s*[,;/|(:]?\s*[0-9]", text)
    return bool(name and known(name[1], catalogue))


def is_equipment(pieces: Sequence[str]) -> bool:
    """Whether these words only name equipment."""
    found = [word for piece in pieces for word in name_words(piece)]
    return bool(found) and all(word in EQUIPMENT or word in _GEAR for word in found)


_GEAR: Final = frozenset(
    ("assist", "assisted", "curl", "trap", "captain", "chair", "leverage", "lever", "iso", "lateral")
)
