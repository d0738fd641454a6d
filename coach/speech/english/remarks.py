"""What is remarked in a long rest, in English."""

from __future__ import annotations

from typing import Final

from coach.progression.outings import Outing
from coach.session.plan import Remark
from coach.session.sets import Set
from coach.speech.english.numbers import about, amount, number
from coach.speech.english.wording import in_other_words, inside, sentence
from coach.units import Ms

_BREATHING: Final = (
    "Breathe out all the way, slowly.",
    "Let your shoulders drop.",
    "In through the nose, out through the mouth.",
    "Shake your arms and legs loose.",
    "Unclench your jaw.",
    "Stand tall and take three slow breaths.",
    "Take a sip of water if you want one.",
    "Walk a few steps.",
    "Let your breath settle before you go again.",
    "Long breath out; let the pulse come down.",
    "Roll your shoulders back, once or twice.",
    "Breathe into your belly, not your chest.",
    "Open and close your hands a few times.",
    "Wipe your hands dry if they're damp.",
    "Look straight ahead, and breathe low and slow.",
    "Loosen your neck: ear to the shoulder, left and right.",
    "Out for longer than in: that brings you down.",
    "Stand up, don't slump: you breathe easier.",
)

_WARNINGS: Final = ("A common mistake: {}", "Watch out for this: {}", "One thing to avoid: {}")


def remark(one: Remark) -> str:
    """Something to know in a long rest; "" if there is nothing to say."""
    match one.kind:
        case "tip" | "why":
            return sentence(one.text)
        case "mistake":
            return sentence(in_other_words(_WARNINGS, one.set).format(inside(one.text)))
        case "progress":
            return _progress(one.set)
        case "breathing":
            return _BREATHING[one.n]
        case "time left":
            return sentence(f"{about(Ms(one.n))} to go")
        case "sets left":
            return "One set to go." if one.n == 1 else f"{sentence(amount(one.n, 'set'))[:-1]} to go."


def _progress(done: Set) -> str:
    """How many more reps there were last time than the time before, where both are facts at the same weights."""
    outings = done.remembered.outings[:2] if done.remembered else ()
    totals = [_reps(outing) for outing in outings]
    if len(totals) < 2 or None in totals or [did.load for did in outings[0]] != [did.load for did in outings[1]]:
        return ""
    last, before = (total or 0 for total in totals)
    if last <= before:
        return ""
    return f"Last time you did {amount(last, 'rep')} in all, {number(last - before)} more than the time before."


def _reps(outing: Outing) -> int | None:
    """All reps of an outing; None if one of its sets isn't known for a fact."""
    proven = [did.performed.proven for did in outing]
    return None if None in proven else sum(reps or 0 for reps in proven)
