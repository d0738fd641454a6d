"""What is typed of a set: a digit begins it, enter ends it, escape takes it back. No terminal here."""

from __future__ import annotations

from typing import Final

from coach.done import Done, read_done
from coach.notation import NotationError, Unit

_BEGINS: Final = frozenset("123456789")
_GOES_ON: Final = _BEGINS | frozenset("0.,x@ s")
_ENDS: Final = frozenset("\r\n")
_DELETES: Final = frozenset("\x7f\x08")


class Entry:
    """Reads `8` or `8 x 62.5 @ 9` key by key; a load is in `unit`, or as the set's own load where that is None."""

    def __init__(self, unit: Unit | None = None) -> None:
        self._unit = unit
        self._text = ""

    def takes(self, key: str) -> bool:
        """Whether `key` belongs to what is typed; any other key ends it, and means what it always means."""
        going = bool(self._text)
        if key in (_GOES_ON if going else _BEGINS):
            self._text += key.replace(",", ".")
        elif going and key in _DELETES:
            self._text = self._text[:-1]
        elif not (going and key in _ENDS):
            self._text = ""
            return going and key == "\x1b"
        return True

    def done(self, key: str) -> Done | None:
        """The set, once `key` has ended what was typed; None before, and for what is no set."""
        if key not in _ENDS or not self._text:
            return None
        text, self._text = self._text, ""
        try:
            return read_done(text, self._unit)
        except NotationError:
            return None
