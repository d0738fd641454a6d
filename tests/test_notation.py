"""Notation: every form that lifters write is read, and everything else is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.clock import duration
from coach.notation import (
    Count,
    Load,
    NotationError,
    Reps,
    Span,
    Tempo,
    read_count,
    read_load,
    read_reps,
    read_tempo,
    read_time,
    read_weight,
)
from coach.units import SECOND, Ms

HELD = '"30 s", "30-45 s", or of each set: "5, 5, 5+"'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (10, Reps(10, 10)),
        ("10", Reps(10, 10)),
        ("8-10", Reps(8, 10)),
        ("8 \u2013 10", Reps(8, 10)),
        ("6+", Reps(6, None)),
        ("max", Reps(1, None)),
        ("30 s", Span(30 * SECOND, 30 * SECOND)),
        ("30-45 s", Span(30 * SECOND, 45 * SECOND)),
        ("1:30", Span(90 * SECOND, 90 * SECOND)),
    ],
)
def test_reps(written: object, read: object) -> None:
    assert read_reps(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("90 s", Span(90 * SECOND, 90 * SECOND)),
        ("90s", Span(90 * SECOND, 90 * SECOND)),
        ("2 min", Span(120 * SECOND, 120 * SECOND)),
        ("1.5 min", Span(90 * SECOND, 90 * SECOND)),
        ("90-120 s", Span(90 * SECOND, 120 * SECOND)),
        ("1:30-2:00", Span(90 * SECOND, 120 * SECOND)),
        ("1:00:00", Span(3600 * SECOND, 3600 * SECOND)),
    ],
)
def test_times(written: object, read: object) -> None:
    assert read_time(written) == read


def test_a_range_of_times_stands_for_its_middle() -> None:
    assert read_time("90-120 s").middle == 105_000


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("60 kg", Load(60, "kg", False)),
        ("62.5kg", Load(62.5, "kg", False)),
        ("135 lb", Load(135, "lb", False)),
        ("bodyweight", Load(0, None, True)),
        ("bodyweight + 10 kg", Load(10, "kg", True)),
    ],
)
def test_loads(written: object, read: object) -> None:
    assert read_load(written) == read


def test_loads_in_other_units() -> None:
    assert Load(60, "kg", False).converted("lb") == Load(132, "lb", False)
    assert Load(135, "lb", False).converted("kg") == Load(61, "kg", False)
    assert Load(0, None, True).converted("lb") == Load(0, None, True)


def test_tempos() -> None:
    assert read_tempo("2-0-1-1") == Tempo(2 * SECOND, Ms(0), 1 * SECOND, 1 * SECOND, "2-0-1-1")
    assert read_tempo("3-1-x-0").rep == 4500


@pytest.mark.parametrize(
    ("read", "written", "message"),
    [
        (
            read_reps,
            "ten",
            '"ten" is not a number of reps; write 10, "8-10", "6+", "max", ' + HELD,
        ),
        (read_reps, "10-8", '"10-8" runs backwards; write the smaller number first'),
        (read_reps, 0, "0 is out of bounds; at least 1, at most 999"),
        (
            read_reps,
            True,
            'true is not a number of reps; write 10, "8-10", "6+", "max", ' + HELD,
        ),
        (read_count, "3 sets", '"3 sets" is not a number of sets; write 3 or "2-3"'),
        (read_count, 1000, "1000 is out of bounds; at least 1, at most 99"),
        (read_time, 90, '90 has no unit; write "90 s" or "90 min"'),
        (read_time, "2 m\u0130n", '"2 m\u0130n" is not a time; write "90 s", "1:30", "2 min" or "90-120 s"'),
        (read_time, "90", '"90" is not a time; write "90 s", "1:30", "2 min" or "90-120 s"'),
        (read_time, "1:75", '"1:75" is not a time; write "90 s", "1:30", "2 min" or "90-120 s"'),
        (read_time, "120-90 s", '"120-90 s" runs backwards; write the smaller time first'),
        (read_time, "0 s", '"0 s" is out of bounds; a time is at least 1 s and at most 24:00:00'),
        (read_load, 60, '60 has no unit; write "60 kg" or "60 lb"'),
        (
            read_load,
            "60",
            '"60" is not a load; write "60 kg", "135 lb", '
            '"75 %" (of your one-rep max), "90 % of top" (of today\'s heaviest set), '
            '"bodyweight", "bodyweight + 10 kg" or "bodyweight - 20 kg" (of help)',
        ),
        (
            read_tempo,
            "2-0-1",
            '"2-0-1" is not a tempo; write "2-0-1-1" (lowering, bottom, lifting and top, in seconds; '
            "x is as fast as you can)",
        ),
        (read_tempo, "0-0-x-0", '"0-0-x-0" makes a rep of under one second, too quick to count aloud'),
    ],
)
def test_values_that_are_refused(read: object, written: object, message: str) -> None:
    with pytest.raises(NotationError) as error:
        read(written)  # type: ignore[operator]
    assert str(error.value) == message


@given(st.integers(1, 999), st.integers(1, 999))
def test_reps_are_written_as_they_are_read(a: int, b: int) -> None:
    reps = Reps(min(a, b), max(a, b))
    assert read_reps(str(reps)) == reps


@given(st.integers(1, 24 * 3600))
def test_times_are_written_as_they_are_read(seconds: int) -> None:
    assert read_time(duration(Ms(seconds * 1000))) == Span(Ms(seconds * 1000), Ms(seconds * 1000))


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.integers())))
def test_anything_is_read_or_refused(written: object) -> None:
    for read in (read_count, read_reps, read_time, read_tempo, read_load, read_weight):
        try:
            value = read(written)
        except NotationError:
            continue
        else:
            assert isinstance(value, Count | Reps | Span | Tempo | Load)
