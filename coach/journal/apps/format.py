"""What a module of this folder says of the log of one program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.values import LogRow
from coach.units import Unit


class LogFormat(Struct, frozen=True):
    """How `program` writes its log.

    `columns` are in each of its files, by which it is told; `sets` gives the sets of a row, whose weights are in the
    unit where the row doesn't say, or None for a row that is no exercise. `not_kept` says what the columns hold that
    the journal has no place for. `counts_body` where weights of pull-ups may have the body's in.
    """

    program: str
    columns: frozenset[str]
    sets: Callable[[LogRow, Unit], Sequence[LoggedSet] | None]
    not_kept: Mapping[str, str]
    counts_body: bool = False
