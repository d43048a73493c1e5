"""Whose turn it is: of several Kiosks that could print the labels of one station, one does, or they came twice."""

import fcntl
import hashlib
import os
from pathlib import Path


class Turn:
    """One printer of one station of a store, by a lock on a file, which ends with its process however that ends."""

    def __init__(self, folder: Path, *names: str) -> None:
        digest = hashlib.sha256("\0".join(names).encode()).hexdigest()[:16]
        self._path = folder / f"printer-{digest}.lock"
        self._file: int | None = None

    def take(self) -> bool:
        """Whether it is this process's turn now; it stays so until `leave`. Raises OSError."""
        if self._file is not None:
            return True
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        except OSError:
            os.close(file)
            raise
        self._file = file
        return True

    def leave(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
