"""The command that the coach gives to install a package works in its environment."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

from coach.cli.installation import command_for, install_command, packages_of
from tests.conftest import Coach

ROOT: Final = Path(__file__).parents[1]
PYTHON: Final = Path(sys.executable).with_name("python")
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

UV: Final = {
    "an index": ('{ name = "voice-coach", specifier = ">=0.1" }', "'voice-coach>=0.1'"),
    "an index, with an extra": ('{ name = "voice-coach", extras = ["files", "fit"] }', "'voice-coach[files,fit]'"),
    "a checkout": ('{ name = "voice-coach", directory = "/src/coach" }', "/src/coach"),
    "an editable checkout": ('{ name = "voice-coach", editable = "/src/coach" }', "/src/coach"),
    "a wheel": ('{ name = "voice-coach", path = "/d/v.whl", extras = ["fit"] }', "'/d/v.whl[fit]'"),
    "an address": ('{ name = "voice-coach", url = "https://h/v.whl" }', "'voice-coach @ https://h/v.whl'"),
    "a repository": ('{ name = "voice-coach", git = "https://h/v" }', "'voice-coach @ git+https://h/v'"),
}


@pytest.mark.parametrize(("tool", "typed"), UV.values(), ids=UV)
def test_in_a_tool_of_uv(tmp_path: Path, tool: str, typed: str) -> None:
    (tmp_path / "uv-receipt.toml").write_text(f"[tool]\nrequirements = [{tool}]\n")
    assert command_for(tmp_path, ["hibari-tts>=0.2.1"]) == f"uv tool install --with 'hibari-tts>=0.2.1' {typed}"


def test_in_a_tool_of_uv_that_has_more_by_now(tmp_path: Path) -> None:
    """Otherwise uv would take it away."""
    rows = '{ name = "voice-coach" }, { name = "pillow", specifier = ">=10" }'
    (tmp_path / "uv-receipt.toml").write_text(f"[tool]\nrequirements = [{rows}]\n")
    assert command_for(tmp_path, ["av"]) == "uv tool install --with 'pillow>=10' --with av voice-coach"


@pytest.mark.parametrize("receipt", ["", "[tool]\nrequirements = []", "[tool]\nrequirements = 3", "not TOML"])
def test_a_receipt_of_another_form_leaves_pip(tmp_path: Path, receipt: str) -> None:
    (tmp_path / "uv-receipt.toml").write_text(receipt)
    assert command_for(tmp_path, ["av>=16"]) == f"{PYTHON} -m pip install 'av>=16'"


def test_in_an_environment_of_pipx(tmp_path: Path) -> None:
    here = tmp_path / "voice-coach-old"
    here.mkdir()
    (here / "pipx_metadata.json").write_text("{}")
    assert command_for(here, ["av>=16", "pillow"]) == "pipx inject voice-coach-old 'av>=16' pillow"


@pytest.mark.parametrize("extra", PROJECT["optional-dependencies"])
def test_every_extra_can_be_installed(extra: str) -> None:
    """By the names that the project gives it; metadata has no more than their order and one spelling of their own."""
    wanted = [name for name in PROJECT["optional-dependencies"][extra] if not name.startswith("voice-coach[")]
    found = {_name(package) for package in packages_of(extra)}
    assert {_name(package) for package in wanted} <= found


def test_a_hint_has_the_packages_of_the_extra() -> None:
    assert install_command("fit").endswith(f" 'garmin-fit-sdk{PROJECT['optional-dependencies']['fit'][0][14:]}'")


def _name(package: str) -> str:
    found = re.match(r"[\w-]+", package)
    assert found
    return found[0]


def test_no_hint_names_a_distribution_that_may_not_be_published() -> None:
    for path in (*(ROOT / "coach").rglob("*.py"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        assert not re.search(r"install ['\"]?voice-coach\[", path.read_text()), path


def test_what_a_machine_without_two_of_the_wheels_hears_of_it(coach: Coach) -> None:
    """Linux on ARM has no wheel of miniaudio, and musl none of espeakng-loader: then the system's espeak-ng speaks."""
    without = coach.cwd / "without"
    without.mkdir()
    (without / "sitecustomize.py").write_text(
        "import sys\nsys.modules['miniaudio'] = sys.modules['espeakng_loader'] = None\n"
    )
    (coach.cwd / "brief.toml").write_text(
        'title = "Brief"\n[[exercise]]\nname = "Plank"\nsets = 1\nreps = "1 s"\nrest = "1 s"\n'
    )
    env = {"PYTHONPATH": str(without)}
    run = coach("start", "brief.toml", "--plain", "--talk", "beeps", env=env)
    assert run.status == 0
    silent = "No sound: miniaudio is not installed. Going on in silence; run coach doctor to mend it."
    assert [line for line in run.out.splitlines() if line.startswith("No sound")] == [silent]
    doctor = coach("doctor", "--no-sound", env=env).out
    assert f"FAIL  speaker   miniaudio is not installed\n{'':16}{PYTHON} -m pip install miniaudio\n" in doctor
    advice = f"install espeak-ng with your package manager, or: {PYTHON} -m pip install espeakng-loader"
    assert "pyttsx3 2" in doctor or advice in doctor
    sounds = coach.config / "sounds"
    sounds.mkdir(parents=True)
    (sounds / "go.wav").write_bytes(b"ID3")
    hint = "needs miniaudio to be read, which doesn't load here; save it as 48 kHz mono WAV"
    assert hint in coach("start", "brief.toml", "--plain", env=env).err
