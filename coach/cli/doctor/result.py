"""What `coach doctor` has found."""

from __future__ import annotations

from msgspec import Struct


class Finding(Struct, frozen=True):
    """One thing that was checked: whether it works, what was found, and what to do."""

    name: str
    works: bool
    seen: str
    advice: str = ""
