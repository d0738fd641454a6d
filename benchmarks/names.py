"""How many of the names that other programs have for exercises the catalogue finds.

The names alone stand in `benchmarks/names/`, a file for each program, a name a line; nothing else of those programs is
here. Prints for each file how many are found, and with `--missing` those that aren't.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from coach.library.find import Library

NAMES = Path(__file__).with_name("names")
TARGETS = {"strong": 0.9}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--missing", action="store_true")
    asked = parser.parse_args()
    catalogue = Library(()).catalogue()
    found = {}
    for path in sorted(NAMES.glob("*.txt")):
        names = path.read_text(encoding="utf-8").splitlines()
        missing = [name for name in names if catalogue.find(name) is None]
        found[path.stem] = {"names": len(names), "found": len(names) - len(missing)}
        if asked.missing:
            found[path.stem]["missing"] = missing  # type: ignore[assignment]
    if asked.json or asked.missing:
        print(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for program, figures in found.items():
        part = figures["found"] / figures["names"]
        target = f", at least {TARGETS[program]:.0%}" if program in TARGETS else ""
        print(f"{program}: {figures['found']} of {figures['names']} ({part:.0%}{target})")


if __name__ == "__main__":
    main()
