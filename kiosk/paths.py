"""Where configuration, data, state and logs live. Computes paths and never creates one.

Follows the XDG base directories of the user who runs the program; all raise KioskError for one who has none.
Imports platformdirs only when a folder is asked for, so that this module costs nothing at start.
"""

from pathlib import Path

from kiosk.errors import KioskError
from kiosk.wording import commands as wording

SYSTEM_CONFIG = Path("/etc/kiosk/kiosk.toml")


def user_config() -> Path:
    """kiosk.toml in the user's own config folder."""
    return _folder("user_config_path") / "kiosk.toml"


def labels() -> Path:
    """Holds the user's own templates of labels, beside kiosk.toml, where the config names no folder for them."""
    return _folder("user_config_path") / "labels"


def data_folder() -> Path:
    """Holds the stores; whoever creates it makes it 0700."""
    return _folder("user_data_path")


def state_folder() -> Path:
    """Holds the log and the demo's socket; whoever creates it makes it 0700."""
    return _folder("user_state_path")


def store() -> Path:
    """The SQLite store of a station whose config names none."""
    return data_folder() / "kiosk.db"


def demo_store() -> Path:
    """The SQLite store of `kiosk demo`."""
    return data_folder() / "demo.db"


def demo_delivery() -> Path:
    """The list that comes with the delivery which the shop of `kiosk demo` waits for."""
    return data_folder() / "demo-delivery.csv"


def exports() -> Path:
    """Holds the files that a station's screens export; whoever creates it makes it 0700."""
    return data_folder() / "exports"


def log() -> Path:
    """The log file of the station, its reader process and the commands."""
    return state_folder() / "kiosk.log"


def demo_socket() -> Path:
    """Where a running demo takes simulated codes.

    In the state folder and not in XDG_RUNTIME_DIR: that is often unset in a second terminal (su, cron, a
    container), and the two sides have to find the same path.
    """
    return state_folder() / "demo.sock"


def _folder(kind: str) -> Path:
    import platformdirs

    try:
        folder: Path = getattr(platformdirs, kind)("kiosk")
    except RuntimeError as error:  # HOME is unset or relative, and the system knows no such user
        raise KioskError(wording.no_home()) from error
    return folder
