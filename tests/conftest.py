"""What tests of all rooms have in common: packages that bring plugins along."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Package = Callable[[str, str, str, Mapping[str, str]], None]


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
