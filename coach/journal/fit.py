"""A session as a FIT file, for watches and their clouds: an activity of strength training with its sets.

Written by Garmin's own SDK, an extra. A set has its exercise's category, where its name tells one, and the name itself
goes along as an exercise title; where the profile knows the very exercise, its number is given too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from coach.journal.entries import Entry, Past, When
from coach.progression.strength import kilos

_CATEGORIES: Final = {
    "bench press": "bench_press", "shoulder press": "shoulder_press", "overhead press": "shoulder_press",
    "calf raise": "calf_raise", "lateral raise": "lateral_raise", "leg raise": "leg_raise", "leg curl": "leg_curl",
    "hip thrust": "hip_raise", "hip raise": "hip_raise", "bridge": "hip_raise", "pull-up": "pull_up",
    "chin-up": "pull_up", "pulldown": "pull_up", "push-up": "push_up", "sit-up": "sit_up", "deadlift": "deadlift",
    "squat": "squat", "lunge": "lunge", "shrug": "shrug", "row": "row", "curl": "curl", "crunch": "crunch",
    "plank": "plank", "fly": "flye", "pushdown": "triceps_extension", "triceps": "triceps_extension",
    "extension": "hyperextension", "carry": "carry", "clean": "olympic_lift", "snatch": "olympic_lift", "jump": "plyo",
}  # fmt: skip
"""A word of an exercise's name, and the category that it tells; the first that is found holds."""

_UNKNOWN: Final = "unknown"


class NoFit(Exception):
    """The SDK isn't installed."""


def to_fit(past: Past) -> bytes:
    """The session as the bytes of a FIT file. Raises `NoFit`."""
    try:
        from garmin_fit_sdk import Encoder, Profile
    except ImportError:
        raise NoFit from None
    numbers = Profile["mesg_num"]
    encoder = Encoder()
    for name, message in _messages(past, Profile["types"]):
        encoder.on_mesg(numbers[name], message)
    written: bytes = encoder.close()
    return written


def category(entry: Entry) -> str:
    """The category of FIT's profile that an exercise falls in, by its name."""
    name = entry.name.lower()
    return next((category for word, category in _CATEGORIES.items() if word in name), _UNKNOWN)


def _messages(past: Past, types: Mapping[str, Mapping[str, str]]) -> list[tuple[str, dict[str, Any]]]:
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
        kind = category(entry)
        number = _number_of(entry, types.get(f"{kind}_exercise_name", {}))
        if entry.exercise not in titles:
            title = {"message_index": len(titles), "exercise_category": kind, "wkt_step_name": entry.name}
            titles[entry.exercise] = title if number is None else title | {"exercise_name": number}
        known = {"category": [kind]} if number is None else {"category": [kind], "category_subtype": [number]}
        found.append(("SET", _set(entry, past.started) | known | {"message_index": index}))
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


def _number_of(entry: Entry, names: Mapping[str, str]) -> int | None:
    """The profile's number of the exercise, among the `names` of its category."""
    wanted = entry.name.lower().replace(" ", "_").replace("-", "_")
    return next((int(number) for number, name in names.items() if name == wanted), None)


def _set(entry: Entry, started: When) -> dict[str, Any]:
    message: dict[str, Any] = {
        "timestamp": _time(entry.at),
        "start_time": _time(max(started, entry.at - entry.time)),
        "duration": entry.time / 1000,
        "set_type": "active",
    }
    # The format has no way to say that a number is assumed.
    if entry.performed.proven is not None:
        message["repetitions"] = entry.performed.proven
    if entry.load is not None and kilos(entry.load):
        shown = "pound" if entry.load.unit == "lb" else "kilogram"
        message |= {"weight": kilos(entry.load), "weight_display_unit": shown}
    return message


def _time(at: When) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)


def _local(at: When, zone: int) -> int:
    """FIT's local time: seconds since the end of 1989 on the clocks there."""
    begin = datetime(1989, 12, 31, tzinfo=UTC)
    return round((_time(at) - begin).total_seconds()) + zone * 60
