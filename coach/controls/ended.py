"""How a signal ends what is going on. Imports nothing, as every command loads it."""

from __future__ import annotations


class Ended(BaseException):
    """A signal ends the program, as Ctrl-C does; `number` says which.

    No `KeyboardInterrupt`, which typer takes for Ctrl-C, whatever its kind.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
