"""The templates and papers of a station: the program's, and its own in the folder that is configured."""

from pathlib import Path

from kiosk import paths
from kiosk.config import Config
from kiosk.labels.library import Library


def folder(config: Config) -> Path:
    """Where a station's own are: as configured, or `labels` beside the user's kiosk.toml."""
    return Path(config.labels.templates) if config.labels.templates else paths.labels()


def of(config: Config) -> Library:
    """All that there are. Raises KioskError for a user without a home."""
    return Library(folder(config))
