"""Finds the position of each key of a TOML text, so that a mistake can be shown with its line.

The text has already been read by a real TOML parser, so this scanner only has to find its way: it walks keys, tables
and values, and remembers the line and column of each path.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from msgspec import Struct

Path: TypeAlias = tuple[str | int, ...]

MOST_BYTES: Final = 1_000_000
"""The largest text that is read."""


class TextPlace(Struct, frozen=True):
    """Line and column (from 1) of a key or an array item, and the column after the first line of its value.

    `start` and `stop` are the offsets in the text at which it begins and ends, including its value.
    """

    line: int
    column: int
    end: int
    start: int
    stop: int


_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_SIMPLE_KEY = re.compile(r"([A-Za-z0-9_-]+)[ \t]*=[ \t]*")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_SCALAR = re.compile(r"[^,\]}\n#]*")
MOST_DEPTH: Final = 60
"""How deeply tables and arrays may be nested; a text that is nested deeper is not read."""


class Places(Mapping[Path, TextPlace]):
    """The place of every key, table and array item of a valid TOML `text`, by its path."""

    def __init__(self, text: str) -> None:
        self._spans = _PositionScanner(text).scan()
        self._starts = [0, *(found.end() for found in re.finditer("\n", text)), len(text) + 1]

    def __getitem__(self, path: Path) -> TextPlace:
        start, end = self._spans[path]
        row = bisect_right(self._starts, start) - 1
        begin, stop = self._starts[row], self._starts[row + 1] - 1
        return TextPlace(row + 1, start - begin + 1, min(end, stop) - begin + 1, start, end)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)


class _PositionScanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, tuple[int, int]] = {}
        self.arrays: dict[Path, int] = {}

    def scan(self) -> dict[Path, tuple[int, int]]:
        """Where each path begins and ends in the text."""
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            table = self._header() if self.text[self.at] == "[" else self._pair(table)
            self._skip(_BLANK)
        return self.found

    def _header(self) -> Path:
        start = self.at
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        path: Path = ()
        keys = self._keys()
        for depth, key in enumerate(keys):
            path += (key,)
            if is_array and depth == len(keys) - 1:
                self.arrays[path] = self.arrays.get(path, 0) + 1
            self._note(path, start)
            if path in self.arrays:
                path += (self.arrays[path] - 1,)
        self.at = self.text.find("]", self.at) + (2 if is_array else 1)
        self._note(path, start)
        return path

    def _pair(self, table: Path) -> Path:
        start = self.at
        path = table
        if simple := _SIMPLE_KEY.match(self.text, start):
            path += (simple[1],)
            self.at = simple.end()
        else:
            for key in self._keys():
                path += (key,)
                self._note(path, start)
            self.at = self.text.index("=", self.at) + 1
            self._skip(_SPACE)
        self._value(path)
        self._note(path, start, replace=True)
        return table

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_SPACE)
            found = _KEY.match(self.text, self.at)
            assert found, "the text is valid TOML"
            keys.append(found[0][1:-1] if found[0][0] in "\"'" else found[0])
            self.at = found.end()
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return keys
            self.at += 1

    def _value(self, path: Path) -> None:
        opening = self.text[self.at]
        if opening in "\"'":
            self._skip(_STRING)
        elif opening in "[{":
            self._members(path, opening)
        else:
            self._skip(_SCALAR)

    def _members(self, path: Path, opening: str) -> None:
        closing = "]" if opening == "[" else "}"
        self.at += 1
        index = 0
        self._skip(_BLANK)
        while self.text[self.at] != closing:
            if opening == "{":
                self._pair(path)
            else:
                start = self.at
                self._value((*path, index))
                self._note((*path, index), start)
                index += 1
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
                self._skip(_BLANK)
        self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()

    def _note(self, path: Path, start: int, replace: bool = False) -> None:
        if replace or path not in self.found:
            self.found[path] = (start, self.at)
