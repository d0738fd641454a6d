"""Times as digits, and weights in another unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.clock import countdown, duration, lrc_timestamp, position, timestamp
from coach.units import HOUR, MINUTE, SECOND, Decibels, Ms, amplitude, converted


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (0, ("0 s", "0", " 0:00.0", "00:00:00.000", "00:00.00")),
        (45_678, ("46 s", "45", " 0:45.6", "00:00:45.678", "00:45.67")),
        (59_600, ("1:00", "59", " 0:59.6", "00:00:59.600", "00:59.60")),
        (MINUTE + 30 * SECOND, ("1:30", "1:30", " 1:30.0", "00:01:30.000", "01:30.00")),
        (HOUR + 2 * MINUTE + 5 * SECOND + 9, ("1:02:05", "1:02:05", "1:02:05.0", "01:02:05.009", "62:05.00")),
    ],
)
def test_a_time_in_every_format(at: Ms, shown: tuple[str, ...]) -> None:
    assert (duration(at), countdown(at), position(at), timestamp(at), lrc_timestamp(at)) == shown


@given(st.integers(0, 100 * HOUR))
def test_a_timestamp_is_exact(at: Ms) -> None:
    hours, minutes, seconds = timestamp(at, ",").replace(",", ".").split(":")
    assert int(hours) * HOUR + int(minutes) * MINUTE + round(float(seconds) * SECOND) == at


def test_weights_and_levels() -> None:
    assert converted(100, "lb", "kg") == 45.359237
    assert converted(45.359237, "kg", "lb") == pytest.approx(100)
    assert converted(7.3, "kg", "kg") == 7.3
    assert amplitude(Decibels(0)) == 1
    assert amplitude(Decibels(-20)) == pytest.approx(0.1)
