"""What is known of a voice."""

from __future__ import annotations

from msgspec import Struct


class VoiceInfo(Struct, frozen=True):
    """A voice: `id` is what `voice` in the settings names it by, `runs` where and by what it speaks."""

    id: str
    name: str
    languages: tuple[str, ...]
    licence: str = ""
    runs: str = ""
