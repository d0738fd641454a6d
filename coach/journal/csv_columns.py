"""The columns of an exported CSV file: numbers and their units are in columns of their own, so that a spreadsheet can
calculate with them.

JSON writes a load as routines do (`62.5 kg`, `bodyweight + 10 kg`). In CSV it is three columns: `load`, `load_unit` and
`bodyweight`; a measured weight is two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

_CSV_ONLY: Final = ("load_unit", "bodyweight", "weight_unit")
"""Columns that JSON has no field for."""

_WEIGHT: Final = re.compile(r"(?:(bodyweight)(?: ([+-]) )?)?(?:(\S+) (kg|lb|%))?")


def to_columns(row: Mapping[str, Any]) -> dict[str, Any]:
    """Converts a row of JSON to the columns of CSV, without the path of its routine's file, which is of use on this
    machine only."""
    columns = {name: value for name, value in row.items() if name != "file"}
    if load := row.get("load"):
        bodyweight, sign, amount, unit = _parts(load)
        number = _number(f"-{amount}" if sign == "-" else amount) if amount else None
        columns |= {"load": number, "load_unit": unit, "bodyweight": "yes" if bodyweight else None}
    if weight := row.get("weight"):
        _, _, amount, unit = _parts(weight)
        columns |= {"weight": _number(amount or ""), "weight_unit": unit}
    return columns


def from_columns(row: Mapping[str, str]) -> dict[str, str]:
    """Converts the columns of CSV to a row of JSON, the inverse of `to_columns`. What can't be read stays as it is, and
    is refused as it would be in JSON."""
    found = {name: value for name, value in row.items() if name not in _CSV_ONLY}
    if "load_unit" in row:
        found["load"] = _load(row.get("load", ""), row["load_unit"], row.get("bodyweight", ""))
    if "weight_unit" in row and row.get("weight"):
        found["weight"] = f"{row['weight']} {row['weight_unit']}"
    return found


def _parts(written: str) -> tuple[str | None, ...]:
    found = _WEIGHT.fullmatch(written)
    assert found is not None, written
    return found.groups()


def _number(digits: str) -> float:
    """The number as it was written: 60 without decimals, 62.5 with them."""
    return int(digits) if digits.removeprefix("-").isdecimal() else float(digits)


def _load(amount: str, unit: str, bodyweight: str) -> str:
    weight = f"{amount} {unit}".strip()
    if not bodyweight:
        return weight
    if not weight:
        return "bodyweight"
    return f"bodyweight - {weight[1:]}" if weight.startswith("-") else f"bodyweight + {weight}"
