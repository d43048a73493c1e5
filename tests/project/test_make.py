"""The Makefile: lists its targets, and names a missing package by its apt-get line instead of failing later."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
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
