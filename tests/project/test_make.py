"""The Makefile: lists its targets, and names a missing package by its apt-get line instead of failing later."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def make(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE") and name != "PYTHON"}
    return subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=ROOT,
        env=clean | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_make_alone_lists_every_target_that_is_for_people():
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert phony
    listed = [line.split()[1] for line in make().stdout.splitlines()]
    assert listed == [target for target in phony[1].split() if target != "system"]


def test_a_missing_interpreter_is_named_with_its_packages():
    ended = make("system", PYTHON="python3.99")
    assert ended.returncode != 0
    assert "apt-get install python3.99 python3.99-venv python3.99-dev" in ended.stderr


def test_a_missing_compiler_is_named_with_its_package():
    ended = make("system", CC="no-such-compiler")
    assert ended.returncode != 0
    assert re.search(r"apt-get install.* gcc", ended.stderr)


def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path):
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit\nexit 1\n')
    old.chmod(0o755)
    ended = make("system", PYTHON=str(old))
    assert ended.returncode != 0
    assert "needs Python 3.11 or newer" in ended.stderr
    assert "3.9.2" in ended.stderr


@pytest.fixture
def fake_python(tmp_path):
    """Makes a Python of some version that notes each of its calls in a file instead of obeying."""

    def make_one(path: Path, version: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'#!/bin/sh\necho "$0 $*" >> {tmp_path}/calls\n'
            f'case "$*" in -V) echo Python {version} ;; *version_info\\[:2\\]*) echo {version} ;; esac\n'
        )
        path.chmod(0o755)
        return path

    return make_one


@pytest.mark.parametrize(("named", "anew"), [("3.98", True), ("3.99", False), (None, False)])
def test_a_python_that_is_named_sets_the_venv_up_anew_unless_it_is_that_of_the_venv(fake_python, tmp_path, named, anew):
    venv = tmp_path / "venv"
    fake_python(venv / "bin" / "python", "3.99")
    (venv / "installed").touch()
    picked = [f"PYTHON={fake_python(tmp_path / 'python', named)}"] if named else []
    ended = make("demo", f"VENV={venv}", *picked, CC="true")
    assert (ended.returncode, ended.stderr) == (0, "")
    calls = (tmp_path / "calls").read_text()
    assert ("-m pip install" in calls) is anew
    assert (f"{tmp_path}/python -m venv --clear {venv}" in calls) is anew
    assert calls.endswith("-P -m kiosk demo\n")
