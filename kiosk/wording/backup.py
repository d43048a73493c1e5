"""What is said of backups: made, daily, failed; of a store that is restored; and of why it is not."""

import shlex


def by_pg_dump(target: object) -> str:
    return (
        "A store on PostgreSQL is backed up by PostgreSQL's own tool: "
        f"pg_dump --format=custom --file={shlex.quote(str(target))} URL, with the url of [store]."
    )


def by_pg_restore(file: object) -> str:
    return (
        "A store on PostgreSQL is restored by PostgreSQL's own tool, while no station runs: "
        f"pg_restore --clean --dbname=URL {shlex.quote(str(file))}, with the url of [store]."
    )


def exists(target: object) -> str:
    return f"{target} exists, and a backup never overwrites. Name a new file, or a folder."


def failed(target: object, detail: str) -> str:
    return f"The backup {target} can't be written ({detail}). Check its folder and the space on its disk."


def under_way() -> str:
    return "A backup of this store is being made already. Wait until it is done."


def stopped() -> str:
    return "The backup was stopped. Nothing of it is left."


# Restoring


def no_file(file: object, detail: str) -> str:
    return f"{file} can't be read ({detail}). Name the file of a backup."


def no_backup(file: object, detail: str) -> str:
    return f"{file} is no backup of a store, or it is damaged ({detail}). Nothing was changed: choose another one."


def has_faults(file: object) -> str:
    return (
        f"{file} has the faults listed above. Nothing was changed: choose an older backup, or restore this one all "
        "the same with --force."
    )


def in_use(store: str) -> str:
    return (
        f"The store {store} is open in a station, a command or another program. Nothing was changed: "
        "end them all, then try again."
    )


def restore_failed(store: str, detail: str) -> str:
    return (
        f"The store {store} can't be restored ({detail}). Nothing was changed: check its folder and the space on "
        "its disk."
    )


def fails_check() -> str:
    return "it fails SQLite's own check"


def not_sqlite() -> str:
    return "it is no SQLite database"


def contents(file: str, made: str, parts: int, units: int, scans: int, last: str) -> str:
    """What a backup holds; `last` is when something was last scanned, empty for never."""
    scanned = f"{scans} scans, the last one at {last}" if last else "no scans"
    return f"{file}, written {made}: {parts} parts, {units} units with a serial, {scanned}."


def fit(faults: int) -> str:
    if not faults:
        return "It is sound and can be restored."
    return f"It has {faults} {'fault' if faults == 1 else 'faults'}."


def restore_question(store: str) -> str:
    return f"Put it in place of {store}, which is kept beside it? [y/N] "


def needs_yes() -> str:
    return "Nothing was changed, since there is nobody to ask: add --yes to restore it."


def not_restored() -> str:
    return "Nothing was changed."


def restored(store: str, kept: str) -> str:
    told = f"{store}: restored."
    return f"{told} What was there before is {kept}; delete it when you are sure." if kept else told


# `kiosk db restore`


def restore_help() -> str:
    return "put a backup in place of the store"


def restore_about() -> str:
    return """\
Checks that FILE is a sound backup of a store, says what it holds, asks, and puts it in place of the store that
kiosk.toml names. No station may run meanwhile, but for --check. The store that was there is kept beside it under a
dated name.
Exit code 1 when it was not restored, or with --check has faults."""


def restore_file() -> str:
    return "the backup"


def restore_check() -> str:
    return "only check it and say what it holds"


def restore_yes() -> str:
    return "do not ask"


def restore_force() -> str:
    return "restore it although `kiosk db verify` would find faults in it; a damaged file never is"
