"""The notations of plain lines, as regular expressions over one cleaned line.

They are tried in the order of `scan`; what one has found is cut out of the line before the next looks at it, so
that the 60 of "60 kg" is no longer there when reps are looked for. `MARK` stands where something was cut.
"""

from __future__ import annotations

import re
from typing import Final

MARK: Final = "\0"
"""No cleaned line contains it: control characters have been replaced by escapes."""


def _compiled(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.IGNORECASE)


_INT = r"[0-9]{1,6}"
_DEC = r"(?>[0-9]{1,6}(?:\.[0-9]{1,3}|,(?:5|25|75)(?![0-9]))?)"
_FREE = r"(?<![\w.])"  # a number that doesn't go on to the left
_SEC = r"(?:seconds?|secs?|s|segundos?|segs?|sekunden?|sek)\b"
_MIN = r"(?:minutes?|mins?|minuten?|minutos?)\b"
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
_COUNT = rf"{_INT}(?:\s*-\s*{_INT})?"
SETS_LABEL: Final = _compiled(rf"\bsets?\s*[:=]\s*({_COUNT})(?!\s*[x*:.]?\s*[0-9])(?:\s*sets?\b)?")
REPS_LABEL: Final = _compiled(
    rf"\breps?(?:etitions)?\s*[:=]\s*({_COUNT}\+?(?:\s*,\s*{_COUNT}\+?(?!\s*sets?\b))*)(?![0-9.:]|\s*(?:[x*]\s*[0-9]|{_TIME_UNIT}))(?:\s*reps?\b)?"
)
"""`Sets: 3 Reps: 8-10`, with the words before the numbers."""
_REST_TIME = rf"(?:{_TIME}|{_INT}(?:-{_INT})?\s*m\b)"
_OF_SETS = r"(?:\s*(?:between|after)\s+(?:each\s+|every\s+)?(?:sets?|rounds?)\b)?"
WEIGHT_FIRST: Final = _compiled(
    rf"{_FREE}(?P<weight>{_INT})\s*[x*]\s*{_INT}\s*[x*]\s*(?P<last>{_INT})(?![\w:.])(?!\s*{_WEIGHT})"
)
"""`120 x 10 x 3`: three numbers, the first of them too many for sets."""
_LONG_PAUSE = rf"pause(?=\s*[:=]?\s*(?:{_DEC}\s*(?:{_MIN}|')|(?:[3-9]|[1-9][0-9])[0-9]\s*{_SEC}))"
"""A pause of half a minute or more is no part of a rep; in German it is the word for a rest."""
REST: Final = _compiled(
    rf"\b(?:rests?|recovery|descanso|repos|{_LONG_PAUSE})\b"
    r"(?:\s*(?:of|for|between(?: (?:sets|rounds))?|after (?:each |every )?(?:set|round))\b)?"
    rf"\s*[:=]?\s*(?P<after>{_REST_TIME}){_OF_SETS}",
)
REST_LAST: Final = _compiled(
    rf"{_FREE}(?P<before>{_REST_TIME})\.?\s*(?:of\s+)?(?:set\s+)?(?:rests?|recovery)\b{_OF_SETS}"
)
REST_BARE: Final = _compiled(rf"\brests?\s*[:=]?\s*{_INT}(?:-{_INT})?(?![\w:'\"%.])(?!\s*x)")

_EFFORT_BEHIND: Final = (
    r"\s*[:@]?\s*(?:10|[0-9](?:[.,]5)?)(?![\w%]|[.,:/'\"][0-9]|['\"]"
    rf"|\s*(?:{_WEIGHT}|{_TIME_UNIT}|%|x|sets?\b|reps?\b))"
)
"""How hard a set is, written behind RPE or RIR: a number before that is of something else."""

