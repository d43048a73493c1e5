"""What tests of all rooms have in common: where their files are, and packages that bring plugins along."""

import gc
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

IN_MEMORY = Path("/dev/shm")
ROOM = 2**30  # bytes that must be free there; it may be as small as 64 MB in a container
Package = Callable[[str, str, str, Mapping[str, str]], None]


def pytest_configure() -> None:
    """Keep the files of tests in memory where that can be: most of them are stores, which wait for a disk."""
    if _takes_files(IN_MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among modules: an app that ends leaves much, and tests start hundreds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


def _takes_files(folder: Path) -> bool:
    try:
        system = os.statvfs(folder)
    except OSError:
        return False
    may_write = os.access(folder, os.W_OK | os.X_OK) and not system.f_flag & os.ST_NOEXEC  # programs are put there, too
    return may_write and system.f_bavail * system.f_frsize >= ROOM


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Package:
    """`package(name, source, group, entries)` installs a module, with entry points by their names."""

    def install(name: str, source: str, group: str, entries: Mapping[str, str]) -> None:
        (tmp_path / f"{name}.py").write_text(source)
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        points = "".join(f"{point} = {what}\n" for point, what in entries.items())
        (info / "entry_points.txt").write_text(f"[{group}]\n{points}")
        monkeypatch.syspath_prepend(tmp_path)

    return install
