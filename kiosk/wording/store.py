"""What is said when the store can't be opened or did not take a change, and what a check of it found.

Each sentence says what happened and what to do. `store` is the store's name for people: a path or a URL without
its password; `detail` a short fact from the database.
"""


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


def damaged(store: str, detail: str) -> str:
    return f"The store {store} is damaged ({detail}). Stop working with it and restore a backup."


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


def backup_by_pg_dump(target: object) -> str:
    return (
        "A store on PostgreSQL is backed up by PostgreSQL's own tool: "
        f'pg_dump --format=custom --file="{target}" URL, with the url of [store].'
    )


def backup_exists(target: object) -> str:
    return f"{target} exists, and a backup never overwrites. Name a new file."


def backup_failed(target: object, detail: str) -> str:
    return f"The backup {target} can't be written ({detail}). Check its folder and the space on its disk."
