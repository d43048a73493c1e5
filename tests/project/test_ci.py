"""`.ci/run` runs both checks whatever the first one says, and ends with their status."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.parametrize(
    ("failing", "status"), [("", 0), ("check", 1), ("test-vm", 1), ("check test-vm", 1), ("apt-get", 1)]
)
def test_both_checks_run_and_either_fails_it(tmp_path, failing, status):
    """In a copy, with an apt-get, a sudo and a make that only note what they were asked for."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    commands, noted = tmp_path / "bin", tmp_path / "noted"
    commands.mkdir()
    script(commands / "sudo", 'exec "$@"')
    script(commands / "apt-get", f'echo "apt-get $1" >>{noted}; case "{failing}" in apt-get) exit 100;; esac')
    script(commands / "make", f'echo "$1 $CI" >>{noted}; case " {failing} " in *" $1 "*) exit 2;; esac')
    env = os.environ | {"PATH": f"{commands}:{os.environ['PATH']}"}
    ended = subprocess.run([tmp_path / ".ci" / "run"], env=env, cwd="/", capture_output=True, timeout=60, check=False)
    assert (ended.returncode != 0) == (status != 0)
    expected = ["apt-get update", "apt-get install", "check true", "test-vm true"]
    assert noted.read_text().splitlines() == (expected[:1] if failing == "apt-get" else expected)
