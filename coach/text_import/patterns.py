"""The notations of plain lines, as regular expressions over one cleaned line.

They are tried in the order of `scan`; what one has found is cut out of the line before the next looks at it, so
that the 60 of "60 kg" is no longer there when reps are looked for. `MARK` stands where something was cut.
"""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "\0"
"""No cleaned line has it: control characters are shown as escapes there."""


def _compiled(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.IGNORECASE)


_INT = r"[0-9]{1,6}"
_DEC = r"(?>[0-9]{1,6}(?:\.[0-9]{1,3}|,(?:5|25|75)(?![0-9]))?)"
_FREE = r"(?<![\w.])"  # a number that doesn't go on to the left
_SEC = r"(?:seconds?|secs?|s)\b"
_MIN = r"(?:minutes?|mins?)\b"
_TIME_UNIT = rf"(?:{_SEC}|{_MIN}|(?:hours?|hrs?|h)\b|''|\"|')"
_WEIGHT = r"(?:(?:kgs?|kilos?|kilograms?|lbs?|pounds?)\b|(?<=[0-9])#(?!\s?[0-9]))"
_END = rf"(?=\s*(?:$|[|/,;){MARK}]))"

_CLOCK = r"[0-9]{1,3}(?::[0-9]{2}){1,2}(?![0-9:])"
_TIME = (
    rf"(?:{_CLOCK}(?:-{_CLOCK})?"
    rf"|{_INT}'[0-9]{{2}}(?![0-9])(?:''|\")?"
    rf"|{_INT}\s*(?:minutes?|mins?|m)\s*(?:and\s*)?[0-9]{{1,2}}\s*{_SEC}"
    rf"|{_DEC}(?:{_TIME_UNIT}?-{_DEC})?\s*{_TIME_UNIT})"
)
_LENGTH = r"(?:km|m|met(?:er|re)s?|yards?|yds?|miles?|mi|feet|ft|cal(?:orie)?s?)\b"
_DISTANCE = rf"{_DEC}(?:-{_DEC})?\s*{_LENGTH}"
_NOT_REPS = rf"(?![0-9]|[.:][0-9]|\s*(?:[x*]\s*[0-9]|sets?\b|%|rm\b|{_TIME_UNIT}|{_WEIGHT}|{_LENGTH}))"
_REP = rf"{_INT}(?:-{_INT})?\+?{_NOT_REPS}"
_SPACED = rf"{_INT}\s+-\s+{_INT}{_NOT_REPS}"
_MAX = r"(?:AMRAP|as many (?:reps )?as possible|max(?:imum)?(?:\s+reps)?|(?:to\s+|till\s+|until\s+)?failure)\b"

CLOCK: Final = _compiled(rf"{_CLOCK}(?:-{_CLOCK})?")
MINUTES_AND_SECONDS: Final = _compiled(
    rf"({_INT})\s*(?:minutes?|mins?|m|')\s*(?:and\s*)?([0-9]{{1,2}})\s*(?:{_SEC}|''|\")?"
)
NUMBER: Final = re.compile(_DEC)

WORD_TO: Final = _compiled(r"(?<=[0-9])\s+to\s+(?=[0-9])")
EQUIPMENT: Final = _compiled(
    r"^([a-z][a-z' -]*?)\s*\(\s*("
    r"(?:smith |ez |trap )?(?:bar|barbell|dumbbell|kettlebell|plate|machine|cable|band|suspension)s?"
    r"|assisted|weighted|bodyweight|db|bb|kb)\s*\)"
)
"""`Bench press (barbell)`, as training logs write it."""

_REST_TIME = rf"(?:{_TIME}|{_INT}(?:-{_INT})?\s*m\b)"
_OF_SETS = r"(?:\s*(?:between|after)\s+(?:each\s+|every\s+)?sets?\b)?"
REST: Final = _compiled(
    rf"\brests?\b(?:\s*(?:of|for|between(?: sets)?)\b)?\s*[:=]?\s*(?P<after>{_REST_TIME}){_OF_SETS}",
)
REST_LAST: Final = _compiled(rf"{_FREE}(?P<before>{_REST_TIME})\s*(?:of\s+)?rests?\b{_OF_SETS}")
REST_BARE: Final = _compiled(rf"\brests?\s*[:=]?\s*{_INT}(?:-{_INT})?(?![\w:'\"%.])(?!\s*x)")

