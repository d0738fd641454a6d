"""A session as a FIT file, for watches and their clouds: an activity of strength training with its sets.

Written by Garmin's own SDK, an extra. A set names its exercise by a category of Garmin's profile and a number in it. An
exercise that the profile doesn't have is `unknown`, with a number that it has in this file only. An exercise title has
the same number and the exercise's name, so that sets can be told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from msgspec import Struct

from coach.journal.entries import Entry, Past, When
from coach.progression.strength import kilos

_UNKNOWN: Final = "unknown"

_PRIVATE: Final = 60_000
"""The first number of exercises that the profile doesn't have; it has a few hundred, and 65535 means none."""


class NoFit(Exception):
    """The SDK isn't installed."""


class _Numbered(Struct, frozen=True):
    """What a FIT file calls an exercise: a category, and a number in it."""

    category: str
    number: int


def to_fit(past: Past, keys: Mapping[str, str]) -> bytes:
    """The session as the bytes of a FIT file. Raises `NoFit`.

    `keys` has, for the ids of exercises that Garmin's profile has, where: `"pull_up/chin_up"`, a category and a name.
    """
    try:
        from garmin_fit_sdk import Encoder, Profile
    except ImportError:
        raise NoFit from None
    numbers = Profile["mesg_num"]
    encoder = Encoder()
    for name, message in _messages(past, _numbers(past, keys, Profile["types"])):
        encoder.on_mesg(numbers[name], message)
    written: bytes = encoder.close()
    return written


def _numbers(past: Past, keys: Mapping[str, str], types: Mapping[str, Mapping[str, str]]) -> dict[str, _Numbered]:
    """What each exercise of the session is called, by its id, in the order in which they were done."""
    found: dict[str, _Numbered] = {}
    for exercise in dict.fromkeys(entry.exercise for entry in past.entries if entry.how == "done"):
        category, _, name = keys.get(exercise, "").partition("/")
        numbers = {named: int(number) for number, named in types.get(f"{category}_exercise_name", {}).items()}
        known = _Numbered(category, numbers[name]) if name in numbers else None
        found[exercise] = known or _Numbered(_UNKNOWN, _PRIVATE + len(found))
    return found


def _messages(past: Past, numbers: Mapping[str, _Numbered]) -> list[tuple[str, dict[str, Any]]]:
    end = max(past.ended or past.seen, past.started)
    begun, last = _time(past.started), _time(end)
    sport = {"sport": "training", "sub_sport": "strength_training"}
    found: list[tuple[str, dict[str, Any]]] = [
        (
            "FILE_ID",
            {"type": "activity", "manufacturer": "development", "product": 1, "time_created": _time(past.started)},
        ),
        ("EVENT", {"timestamp": begun, "event": "timer", "event_type": "start"}),
        ("SPORT", {**sport, "name": past.title[:30]}),
    ]
    titles: dict[str, dict[str, Any]] = {}
    for index, entry in enumerate(one for one in past.entries if one.how == "done"):
        called = numbers[entry.exercise]
        title = {"message_index": len(titles), "exercise_category": called.category, "exercise_name": called.number}
        titles.setdefault(entry.exercise, title | {"wkt_step_name": entry.name})
        names = {"category": [called.category], "category_subtype": [called.number]}
        found.append(("SET", _set(entry, past.started) | names | {"message_index": index}))
    found += [("EXERCISE_TITLE", title) for title in titles.values()]
    seconds = max(past.spent, end - past.started) / 1000
    found += [
        ("EVENT", {"timestamp": last, "event": "timer", "event_type": "stop_all"}),
        ("LAP", {"timestamp": last, "start_time": begun, "total_elapsed_time": seconds,
                 "total_timer_time": seconds, **sport}),
        ("SESSION", {"timestamp": last, "start_time": begun, "total_elapsed_time": seconds,
                     "total_timer_time": seconds, "first_lap_index": 0, "num_laps": 1, **sport}),
        ("ACTIVITY", {"timestamp": last, "total_timer_time": seconds, "num_sessions": 1, "type": "manual",
                      "local_timestamp": _local(end, past.zone)}),
    ]  # fmt: skip
    return found


def _set(entry: Entry, started: When) -> dict[str, Any]:
    message: dict[str, Any] = {
        "timestamp": _time(entry.at),
        "start_time": _time(max(started, entry.at - entry.length)),
        "duration": entry.length / 1000,
        "set_type": "active",
    }
    # The format has no way to say that a number is assumed.
    if entry.performed.proven is not None:
        message["repetitions"] = entry.performed.proven
    if entry.load is not None and kilos(entry.load) > 0:
        shown = "pound" if entry.load.unit == "lb" else "kilogram"
        message |= {"weight": kilos(entry.load), "weight_display_unit": shown}
    return message


def _time(at: When) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)


def _local(at: When, zone: int) -> int:
    """FIT's local time: seconds since the end of 1989 on the clocks there."""
    begin = datetime(1989, 12, 31, tzinfo=UTC)
    return round((_time(at) - begin).total_seconds()) + zone * 60
