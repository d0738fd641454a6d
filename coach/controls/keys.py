"""Which key means which command. Presenters, foot switches and page turners are keyboards too.

A key has the name that is on it, in small letters: `space`, `pagedown`, `f5`; a key with a character on it is
that character. The keyboard and the full screen both look their keys up in these tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from coach.session.commands import Command

Keys: TypeAlias = Mapping[str, Command]

DEFAULT_KEYS: Final[Keys] = {key: command for command in Command for key in command.keys}

_SEQUENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "space": (" ",),
    "enter": ("\r", "\n"),
    "tab": ("\t",),
    "escape": ("\x1b",),
    "backspace": ("\x7f", "\x08"),
    "up": ("\x1b[A", "\x1bOA"),
    "down": ("\x1b[B", "\x1bOB"),
    "right": ("\x1b[C", "\x1bOC"),
    "left": ("\x1b[D", "\x1bOD"),
    "home": ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"),
    "end": ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"),
    "insert": ("\x1b[2~",),
    "delete": ("\x1b[3~",),
    "pageup": ("\x1b[5~",),
    "pagedown": ("\x1b[6~",),
    **{f"f{n}": (f"\x1bO{letter}",) for n, letter in enumerate("PQRS", 1)},
    **{f"f{n}": (f"\x1b[{code}~",) for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
}
NAMES: Final = tuple(_SEQUENCES)
"""The keys that have names; every other key is named by its character."""

_OF_SEQUENCE: Final = {sequence: name for name, sequences in _SEQUENCES.items() for sequence in sequences}


def name_of(sent: str) -> str | None:
    """The name of the key for which a terminal sends `sent`; None if it is not known."""
    if sent in _OF_SEQUENCE:
        return _OF_SEQUENCE[sent]
    return sent if len(sent) == 1 and sent.isprintable() else None


def written(text: str) -> str | None:
    """The name of the key that an athlete wrote as `text`, such as "PageDown", "page down" or "b"; None if there is
    none.
    """
    if len(text) == 1:
        return name_of(text)
    plain = text.lower().replace(" ", "").replace("_", "").replace("-", "")
    return plain if plain in NAMES else None


def command_of(keys: Keys, name: str) -> Command | None:
    """The command of the key `name`; a capital letter without a command of its own has that of the small letter."""
    return keys.get(name) or keys.get(name.lower())


def bound(changes: Mapping[str, Command | None]) -> Keys:
    """The default keys with `changes` applied; None unbinds a key."""
    everything = {**DEFAULT_KEYS, **changes}
    return {name: command for name, command in everything.items() if command is not None}


def key_for(keys: Keys, command: Command) -> str:
    """The key to show for `command`: the first that is bound to it, the athlete's own bindings first; "" if there is
    none.
    """
    means = [name for name, meant in keys.items() if meant is command]
    own = [name for name in means if DEFAULT_KEYS.get(name) is not command]
    return next(iter([*own, *means]), "")


_FIRST: Final = (Command.PAUSE, Command.NEXT, Command.BACK, Command.DONE, Command.WHERE, Command.STOP)
_SECOND: Final = (
    Command.LATER,
    Command.SWAP,
    Command.SKIP,
    Command.EXTRA,
    Command.REDO,
    Command.SHORTER,
    Command.EXPLAIN,
)


def hints(keys: Keys, label: Callable[[Command], str]) -> str:
    """The keys that matter most, for the last line of a screen: `space pause  n next  …`; `label` names commands."""
    return _hints(keys, label, _FIRST)


def hints_of_all(keys: Keys, label: Callable[[Command], str]) -> str:
    """The same, and on a second line those that change what is to come."""
    return f"{_hints(keys, label, _FIRST)}\n{_hints(keys, label, _SECOND)}"


def _hints(keys: Keys, label: Callable[[Command], str], shown: Sequence[Command]) -> str:
    return "  ".join(f"{key} {label(command)}" for command in shown if (key := key_for(keys, command)))
