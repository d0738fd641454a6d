"""The description of a program's log, which each module of this folder gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from coach.journal.apps.logged_set import LoggedSet
from coach.journal.apps.values import LogRow
from coach.units import Unit


class LogFormat(Struct, frozen=True):
    """How `program` writes its log.

    A file that has all of these `columns` is one of its logs. `sets` returns the sets of a row, or None for a row that
    isn't an exercise; it is given the unit for weights whose unit the row doesn't name, None if nobody
    knows it. `not_kept` says, by column,
    what the journal has no place for. `counts_body`: the weights of pull-ups and the like may include the athlete's
    own.
    """

    program: str
    columns: frozenset[str]
    sets: Callable[[LogRow, Unit | None], Sequence[LoggedSet] | None]
    not_kept: Mapping[str, str]
    counts_body: bool = False
