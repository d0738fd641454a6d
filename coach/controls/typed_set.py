"""Reads a set that the athlete types: a digit or @ begins it, enter ends it, escape cancels it."""

from __future__ import annotations

from typing import Final

from coach.notation import NotationError
from coach.session.done import Done, read_done
from coach.units import Unit

_BEGINS: Final = frozenset("0123456789@")
_GOES_ON: Final = _BEGINS | frozenset(".,xslr") | {"space"}
_ENDS: Final = "enter"
_DELETES: Final = "backspace"
_TAKES_BACK: Final = "escape"


class TypedSet:
    """Reads `8`, `8 l`, `8 x 62.5 @ 9` or `@9`, key by key, by their names (see `keys`).

    A load is in `unit`, or as the set's own load where that is None.
    """

    def __init__(self, unit: Unit | None = None) -> None:
        self._unit = unit
        self._text = ""

    def takes(self, key: str) -> bool:
        """Takes in `key`, and returns whether it belongs to what is typed. Other keys cancel it and work as ever."""
        going = bool(self._text)
        if key in (_GOES_ON if going else _BEGINS):
            self._text += {",": ".", "space": " "}.get(key, key)
        elif going and key == _DELETES:
            self._text = self._text[:-1]
        elif not (going and key == _ENDS):
            self._text = ""
            return going and key == _TAKES_BACK
        return True

    def done(self, key: str) -> Done | None:
        """The set, if `key` is enter and what was typed is one; otherwise None."""
        if key != _ENDS or not self._text:
            return None
        text, self._text = self._text, ""
        try:
            return read_done(text, self._unit)
        except NotationError:
            return None
