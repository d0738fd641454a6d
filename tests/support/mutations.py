"""Routine files as accidents would have them: bytes lost, lines doubled, words from elsewhere in the format."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Final

from coach.errors import CoachError, Code
from coach.routine.file.catalogue import Catalogue
from coach.routine.file.reader import read_routine
from coach.routine.review import review
from coach.session.planner import plan

WITHOUT_A_LINE: Final = {Code.MISSING_KEY, Code.TOO_LARGE, Code.TOO_MANY_SETS, Code.TOO_LONG_SESSION, Code.NOT_TOML}
"""Mistakes of a whole file."""

WORDS: Final = (
    "0", "-1", "99999999999999999999", "1e400", "nan", "true", "[]", "{}", '""', '"x"', '"8-10"', '"6+"', '"max"',
    '"90 s"', '"1:30"', '"2-0-x-1"', '"75 %"', '"60 kg"', '"5, 5, 5+"', "[1, 2]", "[{ reps = 5 }]", "1979-05-27",
    "[{ drop = true }]", "sets = ", "reps = ", "rest = ", "group = ", "use = ", "name = ", "from = ", "swap.", "add = ",
    "change.", "leave_out = ", "[[exercise]]\n", "[[warm_up]]\n", "[[exercise.call]]\n", "[group.A]\n", "[variant.b]\n",
    "[defaults]\n", 'kind = "emom"\n', 'kind = "amrap"\n', 'group = "A"\n', 'at = "rep 5"\n', 'say = "x"\n', "\r", "\t",
    "warmup_sets = 3\n", '"""', "'''", "\\", "\x00", "\x1b", "\u202e", "#", "=", ".", ",", "]", "}", "\ud7ff",
    "\U0001f4aa",
)  # fmt: skip


def mutated(text: str, rng: random.Random) -> str:
    """`text` with one to four accidents."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        text = rng.choice(_ACCIDENTS)(text, rng)
    return text


def _place(text: str, rng: random.Random) -> int:
    return rng.randrange(len(text) + 1)


def _lost(text: str, rng: random.Random) -> str:
    at = _place(text, rng)
    return text[:at] + text[at + rng.choice((1, 1, 2, 5, 40)) :]


def _put_in(text: str, rng: random.Random) -> str:
    at = _place(text, rng)
    return text[:at] + rng.choice(WORDS) + text[at:]


def _flipped(text: str, rng: random.Random) -> str:
    data = bytearray(text.encode())
    for _ in range(rng.randint(1, 3)):
        if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return data.decode(errors="replace")


def _lines(text: str, rng: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) < 2:
        return text
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    accident = rng.randrange(3)
    if accident == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif accident == 1:
        lines.insert(other, lines[one])
    else:
        del lines[one]
    return "".join(lines)


def _other_value(text: str, rng: random.Random) -> str:
    """The value of some key replaced."""
    lines = text.splitlines(keepends=True)
    keyed = [index for index, line in enumerate(lines) if "=" in line]
    if not keyed:
        return text
    index = rng.choice(keyed)
    lines[index] = f"{lines[index].partition('=')[0]}= {rng.choice(WORDS)}\n"
    return "".join(lines)


def _nested(text: str, rng: random.Random) -> str:
    """Nested arrays or tables, sometimes deeper than the reader allows."""
    depth = rng.choice((3, 30, 59, 61, 150, 2000))
    opening, closing = rng.choice((("[", "]"), ("{ a = ", " }"), ('{"a":', "}"), ("[{ reps = ", " }]")))
    at = _place(text, rng)
    return text[:at] + rng.choice(("", "x = ", "reps = ")) + opening * depth + "1" + closing * depth + text[at:]


def _widened(text: str, rng: random.Random) -> str:
    """A table of many columns, a long string, a long number, or one line many times."""
    wide = rng.choice(
        (
            "x = { " + ", ".join(f"k{n} = {n}" for n in range(400)) + " }\n",
            "a." * rng.choice((5, 70, 700)) + "b = 1\n",
            f'say = "{"long " * rng.choice((50, 5000))}"', "9" * rng.choice((19, 400, 5000)), "," * 500, '"' * 7,
        )
    )  # fmt: skip
    at = _place(text, rng)
    return text[:at] + wide + text[at:]


_LETTERS: Final = (
    "\u202e", "\u200d", "\ufeff", "\u2028", "\x85", "\u0130", "\u0131", "\u00df", "\ufb01", "\u0660", "\u00b2",
    "\U0001f469\u200d\U0001f4bb", "e\u0301" * 20, "\u5f15\u4f53", "\x1b]0;x\x07", "\x00", "\ufffd", "\xa0",
)  # fmt: skip
"""Letters that are digits, signs, capitals or lines to some functions and not to others."""


def _odd_letters(text: str, rng: random.Random) -> str:
    for _ in range(rng.randint(1, 5)):
        at = _place(text, rng)
        text = text[:at] + rng.choice(_LETTERS) + text[at + rng.randint(0, 1) :]
    return text


_ACCIDENTS: Final[Sequence[Callable[[str, random.Random], str]]] = (
    _lost, _put_in, _flipped, _lines, _lines, _other_value, _other_value, _other_value, _nested, _widened, _odd_letters,
)  # fmt: skip


def outcome(text: str, catalogue: Catalogue) -> str:
    """The result of reading a routine's text: "valid", or the code of its first mistake.

    Raises whatever isn't a located mistake.
    """
    try:
        routine = read_routine(text, "m.toml", "m", catalogue)
        for variant in routine.variants:
            plan(routine, variant.name)
        list(review(routine))
    except CoachError as error:
        for mistake in error.mistakes:
            assert mistake.code is not None, mistake
            assert mistake.line is not None or mistake.code in WITHOUT_A_LINE, mistake
            assert str(mistake).isprintable(), mistake
        return str(error.mistakes[0].code)
    return "valid"
