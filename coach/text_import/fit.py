"""Adapts what a line says to what the catalogue knows of the exercise: holds, added weight, easy cardio."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from coach.notation import NotationError, Tempo, read_time
from coach.routine.file.catalogue import Catalogue, is_held
from coach.routine.file.name_words import name_words
from coach.routine.file.tables import CatalogueTable
from coach.routine.file.weights import gives_help, hangs_on_body, is_banded, is_weighted
from coach.routine.model import DEFAULT_TEMPO
from coach.text_import import patterns, reasons, values
from coach.text_import.draft import Field
from coach.text_import.loads import HELP
from coach.text_import.scan import Scan
from coach.units import SECOND

_WITHOUT_A_BAR: Final[Mapping[str, str]] = {
    "barbell-back-squat": "bodyweight-squat",
    "barbell-box-squat": "chair-squat",
}
"""What a name means if no weight is written."""
_FOR_A_TIME: Final[Mapping[str, str]] = {"barbell-bent-over-row": "rowing-machine"}
"""What a name means if it is done for minutes: row 5 min."""
_GEAR: Final = ("barbell", "dumbbell", "kettlebell", "machine", "cable")
_MOST_HELD: Final = 15 * SECOND
"""The longest time for which one rep is held; a longer time is that of a set."""
_MANY: Final = 50
"""From this number on, reps are a total: nobody means three sets of them."""
_CARDIO: Final = re.compile(
    r"\b(?:jog|run|walk|bike|cycle|ride|row|swim|sprint|hike|cycling|running|walking)\b", re.IGNORECASE
)


class Fitted(Struct, frozen=True):
    """The id, the fields, those that were refused, and the comments on them."""

    use: str | None
    fields: dict[Field, str]
    refused: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()


def fit(name: str, use: str | None, found: Scan, catalogue: Catalogue) -> Fitted:
    """`found` with the fields that the exercise can have; with a comment on each change and a reason for each loss."""
    fields = dict(found.fields)
    refused: list[tuple[str, str]] = []
    comments = list(found.comments)
    if use and use in _FOR_A_TIME and values.is_long(fields.get("reps", "")):
        use = _FOR_A_TIME[use]
    if use and use in _WITHOUT_A_BAR and fields.get("load") == "bodyweight":
        use = _WITHOUT_A_BAR[use]
    table = catalogue.get(use) if use else None
    _load(name, table, fields, refused, comments)
    _holds(found, use, table, fields, refused, comments)
    _once(name, table, fields)
    if "rir" in fields and patterns.TIME.fullmatch(fields.get("reps", "")):
        refused.append((f"{fields.pop('rir')} RIR", reasons.HOLD_IN_RESERVE))
    return Fitted(use, fields, tuple(refused), tuple(comments))


def _load(
    name: str,
    table: CatalogueTable | None,
    fields: dict[Field, str],
    refused: list[tuple[str, str]],
    comments: list[str],
) -> None:
    load = fields.get("load", "")
    if load.startswith("bodyweight +") and (table is None or is_weighted(table)):
        refused.append((load.replace("bodyweight + ", "+"), reasons.ON_TOP))
        del fields["load"]
        comments[:] = [comment for comment in comments if "added to the body" not in comment]
    elif load.startswith("bodyweight - "):
        _help(load.removeprefix("bodyweight - "), table, fields, refused, comments)
    elif load.endswith((" kg", " lb")) and table is not None and is_banded(table):
        refused.append((load, reasons.ADDED_OR_HELP))
        del fields["load"]
    elif table is not None and re.fullmatch(r"[0-9.]+ (?:kg|lb)", load) and hangs_on_body(table):
        fields["load"] = f"bodyweight + {load}"
        comments.append(f"{load}: taken as added to the body's weight.")
    elif load.endswith("%") and (is_cardio(name, table) or (table is not None and not is_weighted(table))):
        refused.append((load, reasons.NOT_OF_A_LIFT))
        del fields["load"]


def _help(
    help_: str,
    table: CatalogueTable | None,
    fields: dict[Field, str],
    refused: list[tuple[str, str]],
    comments: list[str],
) -> None:
    """Help with the body's weight, for an exercise that lifts it, or that is done on a machine which helps."""
    if table is not None and gives_help(table):
        fields["load"] = help_
    elif table is None or not hangs_on_body(table):
        refused.append((f"-{help_}", reasons.NO_HELP))
        del fields["load"]
        comments[:] = [comment for comment in comments if HELP not in comment]


