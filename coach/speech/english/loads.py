"""Weights and the plates that make them, in English."""

from __future__ import annotations

from coach.notation import Load
from coach.progression.plates import Loading
from coach.speech.english.numbers import decimal, number, plural
from coach.speech.english.wording import listing, sentence


def load(value: Load) -> str:
    """A weight in words: "sixty kilos", "bodyweight plus ten kilos", "twenty kilos of help", "seventy-five percent of
    your max".
    """
    if value.percent is not None:
        whole = "top set" if value.of_top else "max"
        return f"{decimal(value.percent)} percent of your {whole}"
    unit = {"kg": "kilo", "lb": "pound"}.get(value.unit or "", "")
    amount = abs(value.amount)
    weight = f"{decimal(amount)} {unit}{'' if amount == 1 else 's'}" if unit else ""
    if value.helped:
        return f"{weight} of help"
    return " plus ".join(filter(None, ["bodyweight" if value.bodyweight else "", weight]))


def plates(loading: Loading, wanted: Load) -> str:
    """What to put on the bar: "a twenty on each side"."""
    if not loading.side:
        on = "just the empty bar"
    else:
        counts = {plate: loading.side.count(plate) for plate in loading.side}
        names = tuple(_some(plate, n) for plate, n in counts.items())
        on = f"{listing(names)} on each side"
    exact = abs(loading.total.amount - wanted.amount) < 0.01
    return on if exact else f"the closest you can load is {decimal(loading.total.amount)}, {on}"


def _some(plate: float, n: int) -> str:
    """So many plates of that weight: "a twenty", "two tens", "one two-and-a-half"."""
    name = decimal(plate).replace(" ", "-")
    if n > 1:
        return f"{number(n)} {plural(name)}"
    if plate % 1:
        return f"one {name}"
    return f"an {name}" if name.startswith(("eight", "eleven")) else f"a {name}"


def loading(made: Loading, wanted: Load) -> str:
    """The call to load a bar: "Load sixty kilos: a twenty on each side." """
    return sentence(f"load {load(wanted)}: {plates(made, wanted)}")
