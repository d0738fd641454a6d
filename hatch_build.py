"""Puts the man page into the wheel, made of what `--help` says, so that `man coach` has it where the wheel is."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManPage(BuildHookInterface):
    """The build hook of the target `wheel`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the page to a wheel that is built to be installed; a checkout in use has `coach help --man`."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from coach.cli.manual import whole_man_page

        # It is there until the wheel has been written.
        self._folder = TemporaryDirectory()
        page = Path(self._folder.name) / "coach.1"
        page.write_text(whole_man_page(), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/coach.1"
