"""What the figures were taken on, and what a process costs."""

import os
import platform
import sqlite3
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path


def facts(folder: Path) -> Mapping[str, str]:
    """The machine in a few words; `folder` is where the stores are kept."""
    return {
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Linux {platform.release()}",
        "python": platform.python_version(),
        "textual": version("textual"),
        "sqlite": sqlite3.sqlite_version,
        "stores on": f"{filesystem(folder)}",
        "load": load(),
    }


def load() -> str:
    """Running programs on average over 1, 5 and 15 minutes: more than the cores, and the figures are of no use."""
    return " ".join(f"{average:.2f}" for average in os.getloadavg())


def filesystem(folder: Path) -> str:
    """The type of the file system that holds `folder`: an fsync on tmpfs costs nothing and proves nothing."""
    done = subprocess.run(
        ["stat", "--file-system", "--format=%T", str(folder)], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def family(pid: int) -> tuple[int, ...]:
    """A process and all below it."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        children += map(int, (task / "children").read_text().split())
    return (pid, *(member for child in children for member in family(child)))


def memory(pid: int) -> tuple[float, float]:
    """PSS and RSS in MB. PSS counts a page that n processes share as one n-th in each."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    size = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return size["Pss"], size["Rss"]


def cpu(pid: int) -> int:
    """Nanoseconds on a processor so far, over all threads that still run."""
    return sum(int((task / "schedstat").read_text().split()[0]) for task in Path(f"/proc/{pid}/task").iterdir())
