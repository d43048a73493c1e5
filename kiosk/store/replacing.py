"""One SQLite store takes the place of another, so that a power cut leaves the old one or the new one, whole.

The new one is `NAME.restored` once it is complete: from then on it counts, and whoever opens the store next finishes
the replacement, should it have been cut off. The old one stays as `NAME.replaced-YYYYMMDD-HHMMSSZ`, with its log.
All of it is done under the lock of `kiosk.store.sqlite.opening`, while nobody has the store open.
"""

import os
import time
from contextlib import suppress
from pathlib import Path


def is_pending(store: Path) -> bool:
    """Whether a new store waits to take the place."""
    return _new(store).exists()


def replace(store: Path, file: Path) -> Path | None:
    """Put `file`, which is whole and closed and in the same folder, in place of `store`.

    Answers where the old one is kept; None where there was none. Raises OSError.
    """
    moment = int(time.time())
    while _named(store, moment).exists():
        moment += 1
    os.utime(file, (moment, moment))
    sync(file)
    there_was_one = store.exists()
    file.rename(_new(store))
    sync(store.parent)  # from here on it counts
    kept = _kept(store)
    finish(store)
    return kept if there_was_one else None


def finish(store: Path) -> None:
    """Finish a replacement that is complete but not in place. Raises OSError."""
    if not is_pending(store):
        return
    kept = _kept(store)
    for end in ("-wal", ""):  # the log first: beside the new store it would be taken for its own
        old = store.with_name(store.name + end)
        if old.exists():
            old.rename(kept.with_name(kept.name + end))
    store.with_name(store.name + "-shm").unlink(missing_ok=True)
    sync(store.parent)
    _new(store).rename(store)
    sync(store.parent)


def sync(path: Path) -> None:
    """Bring a file or a folder onto the disk. Some file systems can't sync a folder."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if path.is_dir():
            with suppress(OSError):
                os.fsync(fd)
        else:
            os.fsync(fd)
    finally:
        os.close(fd)


def _new(store: Path) -> Path:
    return store.with_name(store.name + ".restored")


def _kept(store: Path) -> Path:
    return _named(store, int(_new(store).stat().st_mtime))


def _named(store: Path, moment: int) -> Path:
    """For the time of the new file, in UTC: whoever finishes the replacement has to find the same name."""
    return store.with_name(f"{store.name}.replaced-{time.strftime('%Y%m%d-%H%M%SZ', time.gmtime(moment))}")
