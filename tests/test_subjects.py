"""Damaged files of every kind that others write: each is read, in part or whole, or refused in words."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.support.subjects import damaged, subjects

FILES = int(os.environ.get("COACH_FILES", "150"))
"""How many files of each kind; `COACH_FILES=20000` for a long look."""


@pytest.mark.parametrize("name", list(subjects(Path())))
def test_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    subject = subjects(tmp_path)[name]
    for number in range(FILES):
        assert damaged(subject, random.Random(number)), number
