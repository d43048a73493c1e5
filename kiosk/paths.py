"""Where configuration, data, state and logs live. Computes paths and never creates one.

Follows the XDG base directories of the user who runs the program. Imports platformdirs only when a folder
is asked for, so that this module costs nothing at start.
"""

from pathlib import Path

SYSTEM_CONFIG = Path("/etc/kiosk/kiosk.toml")


def user_config() -> Path:
    """kiosk.toml in the user's own config folder."""
    import platformdirs

    return platformdirs.user_config_path("kiosk") / "kiosk.toml"


def data_folder() -> Path:
    """Holds the stores; whoever creates it makes it 0700."""
    import platformdirs

    return platformdirs.user_data_path("kiosk")


def state_folder() -> Path:
    """Holds the log and the demo's socket; whoever creates it makes it 0700."""
    import platformdirs

    return platformdirs.user_state_path("kiosk")


def store() -> Path:
    """The SQLite store of a station whose config names none."""
    return data_folder() / "kiosk.db"


def demo_store() -> Path:
    """The SQLite store of `kiosk demo`."""
    return data_folder() / "demo.db"


def log() -> Path:
    """The log file of the station, its reader process and the commands."""
    return state_folder() / "kiosk.log"


def demo_socket() -> Path:
    """Where a running demo takes simulated codes.

    In the state folder and not in XDG_RUNTIME_DIR: that is often unset in a second terminal (su, cron, a
    container), and the two sides have to find the same path.
    """
    return state_folder() / "demo.sock"
