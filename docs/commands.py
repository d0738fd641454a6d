"""Writes docs/commands.md, the reference of all commands and options, from what `--help` says.

Run it where an option was added or its help changed: `python docs/commands.py`; with `-` it prints the page.
"""

from __future__ import annotations

import sys
from pathlib import Path

from coach.cli.manual import reference, root

PAGE = Path(__file__).with_name("commands.md")


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(reference(root()))
    else:
        PAGE.write_text(reference(root()), encoding="utf-8")
