"""How a signal ends the program. Imports nothing, as every command loads it."""

from __future__ import annotations


class Ended(BaseException):
    """A signal ends the program, as Ctrl-C does; `number` is the signal's.

    Not a `KeyboardInterrupt`, as typer takes every one of these for Ctrl-C.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