def is_cardio(name: str, table: CatalogueTable | None) -> bool:
    """Whether it is cardio that is done for a time."""
    if table is not None:
        return (table.muscles or [""])[0] == "heart"
    return bool(_CARDIO.search(name))


def _is_hold(use: str | None, table: CatalogueTable | None) -> bool:
    return use is not None and table is not None and is_held(use, table)


def _holds(
    found: Scan,
    use: str | None,
    table: CatalogueTable | None,
    fields: dict[Field, str],
    refused: list[tuple[str, str]],
    comments: list[str],
) -> None:
    hold = found.hold
    reps = fields.get("reps", "")
    if _is_hold(use, table) and reps == "max":
        refused.append((reps, reasons.HELD_TO_FAILURE))
        del fields["reps"]
    elif _is_hold(use, table) and re.fullmatch(r"[0-9]+(?:-[0-9]+)?(?:, [0-9]+)*", reps):
        numbers = [int(number) for number in re.findall("[0-9]+", reps)]
        if hold:
            fields |= {"sets": reps, "reps": hold} if "sets" not in fields else {"reps": hold}
            hold = None
        elif re.search(r"carry|walk", (table.name or "").casefold() if table else ""):
            refused.append((reps, reasons.CARRIED))
            del fields["reps"]
        elif min(numbers) < 10:
            refused.append((reps, reasons.HOLD_WITHOUT_UNIT))
            del fields["reps"]
        else:
            fields["reps"] = ", ".join(f"{part} s" for part in reps.split(", "))
            comments.append(f"{reps} is taken in seconds: it is held, not counted.")
    elif _is_held_reps(use, table, fields):
        hold, fields["reps"] = reps, fields.pop("sets")
    if hold is None:
        return
    if table is not None and (time := _seconds(hold)):
        tempo = table.tempo or DEFAULT_TEMPO
        fields.setdefault("tempo", _held_tempo(tempo, time))
        comments.append(f"Each rep is held for {hold}: at the top, by its tempo.")
    else:
        refused.append((hold, reasons.HELD))


def _is_held_reps(use: str | None, table: CatalogueTable | None, fields: dict[Field, str]) -> bool:
    """Whether `10 x 5 s` means ten reps of five seconds each: there are many, and the exercise is counted."""
    sets, time = fields.get("sets", ""), _seconds(fields.get("reps", ""))
    counted = table is not None and not _is_hold(use, table) and "heart" not in (table.muscles or ())
    return counted and sets.isdigit() and int(sets) >= 5 and 0 < time <= 15


def _held_tempo(tempo: Tempo, seconds: int) -> str:
    parts = [part.strip() for part in tempo.text.split("-")]
    return "-".join([*parts[:3], str(seconds)])


def _seconds(time: str) -> int:
    try:
        span = read_time(time)
    except NotationError:
        return 0
    return span.low // SECOND if span.low == span.high and span.low <= _MOST_HELD else 0


def _once(name: str, table: CatalogueTable | None, fields: dict[Field, str]) -> None:
    """What takes long, and cardio, is done once if no sets are written."""
    time = fields.get("reps", "")
    many = time.isdigit() and int(time) >= _MANY
    if "sets" not in fields and (many or (_is_time(time) and (values.is_long(time) or is_cardio(name, table)))):
        fields["sets"] = "1"


def _is_time(reps: str) -> bool:
    try:
        return read_time(reps).low > 0
    except NotationError:
        return False


def assumed(name: str, use: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The equipment in the catalogue's name of the exercise `use` that isn't in `name`."""
    table = catalogue.get(use)
    written = set(name_words(name))
    called = set(name_words(use))
    return tuple(
        article
        for word in _GEAR
        for article in (table.equipment or ())
        if word in article and word in called and word not in written
    )[:1]


def without_weights(use: str) -> str | None:
    """The exercise that replaces `use` in a plan that has no weights at all; None if none does."""
    return _WITHOUT_A_BAR.get(use)
