"""Guesses what authors mean when they call a key or a value by a name that the format doesn't have."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from coach.errors import did_you_mean, quoted
from coach.routine.file.name_words import name_words

_WORDS: Final[Mapping[str, str]] = {
    "load": "weight weights kg lb lbs kilos kilograms pounds mass resistance percent percentage intensity",
    "reps": "repetitions repetition rep count times duration time seconds secs hold length number amount minutes",
    "sets": "set series rounds_of_sets num_sets number_of_sets",
    "rest": "pause break recovery rest_time rest_seconds resting rest_between_sets interval rest_period",
    "tempo": "speed cadence rhythm",
    "note": "notes comment comments remark remarks remember",
    "tips": "hint hints tip",
    "why": "benefit benefits reason goal purpose",
    "reminders": "reminder",
    "mistakes": "mistake faults fault errors common_mistakes",
    "cues": "cue coaching form how steps instruction instructions technique description",
    "setup": "set_up start_position position preparation",
    "name": "exercise_name label movement lift",
    "use": "exercise exercise_id ref reference type catalogue catalog",
    "title": "name routine heading routine_name",
    "summary": "description goal about purpose note notes",
    "audience": "level difficulty for_whom",
    "per_week": "frequency times_per_week sessions_per_week weekly",
    "warm_up": "warmup warmups warm_ups warmup_exercises warming_up",
    "warmup_sets": "warm_up warmup warm_up_sets warmup_set ramp ramp_up",
    "exercise": "exercises workout routine list movements",
    "group": "superset circuit groups block",
    "kind": "type style",
    "rounds": "sets times laps repeat repeats",
    "between": "transition rest_between",
    "progress": "progression overload rule",
    "step": "increment increase progression_step add_weight jump",
    "side": "sides each_side unilateral per_side",
    "muscles": "muscle target targets primary",
    "secondary": "helpers secondary_muscles assistance",
    "equipment": "gear tools needs",
    "easier": "regression alternative alternatives substitute scale",
    "harder": "progression_exercise advanced",
    "rpe": "effort",
    "cap": "max maximum limit time_cap max_reps",
    "call": "calls announce alert say",
    "variant": "variants versions version alternatives",
}
_MEANT: Final[Mapping[str, tuple[str, ...]]] = {
    word: tuple(key for key, words in _WORDS.items() if word in words.split())
    for word in {word for words in _WORDS.values() for word in words.split()}
}
_NEAR: Final = 0.8
"""How alike a misspelt word and the word that is meant are."""
_ELSEWHERE: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("week", "weeks", "phase", "phases", "schedule", "program", "programme", "cycle", "day", "days"),
        "a routine is one session: weeks that differ are a program, variants or a rule of progress",
    ),
    **dict.fromkeys(("rpe", "rir", "effort"), "write it in an exercise, or in [defaults]: rpe = 8, or rir = 2"),
    **dict.fromkeys(
        ("video", "url", "link", "image", "picture", "gif"), "the coach speaks and shows nothing; leave it out"
    ),
    **dict.fromkeys(
        ("cool_down", "cooldown", "cool_downs", "cooling_down"),
        'the cool-down is the last exercise: [[exercise]] with use = "cool-down"',
    ),
    **dict.fromkeys(
        ("dropset", "dropsets", "drop_set", "drop_sets", "drop"),
        "a drop is a set of its own, in the list of sets: sets = [{ reps = 8 }, { reps = 8, drop = true }]",
    ),
    **dict.fromkeys(("superset_with", "paired_with"), 'write group = "A" in each of the exercises'),
}


def key_meant(key: str, among: Collection[str], at_top: Collection[str], defaults: Collection[str] = ()) -> str:
    """A hint for an unknown `key`, where those in `among` are allowed; `at_top` are the top-level keys of the file, and
    `defaults` those that hold for every exercise.
    """
    plain = key.strip().casefold().replace("-", "_").replace(" ", "_")
    if plain in among:
        return f"did you mean {quoted(plain)}?"
    if meant := [wanted for wanted in _MEANT.get(plain, ()) if wanted in among]:
        return f"did you mean {' or '.join(map(quoted, meant))}?"
    if "defaults" in among and plain not in _ELSEWHERE:
        if wanted := next((one for one in (plain, *_MEANT.get(plain, ())) if one in defaults), None):
            return f"for every exercise, write it below [defaults]: {wanted} = …; for one, below its [[exercise]]"
    elif plain in at_top:
        return "it belongs to the whole routine: move it up, above the first [ ]"
    if plain in _ELSEWHERE:
        return _ELSEWHERE[plain]
    if not (near := did_you_mean(key, among)):
        words = [word for word, keys in _MEANT.items() if set(keys) & set(among)]
        if alike := get_close_matches(plain, words, 1, _NEAR):
            return key_meant(alike[0], among, ())
    return near or f"the keys here are {', '.join(sorted(among))}"


def exercise_meant(name: str, names: Collection[str]) -> str:
    """A hint for the unknown exercise `name`: names that share words with it, then names with similar spelling."""
    words = set(name_words(name))
    alike = {other: _shared(words, set(name_words(other))) for other in names}
    best = max(alike.values(), default=0.0)
    if best >= _MUCH:
        found = sorted((other for other, much in alike.items() if much == best), key=lambda other: (len(other), other))
        return f"did you mean {' or '.join(map(quoted, found[:2]))}?"
    near = [other for other in names if other[:2].casefold() == name[:2].casefold()]
    return did_you_mean(name, near)


_MUCH: Final = 0.6
"""The share of words that two names must have in common for one to be suggested for the other."""


def _shared(words: set[str], others: set[str]) -> float:
    return len(words & others) / len(words | others) if words | others else 0.0


_TIMES: Final = ("rest", "between", "every", "cap", "work")
_SPELLINGS: Final = (
    (
        ("reps", "sets"),
        r"([0-9]+)\s*(?:x|\*|sets? of)\s*([0-9]+(?:-[0-9]+)?\+?)\s*(?:reps?)?\s*(?:@|at|,|x)?\s*([0-9.]+)\s*(kg|lb)s?",
        'write sets = {0}, reps = "{1}" and load = "{2} {3}"',
    ),
    (("reps", "sets"), r"([0-9]+)\s*(?:x|\*|sets? of)\s*([0-9]+(?:-[0-9]+)?\+?)", 'write sets = {0} and reps = "{1}"'),
    (
        ("reps",),
        r"([0-9]+(?:-[0-9]+)?)\s*(?:reps?)?\s*(?:/|each|per|every|a)\s*(?:side|leg|arm)?",
        'write reps = "{0}" and side = "each"',
    ),
    (("reps",), r"(?:AMRAP|(?:to |till |until )?failure|as many as possible|maximum|max reps)", 'write reps = "max"'),
    (("reps",), r"([0-9]+)\s*(?:to|\.\.|/|~)\s*([0-9]+)(?:\s*reps?)?", 'write reps = "{0}-{1}"'),
    (("reps", "sets"), r"([0-9]+(?:-[0-9]+)?\+?)\s*(?:x|times|reps?|sets?)", 'write "{0}"'),
    (("rounds",), r"([0-9]+)\s*(?:x|times|rounds?|sets?)", "write rounds = {0}"),
    (("tempo",), r"@?([0-9x])[-/. ]?([0-9x])[-/. ]?([0-9x])[-/. ]?([0-9x])", 'write tempo = "{0}-{1}-{2}-{3}"'),
    (("tempo",), r"@?([0-9x])[-/. ]?([0-9x])[-/. ]?([0-9x])", 'write tempo = "{0}-{1}-{2}-0": the fourth is the top'),
    (("load",), r"(?:BW|body\s?-?weight)\s*\+\s*([0-9.]+)\s*(kg|lb)s?", 'write load = "bodyweight + {0} {1}"'),
    (("load",), r"(?:BW|body[ -]weight)", 'write load = "bodyweight"'),
    (("load",), r"\+\s*([0-9.]+)\s*(kg|lb)s?", 'write load = "bodyweight + {0} {1}"'),
    (("load",), r"[-\u2212]\s*([0-9.]+)\s*(kg|lb)s?", 'write load = "bodyweight - {0} {1}"'),
    (("load",), r"@?([0-9.]+)", 'write load = "{0} kg" or "{0} lb"'),
    (("load",), r"@?(rpe|rir)\s*([0-9.]+)", "write {0} = {1} instead of the load"),
    (("load",), r"@?([0-9]+),([0-9]+)\s*(kg|lb)s?", 'write load = "{0}.{1} {2}"'),
    (("load",), r"@?([0-9.]+)\s*(?:lbs\.?|pounds?|#)", 'write load = "{0} lb"'),
    (("load",), r"@?([0-9.]+)\s*(?:kgs\.?|kilos?|kilograms?)", 'write load = "{0} kg"'),
    (("load",), r"@?([0-9.]+)\s*%?\s*(?:of\s+)?(?:1\s?RM|max|percent)", 'write load = "{0} %"'),
    (
        _TIMES,
        r"([0-9]+)\s*(?:m|mins?\.?|minutes?)\s*(?:and\s*)?([0-9]{2})\s*(?:s|secs?|seconds?)?",
        'write {key} = "{0}:{1}"',
    ),
    ((*_TIMES, "reps"), r"([0-9]+)\s*(?:m|'|mins?\.?|minutes?)", 'write {key} = "{0} min"'),
    ((*_TIMES, "reps"), r"([0-9]+)\s*(?:''|\"|s|secs?\.?|seconds?(?: hold)?)", 'write {key} = "{0} s"'),
    (_TIMES, r"([0-9]+(?:-[0-9]+)?)", 'write {key} = "{0} s"'),
)  # fmt: skip
"""Spellings that authors use by mistake: the keys, a pattern for what they write, and the right spelling."""


def value_meant(key: str, value: object) -> str:
    """A hint for a `value` of `key` that isn't in the notation, or nothing."""
    if key == "reps" and isinstance(value, list) and value and all(isinstance(one, int) for one in value):
        return f'write reps = "{", ".join(map(str, value))}"'
    if key == "reps" and isinstance(value, str) and re.fullmatch(r"[0-9]+\+?(?:\s*/\s*[0-9]+\+?){2,}", value.strip()):
        return f'write reps = "{", ".join(value.replace("/", " ").split())}"'
    text = value.strip() if isinstance(value, str) else str(value) if key == "tempo" else ""
    return next(_values_meant(key, text), "")


def spelling_meant(key: str, text: str) -> str:
    """The hint for a value that isn't even TOML, of a key that may be called something else; "" if there is none."""
    plain = key.strip().casefold()
    found = (hint for name in (plain, *_MEANT.get(plain, ())) for hint in _values_meant(name, text.strip()))
    return next(found, "")


_NUMBERS: Final[Mapping[str, str]] = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)  # noqa: SIM905
}
_NUMBER: Final = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


def _values_meant(key: str, text: str) -> Iterator[str]:
    if key in ("sets", "reps", "rounds") and text.casefold() in _NUMBERS:
        yield f"write {key} = {_NUMBERS[text.casefold()]}"
    text = _NUMBER.sub(lambda found: _NUMBERS[found[0].casefold()], text)
    for keys, form, hint in _SPELLINGS:
        if key in keys and (found := re.fullmatch(form, text, re.IGNORECASE)):
            yield hint.format(*(part.casefold() for part in found.groups()), key=key)
