"""Names of exercises, compared by their words: spelling, plurals, hyphens and the order of the words don't count.

`name_key("Press, Dumbbell bench")` is `name_key("dumbbell bench-presses")`. Every word counts, also the equipment: a
"Bench press (dumbbell)" is never a bench press with a barbell.
"""

from __future__ import annotations

import re
from typing import Final

_INSTEAD: Final = {
    "db": "dumbbell", "dbs": "dumbbell", "dumbell": "dumbbell", "dumbells": "dumbbell", "bb": "barbell",
    "kb": "kettlebell", "kbs": "kettlebell", "ohp": "overhead press", "rdl": "romanian deadlift",
    "sldl": "stiff leg deadlift", "bss": "bulgarian split squat", "hspu": "handstand push up", "ghr": "glute ham raise",
    "t2b": "toe to bar", "ttb": "toe to bar", "k2e": "knee to elbow", "tgu": "get up turkish",
    "cgbp": "close grip bench press", "ez": "curl", "flye": "fly", "flyes": "fly", "flies": "fly",
    "single": "one", "1": "one", "2": "two", "legged": "leg", "armed": "arm", "handed": "hand",
    "alternate": "alternating", "supported": "support", "crossed": "cross", "abs": "ab", "calves": "calf",
    "elevated": "elevate", "jumping": "jump", "skullcrusher": "skull crusher", "rower": "rowing machine",
    "facepull": "face pull", "dl": "deadlift", "dls": "deadlift", "ext": "extension", "banded": "band",
    "abductor": "abduction", "adductor": "adduction",
}  # fmt: skip
"""Words with the same meaning, each with the spelling that is compared."""

_JOINED: Final = re.compile(
    r"(pull|push|chin|sit|step|roll|get|muscle|press|clean|cross|butt|toe|kick|pike|wood|rope|roll|lunge)"
    r"(ups?|downs?|outs?|overs?|backs?|chop|chops|kick|kicks|through|throughs)"
)
"""Compounds that are written as one word or as two."""
_LITTLE: Final = frozenset(("the", "a", "an", "with", "on", "of", "and", "using", "in", "s"))
_AS_IT_IS: Final = frozenset(("press", "cross", "glass", "bus", "abs", "across", "bias"))


def name_key(name: str) -> str:
    """What two spellings of one exercise's name have in common: its words, in their compared spelling, sorted."""
    return " ".join(sorted(name_words(name)))


def name_words(name: str) -> list[str]:
    """The words of `name` in their compared spelling, in the order of writing."""
    found: list[str] = []
    for word in re.findall(r"[^\W_]+", re.sub(r"['\u2019]", "", name.casefold())):
        for part in _parts(word):
            found += [one for one in _spelling(part).split() if one not in _LITTLE]
    return found


def _parts(word: str) -> list[str]:
    joined = _JOINED.fullmatch(word)
    return [joined[1], joined[2]] if joined else [word]


def _spelling(word: str) -> str:
    if word in _INSTEAD:
        return _INSTEAD[word]
    single = _singular(word)
    return _INSTEAD.get(single, single)


def _singular(word: str) -> str:
    if len(word) < 3 or word in _AS_IT_IS or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word.removesuffix("s")


EQUIPMENT: Final[dict[str, str]] = {
    "barbell": "barbell", "dumbbell": "dumbbell", "kettlebell": "kettlebell", "machine": "machine", "cable": "cable",
    "smith": "smith", "band": "band", "plate": "plate", "bodyweight": "", "weighted": "", "bar": "bar",
    "trx": "suspension", "suspension": "suspension", "ball": "ball", "rope": "rope", "lever": "machine",
}  # fmt: skip
"""Words for equipment in a name, and the matching word in the catalogue's lists of equipment."""


def without_equipment(name: str) -> tuple[str, list[str]]:
    """`name` without the words of equipment, and those words."""
    words = name_words(name)
    gear = [word for word in words if word in EQUIPMENT]
    return " ".join(word for word in words if word not in EQUIPMENT), gear
