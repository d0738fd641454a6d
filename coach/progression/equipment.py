"""The weights an exercise can be loaded with: plates on its bar, or the steps of its equipment. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.notation import Load
from coach.progression.plates import Rack, bar_of
from coach.units import Unit


class Kit(Struct, frozen=True):
    """Equipment, described by what its weight does.

    `kg` and `lb` are its usual steps in each unit. `weighted`: an exercise with it can't begin before a weight is
    chosen. `helps`: its weight takes some of the athlete's own away, so less of it is harder.
    """

    kg: float = 2.5
    lb: float = 5
    weighted: bool = True
    helps: bool = False

    def step(self, unit: Unit) -> Load:
        """The usual step between two weights, in `unit`."""
        return Load(self.kg if unit == "kg" else self.lb, unit, False)


_NO_WEIGHT: Final = Kit(weighted=False)

_KITS: Final[Sequence[tuple[tuple[str, ...], Kit]]] = (
    (("rowing machine", "stationary bike", "treadmill"), _NO_WEIGHT),
    (("assisted pull-up machine", "assisted dip machine"), Kit(5, 10, helps=True)),
    (("barbell", "curl bar", "trap bar", "T-bar", "landmine", "weight plates", "sled", "wrist roller"), Kit()),
    (("dumbbells", "dumbbell"), Kit(2, 5)),
    (("kettlebell", "kettlebells"), Kit(4, 10)),
    (("cable pulleys",), Kit()),
    (("machine",), Kit(5, 10)),
)
"""What the names of equipment end with, and what it is; the first row that fits an exercise applies.

The steps are those of most gyms: the smallest pair of plates, dumbbells 2 kg apart, a stack of 5-kg plates.
"""


@lru_cache(maxsize=256)
def kit_of(equipment: tuple[str, ...]) -> Kit:
    """The kit of an exercise with this equipment; a step of 2.5 kg or 5 lb if it isn't known."""
    return next((kit for ends, kit in _KITS for item in equipment if item.endswith(ends)), _NO_WEIGHT)


class Weights(Struct, frozen=True):
    """The weights available for an exercise: plates on a `bar`, otherwise steps of its `kit`, in `units`.

    `step` is the increase that the routine asks for. With `units` None, weights are in the unit of the load in
    question.
    """

    kit: Kit
    rack: Rack
    bar: str | None = None
    step: Load | None = None
    units: Unit | None = None

    def nearest(self, load: Load) -> Load:
        """The available weight nearest to `load`, in the athlete's unit."""
        shown = load.exactly(self.units) if self.units else load
        if shown.unit is None:
            return shown
        if self.bar and (loading := self.rack.nearest(shown, self.bar)):
            return loading.total
        size = self._size(shown.unit)
        return replace(shown, amount=round(round(shown.amount / size) * size, 3))

    def harder(self, load: Load) -> Load | None:
        """The weight one step harder than `load`; None if there is none. The first may be weight hung on the body."""
        unit: Unit = self.units or load.unit or (self.step.unit if self.step else None) or "kg"
        now = load.exactly(unit) if load.unit else replace(load, unit=unit)
        step = (self.step or self.kit.step(unit)).exactly(unit).amount
        return self._changed(now, step, -1 if self.kit.helps else 1)

    def easier(self, load: Load, percent: float) -> Load | None:
        """A weight about `percent` easier than `load`, and at least one step; None if there is none."""
        if load.unit is None or not load.amount:
            return None  # help is nothing that everybody has
        now = load.exactly(self.units or load.unit)
        assert now.unit is not None
        step, part = self._size(now.unit), abs(now.amount) * percent / 100
        return self._changed(now, max(step, round(part / step) * step), 1 if self.kit.helps else -1)

    def _changed(self, now: Load, by: float, sign: int) -> Load | None:
        """`now` increased (`sign` 1) or decreased (-1) by `by`, as nearly as plates allow; None if impossible."""
        wanted = replace(now, amount=round(now.amount + sign * by, 3))
        if not self._on_bar(now):
            if now.helped and wanted.amount >= 0:
                return Load(0, None, bodyweight=True)
            return wanted if wanted.amount > 0 or now.helped else None
        assert self.bar is not None
        bounds = (now.amount, None) if sign > 0 else (None, now.amount)
        loading = self.rack.nearest(wanted, self.bar, *bounds)
        return loading.total if loading else None

    def _size(self, unit: Unit) -> float:
        """The distance between two weights of the kit: its usual step, or a smaller one that the routine asks for."""
        usual = self.kit.step(unit).amount
        return min(self.step.amount, usual) if self.step and self.step.unit == unit else usual

    def _on_bar(self, load: Load) -> bool:
        return bool(self.bar and load.unit and not load.bodyweight and self.rack.bar(self.bar, load.unit) is not None)


def weights_of(equipment: tuple[str, ...], rack: Rack, step: Load | None, units: Unit | None) -> Weights:
    """The weights for an exercise with `equipment`, with the bars and plates of the athlete's `rack`."""
    return Weights(kit_of(equipment), rack, bar_of(equipment), step, units)
