"""What `coach doctor` has found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it works, what was seen, and what to do."""

    name: str
    works: bool
    seen: str
    advice: str = ""
