"""Finds out how the program was installed, and from that the command that adds an extra's packages to it.

A command names the packages that the extra stands for, as the installed metadata lists them, and the environment that
they go into. It is the same whether the coach came from an index, a wheel or a checkout.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

DISTRIBUTION: Final = "voice-coach"
_REQUIREMENT: Final = re.compile(r"\s*(?P<named>[^;]+?)\s*;.*\bextra\s*==\s*['\"](?P<extra>[^'\"]+)['\"]")
_PLAIN: Final = re.compile(r"[\w./\\:+-]+")


def install_command(extra: str) -> str:
    """The command, for a shell of this platform, that installs what the extra `extra` of voice-coach needs.

    In an environment made by pipx it is `pipx inject`, in one made by `uv tool` it is `uv tool install` with all that
    the tool has by now, and in any other it is pip's, or uv's where the environment has no pip.
    """
    return install_packages(*packages_of(extra))


def install_packages(*packages: str) -> str:
    """The command that installs `packages` into this program's environment."""
    return command_for(Path(sys.prefix), packages)


def _python() -> str:
    """The interpreter of this environment, by its plain name if it has one: scripts may run by `python3`."""
    plain = Path(sys.executable).with_name("python")
    return str(plain) if plain.exists() else sys.executable


def packages_of(extra: str) -> list[str]:
    """The requirements of an extra, as `hibari-tts>=0.2.1`; a checkout that was never installed has only its path."""
    try:
        listed = requires(DISTRIBUTION) or []
    except PackageNotFoundError:
        return [f"{Path(__file__).parents[2]}[{extra}]"]
    found = (_REQUIREMENT.match(line) for line in listed)
    return [match["named"] for match in found if match and match["extra"] == extra]


def command_for(prefix: Path, packages: Sequence[str]) -> str:
    """The command that installs `packages` into the environment at `prefix`."""
    if (prefix / "pipx_metadata.json").is_file():
        return _typed(["pipx", "inject", prefix.name, *packages])
    # If the receipt is missing, or in a format that isn't known, the general command is used.
    with suppress(OSError, ValueError, KeyError, TypeError):
        tool, *others = _uv_requirements(prefix)
        kept = [_written(one) for one in others]
        withs = [word for package in (*kept, *packages) for word in ("--with", package)]
        return _typed(["uv", "tool", "install", *withs, _written(tool)])
    if find_spec("pip"):
        return _typed([_python(), "-m", "pip", "install", *packages])
    return _typed(["uv", "pip", "install", "--python", _python(), *packages])


def _uv_requirements(prefix: Path) -> list[dict[str, Any]]:
    """What uv installed into a tool's environment: the tool itself first."""
    import tomllib

    found: list[dict[str, Any]] = tomllib.loads((prefix / "uv-receipt.toml").read_text("utf-8"))["tool"]["requirements"]
    return found


def _written(requirement: Mapping[str, Any]) -> str:
    """A requirement of a uv receipt as it is typed on a command line: a name with its versions, or its source."""
    name = requirement["name"]
    extras = f"[{','.join(requirement['extras'])}]" if requirement.get("extras") else ""
    for kind in ("directory", "editable", "path"):
        if kind in requirement:
            return f"{requirement[kind]}{extras}"
    if "url" in requirement or "git" in requirement:
        source = requirement.get("url") or f"git+{requirement['git']}"
        return f"{name}{extras} @ {source}"
    return f"{name}{extras}{requirement.get('specifier', '')}"


def _typed(words: Sequence[str]) -> str:
    """The words, quoted for a shell; on Windows with the quotes that both of its shells understand."""
    if sys.platform == "win32":
        return " ".join(word if _PLAIN.fullmatch(word) else f'"{word}"' for word in words)
    return shlex.join(words)
