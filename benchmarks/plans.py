"""A hundred plans of all kinds, brought: how many lines are right, refused with a message, or silently wrong.

The plans stand in `tests/plans/`, each with what has to be understood of it, as it was judged by hand. A line is
silently wrong where something else is understood of it than that, and no message says so.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from tests.support.drafts import told

PLANS = Path(__file__).parents[1] / "tests" / "plans"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    found: Counter[str] = Counter()
    for path in sorted(PLANS.glob("*.txt")):
        text, _, wanted = path.read_text(encoding="utf-8").partition("=====\n")
        found["plans"] += 1
        right = Counter(wanted.splitlines())
        for line in told(text.rstrip("\n")):
            if line.startswith("not "):
                found["refused"] += 1
            elif not line.startswith("== "):
                found["right" if right[line] > 0 else "silently wrong"] += 1
            right[line] -= 1
    figures = {key: found[key] for key in ("plans", "right", "refused", "silently wrong")}
    print(json.dumps(figures) if asked.json else ", ".join(f"{number} {key}" for key, number in figures.items()))


if __name__ == "__main__":
    main()
