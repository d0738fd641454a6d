"""Plans by many authors, of every kind that was once misread: they are read right, or refused with a message.

Each file of tests/plans is a plan, a line of `=====`, and what has to be understood of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.drafts import told

PLANS = Path(__file__).with_name("plans")


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.iterdir()))
def test_a_plan_is_read_rightly_or_refused(name: str) -> None:
    text, _, wanted = (PLANS / f"{name}.txt").read_text(encoding="utf-8").partition("=====\n")
    assert told(text.rstrip("\n")) == wanted.splitlines()