EFFORT: Final = _compiled(
    rf"@?\s*\b(?:RPE|RIR)\s*[:@]?\s*{_DEC}(?:-{_DEC})?",
    rf"@?\s*(?<![\w.-]){_DEC}(?:-{_DEC})?\s*(?:RPE|RIR)\b(?!{_EFFORT_BEHIND})",
    rf"@\s*(?:10|[1-9](?:[.,]5)?)(?:-(?:10|[1-9](?:[.,]5)?))?(?![\w%]|[.,:/'\"][0-9]|['\"])"
    rf"(?!\s*(?:{_WEIGHT}|{_TIME_UNIT}|%|x\s*[0-9]|reps?\b|sets?\b|RM\b))",
)
BY_THE_CLOCK: Final = _compiled(
    rf"(?<!x )(?<!sets of )\b(?:E[0-9]?MOM|AMRAP|tabata)\b\s*(?:of|for|in|[:-])?\s*{_TIME}",
    rf"{_FREE}{_TIME}\s*(?:E[0-9]?MOM|AMRAP|tabata)\b",
    r"\bE[0-9]?MOM\b(?:\s*[0-9]{1,3}\b)?|\btabata\b|\bfor time\b",
)

_EACH_SESSION = r"(?:/|\b(?:each|per|every|a|next)\b)\s*(?:session|workout|time|training)\b"
STEP: Final = _compiled(
    rf"(?:\b(?:add|increase by)\b|\+)\s*(?P<step>{_DEC}\s*{_WEIGHT})\s*{_EACH_SESSION}",
    rf"(?:\bprogress\s*:\s*)?\blp\(\s*(?P<linear>{_DEC}\s*{_WEIGHT})\s*\)",
    rf"(?:\bprogress\s*:\s*)?\bdp\(\s*(?P<double>{_DEC}\s*{_WEIGHT})\s*,\s*(?P<low>{_INT})\s*,\s*(?P<high>{_INT})\s*\)",
)
"""More weight each session; `lp` and `dp` are Liftoscript's linear and double progression."""
PROGRESS: Final = _compiled(
    rf"(?:\b(?:add|increase by)\b|\+)\s*{_DEC}\s*{_WEIGHT}\s*(?:/|\b(?:each|per|every|a)\b)\s*(?:week|wk|month)\b",
    rf"\b(?:add|increase by)\s+{_DEC}\s*{_WEIGHT}",
    r"\b(?:progress|update|warmup|used|id)\s*:\s*[a-z_]*\s*(?:\([^)]*\)?)?(?:\s*\{~.*)?",
)
_A_TIME_OF = r"(?:/|\b(?:a|per|each|every)\b)\s*(?:week|wk|day|month)\b"
FREQUENCY: Final = _compiled(
    rf"(?:\bx\s*)?{_FREE}{_INT}(?:-{_INT})?\s*(?:x|times|sessions?|days?)?\s*{_A_TIME_OF}",
    rf"(?<![\w.])x\s*{_INT}\s*{_A_TIME_OF}",
    rf"\b(?:once|twice|thrice|one|two|three)\s*(?:times\s*)?(?:{_A_TIME_OF}|daily\b|weekly\b)",
    r"\b(?:daily|weekly|every (?:other |second )?(?:day|morning|evening|week))\b",
)
LIMIT: Final = _compiled(
    rf"\b(?:time\s*)?(?:cap|limit)\b\s*[:=]?\s*(?:of\s*)?{_TIME}",
    rf"{_FREE}{_TIME}\s*(?:time\s*)?(?:cap|limit)\b",
    rf"\b(?:in|within|under)\s+(?:under\s+|less than\s+)?{_TIME}",
    r"\b(?:time\s*)(?:cap|limit)\b|\bfor time\b",
)
_BEYOND_LIFTING = (
    r"(?:HR\s?max|max\s?HR|HRR|MHR|HR|heart[ -]?rate|FTP|incline|inclination|grade|gradient|slope|effort|intensity"
    r"|pace|speed|power|VO2\s?max|LTHR|threshold)\b"
)
PACE: Final = _compiled(
    rf"@?\s*{_FREE}{_TIME}\s*(?:/|\bper\b)\s*(?:km|mi(?:le)?|500\s?m|100\s?m)\b",
    rf"@?\s*{_FREE}{_DEC}(?:-{_DEC})?\s*(?:km/h|kmh|kph|mph|rpm|spm|bpm|watts?|W)(?![\w/])",
    rf"@?\s*{_FREE}{_DEC}(?:-{_DEC})?\s*%\s*(?:of\s+)?(?:my\s+)?(?:max(?:imum|imal)?\s+)?{_BEYOND_LIFTING}",
    rf"@?\s*\b{_BEYOND_LIFTING}\s*[:=@]?\s*(?:of\s+)?{_DEC}(?:-{_DEC})?\s*%?",
    r"@?\s*\b(?:zone|level|resistance)\s*[1-9][0-9]?(?:-[1-9][0-9]?)?\b|@?\s*\bZ[1-5](?:-Z?[1-5])?\b",
)
"""How fast, how steep, which heart rate: not a load."""
RAMP: Final = _compiled(
    r"\b(?:ascending|climbing|ramp(?:ing|ed)?|build(?:ing)?|work(?:ing)?\s+up|going\s+up|increas(?:e|ing))\b[^,;|()/]{0,30}?"
    rf"\bto\s+(?:an?\s+)?(?:{_DEC}\s*(?:%|{_WEIGHT})(?:\s*(?:of\s*)?(?:1\s?-?RM)?)?|(?:heavy|top|max)\s*(?:set|single|double|triple|{_INT})?)",
)
HEIGHT: Final = _compiled(
    rf"@?\s*{_FREE}{_INT}\s*/\s*{_INT}\s*(?:''|\"|(?:inch(?:es)?|in|cm)\b)",
    rf"@?\s*{_FREE}{_INT}(?:-{_INT})?\s*-?\s*(?:inch(?:es)?|cm)\b",
    rf"(?<=\bbox )\(?\s*{_INT}\s*(?:''|\")",
    rf"(?:(?<=jumps )|(?<=jump )|(?<=step-ups )|(?<=step ups )|(?<=step-overs ))\(?\s*{_INT}\s*(?:''|\")\)?",
)
"""How high a box is: `24/20"` for men and women, 50 cm."""
PARTIAL_REPS: Final = _compiled(
    rf"{_FREE}1(?:\s*-\s*|\s+)1/[24]\b(?:\s*reps?\b)?",
    r"\b(?:quarter|half|partial)\s+reps\b|\bone[ -]and[ -]a[ -](?:quarter|half)\b",
)
"""Reps that go part of the way once more: `1-1/4 squat`."""
WAVE: Final = re.compile(r"(?<![\w.,/-])5\s*/\s*3\s*/\s*1(?![\w/,.+-])")
"""The name of a program and of its three waves; not the reps of three sets."""
IN_TOTAL: Final = _compiled(
    rf"{_FREE}{_INT}\s*(?:reps?\s*)?(?:in\s+)?total\b(?:\s*reps?\b)?",
    rf"\btotal(?:\s+of)?\s*[:=]?\s*{_INT}(?:\s*reps?\b)?",
    r"\b(?:reps?\s+)?in\s+total\b",
)
PLATES: Final = _compiled(rf"@?\s*{_FREE}(?:{_INT}|one|two|three|four)[ -]plates?\b(?:\s*(?:a|per|each|/)\s*side)?")
FIFTIES: Final = _compiled(
    rf"(?:\bw/|\bwith|\busing)\s*(?:the\s+)?{_INT}'?s\b(?!\s*(?:rests?|holds?|pauses?|breaks?|recovery))"
)
TWENTY_ONES: Final = _compiled(r"(?<![\w.x])(?<!x )21'?s\b|\btwenty[ -]ones\b")
TIMES_BODYWEIGHT: Final = _compiled(
    rf"@?\s*{_FREE}(?:{_DEC}\s*(?:x|\*|times)|[0-9]+[.,][0-9]+)\s*(?:BW|body\s?-?weight)\b|\b(?:BW|body\s?-?weight)\s*x\s*{_INT}\s*x\s*{_INT}"
)
MOST_IN_A_TIME: Final = _compiled(
    rf"{_FREE}{_TIME}\s*(?:of\s+)?{_MAX}",
    rf"\b(?:max(?:imum)?\s+(?:reps?|cals?|calories)|AMRAP|as many (?:reps )?as possible)\s*(?:in|for)\s*{_TIME}",
)
_HELD_REPS = (
    rf"{_FREE}(?P<whole_sets>{_INT})\s*x\s*(?P<whole_reps>{_INT})\s*x\s*"
    rf"(?P<whole>(?:[1-9]|1[0-5])\s*{_SEC}|{_TIME}(?=\s*(?:holds?|held)\b))\s*(?:\bholds?\b|\bheld\b)?",
    rf"\bholds?\s*(?:each\s*)?(?:for\s*|of\s*)?(?P<first>{_TIME})\s*[,x]?\s*(?P<first_reps>{_INT})\s*(?:reps?|times|x)\b"
    rf"(?:\s*[,x]\s*(?P<first_sets>{_INT})\s*sets?\b)?",
    rf"{_FREE}(?P<reps>{_INT})\s*(?:reps?|times)\s*(?:[,x/-]|of|with|\bfor)?\s*(?:an?\s*)?(?P<last>{_TIME})\s*(?:\bholds?\b|\bheld\b|\beach\b)",
    rf"{_FREE}(?P<many>[5-9]|[1-9][0-9])\s*x\s*(?P<short>(?:[1-9]|1[0-5])\s*{_SEC})\s*(?:\bholds?\b|\bheld\b)",
)
HELD_REPS: Final = _compiled(*_HELD_REPS)
"""`hold 5 s x 10 reps x 3 sets`, `10 reps x 5 s hold`: a number of reps, each of which is held."""
HELD: Final = _compiled(
    *_HELD_REPS,
    rf"\b(?:holds?|held)\s*(?:each\s*)?(?:for\s*|of\s*)?(?P<alone>{_TIME})",
    rf"(?<!x )(?<!x){_FREE}(?P<before>{_TIME})\s*(?:\bholds?\b|\bheld\b)",
)
"""`3x10, hold 5 s` as well, of a line that counts reps anyhow."""
HELD_SETS: Final = _compiled(rf"(x\s*{_TIME})\s*holds?\b")
"""`3 x 30 s hold`: sets that are held."""
TABATA: Final = _compiled(r"\btabata\b")
INTERVALS: Final = _compiled(
    rf"{_FREE}(?P<rounds>{_INT})\s*(?:x|rounds?\s*(?:of)?)\s*(?P<work>{_INT})\s*(?P<unit>s(?:ec(?:onds?)?)?)?\s*(?:on|work)?\s*/\s*"
    rf"(?P<rest>{_INT})\s*(?:s(?:ec(?:onds?)?)?)?\s*(?P<word>off|rest|on)?\b(?![/,]\s*[0-9])",
    rf"{_FREE}(?P<work2>{_INT})\s*(?P<unit2>s(?:ec(?:onds?)?)?)?\s*(?:/|(?:on|work)\s*[/,]?)\s*"
    rf"(?P<rest2>{_INT})\s*(?:s(?:ec(?:onds?)?)?)?\s*(?P<word2>off|rest)?\s*x\s*(?P<rounds2>{_INT})\b(?!\s*(?:x|{_WEIGHT}))",
)
"""`20/10 x 8`: seconds of work and of rest, and how often."""
INTERVALS_IN_WORDS: Final = _compiled(
    rf"(?:{_FREE}(?P<rounds3>{_INT})\s*(?:rounds?|sets)\s*(?:of|[:,])?\s*)?{_FREE}(?P<work3>{_INT})\s*(?P<unit3>s(?:ec(?:onds?|s)?)?)\.?\s*(?:of\s+)?"
    rf"(?:on|work)\b\s*[,/]?\s*(?P<rest3>{_INT})\s*s(?:ec(?:onds?|s)?)?\.?\s*(?:of\s+)?(?P<word3>off|rest)\b"
    rf"(?:\s*,?\s*(?:x|for)?\s*(?P<rounds4>{_INT})\s*(?:rounds?|sets)\b)?",
)
"""`8 rounds, 20 seconds on, 10 seconds rest`."""
_SLOW = r"(?:pauses?|squeezes?|negatives?|eccentrics?|lowering|descents?)"
_OF_A_REP = rf"(?:{_SLOW}|(?:down|up|on|off)(?!\s+[a-z])|at the (?:top|bottom))\b"
PART_OF_A_REP: Final = _compiled(
    rf"{_FREE}{_TIME}\s*{_OF_A_REP}",
    rf"\b(?:pause|squeeze)\s+(?:of|for)?\s*{_TIME}",
    rf"{_FREE}{_INT}[ -](?:count|second|sec)\s+(?:{_SLOW}|lower|holds?|tempo)\b",
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
    rf"@?\s*{_FREE}(?P<low>{_DEC})(?P<high>-{_DEC})?\s*%(?:\s*(?:of\s+)?(?:(?:my|your|a|the)\s+)?(?:1\s?-?RM|max)\b)?"
    r"(?P<other>\s*(?:of\s+)?(?:(?:my|your)\s+)?(?:TM|training max|BW|body\s?-?weight|e?[0-9]+\s?-?RM)\b"
    r"|\s*of\s+[^,;|()/]+"
    r"|\s+(?!(?:x|for|reps?|sets?|rest|tempo|each|every|per|on|with|w|then|and|until|till|to|AMRAP|max|in|both|either"
    r"|left|right|RPE|RIR|EMOM|emotm)\b)[a-z][^,;|()/]*)?",
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
BACK_OFF: Final = _compiled(
    rf"(?:(?<=\s)-|\b(?:minus|less|drop(?:ped)?|back[- ]?off|reduced?)\b\s*(?:by\s*)?){_DEC}\s*%"
)
"""A load that is less by so much than that of the sets before."""
MAX_TIMES: Final = _compiled(rf"{_MAX}\s*x\s*(?P<sets>{_INT})(?:\s*sets?)?\b")
PERCENTS: Final = _compiled(rf"@?\s*{_FREE}(?<!x )(?<!x){_DEC}(?:\s*%?\s*[,/]\s*{_DEC})+\s*%")
DISTANCE_TIMES: Final = _compiled(rf"{_FREE}{_DISTANCE}\s*x\s*{_INT}|{_FREE}{_INT}\s*x\s*{_DISTANCE}")
TIMES_LOAD: Final = _compiled(
    rf"@?\s*{_FREE}(?P<many>{_INT})\s*x\s*(?P<load>{_DEC}\s*{_WEIGHT})(?:\s*(?:{_HANDS}))?",
)
LOAD: Final = _compiled(
    rf"@?\s*(?P<plus>\+\s*)?{_FREE}(?P<load>{_DEC}\s*{_WEIGHT})(?P<hands>\s*(?:{_HANDS}))?",
    rf"@?\s*(?P<hash>(?<![\w#])#\s?{_DEC})(?!\w)",
)
MINUS: Final = _compiled(
    rf"(?:(?<=\s)|(?<=[@(]))-{_DEC}\s*{_WEIGHT}(?:\s*(?:of\s+)?(?:assist(?:ance|ed)?|help)\b)?",
    rf"{_FREE}{_DEC}\s*{_WEIGHT}\s*(?:of\s+)?(?:assist(?:ance|ed)?|help|counter[ -]?weight)\b",
    rf"\b(?:assist(?:ance|ed)?|help|counter[ -]?weight)\s*(?:of|by|:|with)?\s*{_DEC}\s*{_WEIGHT}",
)
"""Weight by which a machine or a band lightens the athlete's own."""
THREE: Final = _compiled(
    rf"{_FREE}(?P<sets>{_INT}(?:-{_INT})?)\s*x\s*(?P<reps>{_INT}(?:-{_INT})?\+?)\s*(?:x|@)\s*(?={_DEC}(?:-{_DEC})?\s*(?:{_WEIGHT}|%))",
    rf"{_FREE}(?P<first>{_INT})\s*x\s*(?P<second>{_INT}(?:-{_INT})?)\s*x\s*(?={_DEC}(?![\w:.]))",
)

SIDES: Final = _compiled(
    r"(?:\b(?:each|per|every|ea\.?)\s*|/\s*)(?:sides?|legs?|arms?)\b|\be/s\b|(?<=[0-9])e/?s\b|\bL\s?/\s?R\b|\bleft\s*(?:/|and)\s*right\b"
    rf"|(?<=[0-9])\s*(?:each|ea)\b\.?{_END}",
    r"(?<=[a-z])\s+(?:each|ea)\b\.?(?=\s*$)",
)

SETS_AND_REPS: Final = _compiled(
    rf"{_FREE}(?P<sets>{_INT}(?:-{_INT})?)\s*(?:sets?\b\s*(?:x|\*|of|,|:)?|x|\*)\s*"
    rf"(?P<reps>{_TIME}|{_DISTANCE}|{_SPACED}|{_REP}|{_MAX}|F\b)"
    rf"(?P<more>(?:\s*,\s*{_REP}){{2,}}|(?:/{_REP}){{2,}})?(?:\s*reps?\b)?",
)
TIMES_FIRST: Final = re.compile(rf"(?<![\w.])x\s*(?={_INT}\s*x\s*{_INT})", re.IGNORECASE)
"""The first x of `Squats x3x10`."""
REPS_THEN_SETS: Final = _compiled(
    rf"{_FREE}({_INT}(?:-{_INT})?\s*reps?\s*)x\s*({_INT})\b(?!\s*(?:sets?\b|[x*.,:]|%|{_TIME_UNIT}|{_WEIGHT}|{_LENGTH}))"
)
"""`10 reps x 3`: where the reps are named, the other number is sets."""
SETS_THEN_RANGE: Final = re.compile(rf"(?<![\w.,/:x-])([1-9])\s+({_INT}-{_INT})(?=\s*$)")
"""The 2 and 4-6 of `Shrugs 2 4-6`, a row of a table that has lost its columns."""
HOLD_FIRST: Final = _compiled(rf"{_FREE}(?P<hold>{_TIME})[\s{MARK}]*x\s*(?P<sets>{_INT})\b(?:\s*sets?\b)?")
EACH_SET: Final = _compiled(
    rf"(?<![\w.,/-]){_REP}(?:(?:\s*,\s*{_REP}){{2,}}|(?:/{_REP}){{2,}})(?:\s*reps?\b)?",
    rf"(?<![\w.,/-]){_INT}(?:-{_INT}){{2,}}(?![\w-])",
)
EACH_SPACED: Final = _compiled(
    rf"(?<![\w.,/@-])[1-9][0-9]?(?:\s+[1-9][0-9]?){{2,}}(?![\w.,/:%'\"-]|\s*(?:[x*@%]|sets?\b|{_WEIGHT}|{_TIME_UNIT}|{_LENGTH}))",
)
"""`10 10 8`: the reps of each set, with nothing between them."""
REPS: Final = _compiled(
    rf"{_FREE}(?P<counted>{_INT}(?:\s*-\s*{_INT})?\+?)\s*reps?\b",
    rf"(?<![\w.])x\s*(?P<times>{_REP})(?!\w)",
    rf"(?<![\w.])x\s*(?P<most>{_MAX})",
    rf"(?<![\w.-])(?P<range>{_INT}-{_INT}|{_INT}\+)(?=\s*(?:$|[|/,;){MARK}])|\s+-\s)",
)
SETS: Final = _compiled(rf"{_FREE}(?P<sets>{_INT}(?:-{_INT})?)\s*(?:sets?\b|rounds?\b|x{_END})")
TO_FAILURE: Final = _compiled(
    r"\bAMRAP\b|\bas many (?:reps )?as possible\b|\b(?:to|till|until)\s+failure\b|\bmax(?:imum)?\s+reps\b"
    rf"|\b(?:max|failure)\b{_END}"
)
TIME: Final = _compiled(rf"{_FREE}{_TIME}")
DISTANCE: Final = _compiled(rf"{_FREE}{_DISTANCE}")

BETWEEN: Final = _compiled(rf"[|;,()\[\]{MARK}]|\s-\s|:(?=\s|$)|(?<=\s)/|/(?=[\s{MARK}]|$)|(?<={MARK})/")
"""What separates the pieces of text that are left."""
BARE: Final = _compiled(rf"[@+x]?\s*{_DEC}(?:\s*[-/+]\s*{_DEC})*\+?")
ALONE: Final = _compiled(rf"@?\s*({_DEC})")