EFFORT: Final = _compiled(
    rf"@?\s*\b(?:RPE|RIR)\s*[:@]?\s*{_DEC}(?:-{_DEC})?",
    rf"@?\s*{_FREE}{_DEC}(?:-{_DEC})?\s*(?:RPE|RIR)\b",
    rf"@\s*(?:10|[1-9](?:[.,]5)?)(?:-(?:10|[1-9](?:[.,]5)?))?(?![\w%]|[.,:/'\"][0-9]|['\"])"
    rf"(?!\s*(?:{_WEIGHT}|{_TIME_UNIT}|%|x\s*[0-9]|reps?\b|sets?\b|RM\b))",
)
BY_THE_CLOCK: Final = _compiled(
    rf"(?<!x )(?<!sets of )\b(?:E[0-9]?MOM|AMRAP|tabata)\b\s*(?:of|for|in|[:-])?\s*{_TIME}",
    rf"{_FREE}{_TIME}\s*(?:E[0-9]?MOM|AMRAP|tabata)\b",
    r"\bE[0-9]?MOM\b(?:\s*[0-9]{1,3}\b)?|\btabata\b|\bfor time\b",
)

_EACH_TIME = r"(?:/|\b(?:each|per|every|a)\b)\s*(?:week|wk|session|workout|time)\b"
PROGRESS: Final = _compiled(
    rf"(?:\b(?:add|increase by)\b|\+)\s*{_DEC}\s*{_WEIGHT}\s*{_EACH_TIME}",
    rf"\b(?:add|increase by)\s+{_DEC}\s*{_WEIGHT}",
)
_OF_A_REP = r"(?:pauses?|squeezes?|negatives?|eccentrics?|lowering|descents?|down|up|on|off|at the (?:top|bottom))\b"
PART_OF_A_REP: Final = _compiled(
    rf"{_FREE}{_TIME}\s*{_OF_A_REP}",
    rf"\b(?:pause|squeeze)\s+(?:of|for)?\s*{_TIME}",
)

_FOUR = r"[0-9x]{1,2}(?:\s?[-/.:]\s?[0-9x]{1,2}){3}|[0-9x]{4}"
TEMPO: Final = _compiled(
    rf"@?\s*\btempo\s*[:=@]?\s*(?P<after>{_FOUR})(?![0-9x])",
    rf"@?\s*{_FREE}(?P<before>{_FOUR})\s*tempo\b",
    rf"@\s*(?P<at>[0-9x]{{4}}|[0-9x](?:-[0-9x]){{3}})(?![\w.%-])(?!\s*{_WEIGHT})",
    r"(?<![\w.-])(?P<zero>(?=(?:[0-9x]-){0,3}[0x])[0-9x](?:-[0-9x]){3})(?![\w-])",
)
TEMPO_OF_FOUR: Final = _compiled(r"(?<![\w.-])[1-9](?:-[1-9]){3}(?![\w-])")
TEMPO_WRONG: Final = _compiled(r"\btempo\s*[:=@]?\s*[0-9x][0-9x./:-]*")

PERCENT: Final = _compiled(
    rf"@?\s*{_FREE}(?P<low>{_DEC})(?P<high>-{_DEC})?\s*%(?:\s*(?:of\s+)?(?:(?:my\s+)?(?:1\s?-?RM|max)\b)?)"
    r"(?P<other>\s*(?:of\s+)?(?:my\s+)?(?:TM|training max|BW|body\s?-?weight|e?[0-9]+\s?-?RM)\b)?",
)
BODYWEIGHT: Final = _compiled(
    rf"@?\s*\b(?:BW|body\s?-?weight)\b(?:\s*(?P<sign>[+-])\s*(?P<added>{_DEC}\s*{_WEIGHT}))?(?!\s*-?\s*[a-wyz])",
)
LOADS: Final = _compiled(rf"@?\s*{_FREE}(?P<several>{_DEC}(?:(?:\s*,\s*|/){_DEC})+)\s*{_WEIGHT}")
LOADS_UNCLEAR: Final = _compiled(
    rf"@?\s*{_FREE}{_DEC}-{_DEC}\s*{_WEIGHT}",
    rf"@?\s*{_FREE}{_DEC}\s*{_WEIGHT}\s*x\s*{_INT}\s*x\s*{_INT}",
)
REPS_AT: Final = _compiled(
    rf"(?<![\w.-])(?<![0-9][,/])(?<![0-9], )(?<!x )(?<!of )(?<!sets )(?P<reps>{_INT}\+?)\s*(?:reps?\s*)?"
    rf"@\s*(?={_DEC}\s*(?:{_WEIGHT}|%))"
)
"""The 5 of `5 @ 60 kg`."""
_HANDS = (
    r"(?:(?:in )?(?:each|per)\s+(?:hand|dumbbell|db|kettlebell|kb)|dumbbells|dbs|kettlebells|kbs)\b"
    r"|(?:each|ea)\b(?!\s*[a-z])"
)
TIMES_LOAD: Final = _compiled(
    rf"@?\s*{_FREE}(?P<many>{_INT})\s*x\s*(?P<load>{_DEC}\s*{_WEIGHT})(?:\s*(?:{_HANDS}))?",
)
LOAD: Final = _compiled(
    rf"@?\s*(?P<plus>\+\s*)?{_FREE}(?P<load>{_DEC}\s*{_WEIGHT})(?P<hands>\s*(?:{_HANDS}))?",
    rf"@?\s*(?P<hash>(?<![\w#])#\s?{_DEC})(?!\w)",
)
THREE: Final = _compiled(
    rf"{_FREE}(?P<sets>{_INT}(?:-{_INT})?)\s*x\s*(?P<reps>{_INT}(?:-{_INT})?\+?)\s*(?:x|@)\s*(?={_DEC}(?:-{_DEC})?\s*(?:{_WEIGHT}|%))",
    rf"{_FREE}(?P<first>{_INT})\s*x\s*(?P<second>{_INT}(?:-{_INT})?)\s*x\s*(?={_DEC}(?![\w:.]))",
)

