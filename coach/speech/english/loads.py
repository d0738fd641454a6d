"""Weights and the plates that make them, in English."""

from __future__ import annotations

from coach.notation import Load
from coach.progression.plates import Loading
from coach.speech.english.numbers import decimal, number, plural
from coach.speech.english.wording import listing, sentence


def load(value: Load) -> str:
    """A weight in words: "sixty kilos", "your own weight plus ten kilos", "seventy-five percent of your max"."""
    if value.percent is not None:
        return f"{decimal(value.percent)} percent of your max"
    unit = {"kg": "kilo", "lb": "pound"}.get(value.unit or "", "")
    weight = f"{decimal(value.amount)} {unit}{'' if value.amount == 1 else 's'}" if unit else ""
    return " plus ".join(filter(None, ["your own weight" if value.bodyweight else "", weight]))


def plates(loading: Loading, wanted: Load) -> str:
    """What to put on the bar: "a twenty on each side"."""
    if not loading.side:
        on = "the bar alone"
    else:
        counts = {plate: loading.side.count(plate) for plate in loading.side}
        names = [f"a {decimal(p)}" if n == 1 else f"{number(n)} {plural(decimal(p))}" for p, n in counts.items()]
        on = f"{listing(tuple(names))} on each side".replace("a eight", "an eight").replace("a eleven", "an eleven")
    exact = abs(loading.total.amount - wanted.amount) < 0.01
    return on if exact else f"{decimal(loading.total.amount)} is the nearest, {on}"


def loading(made: Loading, wanted: Load) -> str:
    """The call to load a bar: "Load sixty kilos: a twenty on each side." """
    return sentence(f"load {load(wanted)}: {plates(made, wanted)}")
