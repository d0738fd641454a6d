"""Keys at random through a terminal: nothing fails; `benchmarks.random_keys` is the long form."""

from __future__ import annotations

import random
import sys

import pytest

from tests.conftest import Coach
from tests.support.gym import rows

if sys.platform == "win32":
    pytest.skip("a terminal as Unix has them", allow_module_level=True)

from tests.support.random_keys import press_at_random


def test_keys_at_random_end_no_session_badly(coach: Coach) -> None:
    sat = press_at_random(coach, 5, random.Random())
    assert {status for status, _ in sat.sessions} <= {0, 130}, sat.sessions[-1]
    assert [shown for _, shown in sat.sessions if "Traceback" in shown or "has failed" in shown] == []
    assert sat.keys > 0
    assert rows(coach, "PRAGMA integrity_check") == [("ok",)]