SIDES: Final = _compiled(
    r"(?:\b(?:each|per|every|ea\.?)\s*|/\s*)(?:sides?|legs?|arms?)\b|\be/s\b|(?<=[0-9])e/?s\b|\bL\s?/\s?R\b|\bleft\s*(?:/|and)\s*right\b"
    rf"|(?<=[0-9])\s*(?:each|ea)\b\.?{_END}",
)

SETS_AND_REPS: Final = _compiled(
    rf"{_FREE}(?P<sets>{_INT}(?:-{_INT})?)\s*(?:sets?\b\s*(?:x|\*|of|at|@|,|:)?|x|\*)\s*"
    rf"(?P<reps>{_TIME}|{_DISTANCE}|{_SPACED}|{_REP}|{_MAX}|F\b)"
    rf"(?P<more>(?:\s*,\s*{_REP}){{2,}}|(?:/{_REP}){{2,}})?(?:\s*reps?\b)?",
)
HOLD_FIRST: Final = _compiled(rf"{_FREE}(?P<hold>{_TIME})[\s{MARK}]*x\s*(?P<sets>{_INT})\b(?:\s*sets?\b)?")
EACH_SET: Final = _compiled(
    rf"(?<![\w.,/-]){_REP}(?:(?:\s*,\s*{_REP}){{2,}}|(?:/{_REP}){{2,}})(?:\s*reps?\b)?",
    rf"(?<![\w.,/-]){_INT}(?:-{_INT}){{2,}}(?![\w-])",
)
REPS: Final = _compiled(
    rf"{_FREE}(?P<counted>{_INT}(?:\s*-\s*{_INT})?\+?)\s*reps?\b",
    rf"(?<![\w.])x\s*(?P<times>{_REP})(?!\w)",
    rf"(?<![\w.])x\s*(?P<most>{_MAX})",
    rf"(?<![\w.-])(?P<range>{_INT}-{_INT}|{_INT}\+)(?=\s*(?:$|[|/,;){MARK}])|\s+-\s)",
)
SETS: Final = _compiled(rf"{_FREE}(?P<sets>{_INT}(?:-{_INT})?)\s*(?:sets?\b|x{_END})")
TO_FAILURE: Final = _compiled(
    r"\bAMRAP\b|\bas many (?:reps )?as possible\b|\b(?:to|till|until)\s+failure\b|\bmax(?:imum)?\s+reps\b"
    rf"|\b(?:max|failure)\b{_END}"
)
TIME: Final = _compiled(rf"{_FREE}{_TIME}")
DISTANCE: Final = _compiled(rf"{_FREE}{_DISTANCE}")

BETWEEN: Final = _compiled(rf"[|;,()\[\]{MARK}]|\s-\s|:(?=\s|$)|(?<=\s)/|/(?=[\s{MARK}]|$)|(?<={MARK})/")
"""What parts the pieces of text that are left."""
BARE: Final = _compiled(rf"[@+x]?\s*{_DEC}(?:\s*[-/+]\s*{_DEC})*\+?")
ALONE: Final = _compiled(rf"@?\s*({_DEC})")
