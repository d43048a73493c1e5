"""What is said when the store can't be opened or did not take a change.

Each sentence says what happened and what to do. `store` is the store's name for people: a path or a URL without
its password; `detail` a short fact from the database.
"""

import shlex


def locked() -> str:
    return "Another program kept the store busy for more than 5 seconds. Nothing was saved: try again."


def overtaken() -> str:
    return "Other stations kept changing the same things. Nothing was saved: try again."


def full() -> str:
    return "The disk of the store is full. Nothing was saved: free some space, then try again."


def read_only(store: str) -> str:
    return (
        f"The store {store} can't be read, or can't be written. Nothing was saved: "
        "check its permissions and that its disk is writable."
    )


def damaged(store: str, detail: str, newest: tuple[str, str] | None, otherwise: str = "") -> str:
    """`newest` is the last backup there is: when it was made, and its file. `otherwise` is what else can be done."""
    if newest is None:
        advice = "No backup of it is known here. If you have one, end all stations and run `kiosk db restore FILE`."
    else:
        made, file = newest
        command = f"kiosk db restore {shlex.quote(file)}"
        advice = f"What was saved by {made} is in a backup. End all stations, then run `{command}`."
    told = f"The store {store} is damaged ({detail}), and nothing is written to it any more. {advice}"
    return f"{told} {otherwise}" if otherwise else told


def damaged_server(store: str, detail: str) -> str:
    return f"The store {store} is damaged ({detail}). Stop working with it, and restore a backup by pg_restore."


def gone() -> str:
    return "its file is gone"


def empty() -> str:
    return "its file is empty"


def log_gone(log: str) -> str:
    return f"the file {log}, which has the last changes, is gone"


def to_begin_anew(lock: object) -> str:
    return f"To begin with an empty store, delete {lock}."


def to_do_without(store: str) -> str:
    return f"Or put that file back; or run `kiosk db restore {shlex.quote(store)}` to go on without those changes."


def not_ours(store: str) -> str:
    return f"{store} is a database, but not a store of Kiosk. Check the url in [store]."


def newer(store: str, found: int, known: int) -> str:
    return (
        f"The store {store} was made by a newer Kiosk (its schema is {found}, this Kiosk knows {known}). "
        "Update Kiosk on this station."
    )


def missing(store: str) -> str:
    return (
        f"There is no store at {store}. Check the url in [store], or make it: start the station once, "
        "or run `kiosk db upgrade`."
    )


def cannot_open(store: str, detail: str) -> str:
    return f"The store {store} can't be opened ({detail}). Check its path and permissions."


def unreachable(store: str, detail: str) -> str:
    return f"The store {store} can't be reached ({detail}). Check the network and the server, then try again."


def lost_while_saving(store: str) -> str:
    return (
        f"The connection to the store {store} broke while it was saving, so this may or may not be saved. "
        "Look before you do it again."
    )


def refused(detail: str) -> str:
    return f"The store did not take this ({detail}). Nothing was saved."


def trouble(detail: str) -> str:
    return f"The store has a fault ({detail}). Nothing was saved: try again, and check its disk if this stays."


def bad_url() -> str:
    return "The url in [store] must begin with sqlite:/// or postgresql://."


def no_driver() -> str:
    return "This Kiosk can't talk to PostgreSQL yet: install it with its extra, kiosk[postgres]."


def no_wal(store: str) -> str:
    return f"The store {store} lies on a file system that can't keep it safe. Put it on a local disk."


def opening_taken(lock: str) -> str:
    return f"Another station has been opening or upgrading the store for a minute ({lock} is held). Try again later."


def claimed(count: int) -> str:
    """Another draft was faster with serials that this one was to have."""
    told = "One of these serials is" if count == 1 else f"{count:,} of these serials are"
    return f"{told} in another open document by now. Nothing was changed; enter them again to see whose they are."
