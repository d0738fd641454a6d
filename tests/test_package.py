"""What a release is made of agrees with itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import coach

ROOT: Final = Path(__file__).parents[1]
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_there_is_one_version() -> None:
    assert coach.__version__ == PROJECT["version"]
    assert f"\n## {coach.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_the_page_on_the_package_index_needs_no_repository() -> None:
    """Relative links and pictures lead nowhere there."""
    page = (ROOT / PROJECT["readme"]).read_text()
    targets = re.findall(r"\]\(([^)]+)\)", page)
    assert [target for target in targets if not target.startswith("https://")] == []


def test_every_extra_is_on_that_page() -> None:
    page = (ROOT / PROJECT["readme"]).read_text()
    for extra in PROJECT["optional-dependencies"]:
        assert extra == "dev" or f"`voice-coach[{extra}]`" in page


def test_the_package_is_typed() -> None:
    assert (ROOT / "coach" / "py.typed").is_file()
