"""Reads what the athlete types: a digit, @ or a quote begins it, enter ends it, escape cancels it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from coach.notation import NotationError
from coach.session.done import Done
from coach.session.requests import LONGEST_NOTE, QUOTE, NewNote, TimeLeft, read_typed
from coach.units import Unit

_BEGINS: Final = frozenset("0123456789@")
_GOES_ON: Final = _BEGINS | frozenset(".,xslrmin") | {"space"}
_CHARACTERS: Final = {"space": " "}
_ENDS: Final = "enter"
_DELETES: Final = "backspace"
_TAKES_BACK: Final = "escape"


class Typed:
    """Reads `8`, `8 l`, `8 x 62.5 @ 9`, `@9`, `10 min` or `"seat at four`, key by key, by their names (see `keys`).

    A load is in `unit`, or as the set's own load where that is None. `show` is called with the text as it grows.
    """

    def __init__(self, unit: Unit | None = None, show: Callable[[str], None] = lambda _: None) -> None:
        self._unit = unit
        self._show = show
        self._text = ""

    def takes(self, key: str) -> bool:
        """Takes in `key`, and returns whether it belongs to what is typed. Other keys cancel it and work as ever."""
        going = bool(self._text)
        if self._belongs(key):
            self._put(self._text + _CHARACTERS.get(key, key))
        elif going and key == _DELETES:
            self._put(self._text[:-1])
        elif not (going and key == _ENDS):
            self._put("")
            return going and key == _TAKES_BACK
        return True

    def _belongs(self, key: str) -> bool:
        if not self._text:
            return key in _BEGINS or key == QUOTE
        if self._text.startswith(QUOTE):
            return (len(key) == 1 or key in _CHARACTERS) and len(self._text) <= LONGEST_NOTE
        return key in _GOES_ON

    def _put(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._show(text)

    def report(self, key: str) -> Done | TimeLeft | NewNote | None:
        """What was typed, if `key` is enter and it can be read; otherwise None."""
        if key != _ENDS or not self._text:
            return None
        text = self._text
        self._put("")
        try:
            return read_typed(text.replace(",", ".") if not text.startswith(QUOTE) else text, self._unit)
        except NotationError:
            return None
