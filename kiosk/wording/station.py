"""What the Station screen says: scanners, store, rules, log, about this station. Scans to try a scanner."""

from kiosk.scan import Condition, ScannerState, TornBy

TITLE = "Station"


def title() -> str:
    return TITLE


def page(name: str) -> str:
    return f"{TITLE}: {name}"


# The pages


def scanners() -> str:
    return "Scanners"


def store() -> str:
    return "Store"


def settings() -> str:
    return "Settings"


def log() -> str:
    return "Log"


def about() -> str:
    return "About"


def settings_help() -> str:
    return "rules for all stations"


def log_help() -> str:
    return "what Kiosk noted of itself"


def scanners_ready(ready: int, total: int) -> str:
    if not total:
        return "none: this station has a keyboard only"
    return f"{ready} of {total} ready" if total > 1 else ("ready" if ready else "not ready")


def reading() -> str:
    return "reading …"


# Scanners

_CONDITIONS = {
    Condition.STARTING: "starting: not known yet",
    Condition.READY: "ready",
    Condition.AWAY: "away: not plugged in, or its port is not there",
    Condition.BUSY: "busy: another program has it, such as a second Kiosk; end that one",
    Condition.DENIED: "no permission: see `kiosk scanners` for what to do",
    Condition.FAULT: "in trouble",
}


def condition(state: ScannerState) -> str:
    """How a scanner is, with the device or the fact behind it."""
    if state.condition is Condition.FAULT and state.detail == "reader":
        return "its reader stopped and is started again"
    told = _CONDITIONS[state.condition]
    return f"{told} ({state.detail})" if state.detail else told


def no_scanners() -> str:
    return "No scanner is configured. Add a [[scanner]] to kiosk.toml, or leave that out for any that is plugged in."


def counts(codes: int, torn: int) -> str:
    read = f"{codes} {'code' if codes == 1 else 'codes'} read"
    return f"{read}, {torn} torn" if torn else read


def device() -> str:
    return "Device"


def state() -> str:
    return "State"


def read() -> str:
    return "Read"


def last_scans() -> str:
    return "Last scans"


def nothing_scanned() -> str:
    return "Nothing was scanned with it since the start."


def torn(why: TornBy) -> str:
    return f"torn ({_TORN[why]})"


_TORN = {
    TornBy.DROPPED: "too fast for this machine",
    TornBy.OPENED: "begun before it was opened",
    TornBy.TOO_LONG: "too long",
    TornBy.UNPLUGGED: "unplugged in the middle",
    TornBy.BROKEN_OFF: "its end never came",
}


def try_it() -> str:
    return "Try the scanners"


def try_it_help() -> str:
    return "scan; nothing is changed"


# Trying scanners


def test() -> str:
    return "Try the scanners"


def test_first() -> str:
    return "Scan to try"


def test_first_help() -> str:
    return "Each code is shown as it came, and what it would be. Nothing is changed. Esc ends it."


def came_as(size: int, symbology: str, device: str) -> str:
    code = f"symbology ]{symbology}, " if symbology else ""
    return f"{size} {'byte' if size == 1 else 'bytes'}, {code}by {device}."


def would_be(label: str) -> str:
    return f"It would be {label}."


def would_be_one_of(count: int) -> str:
    return f"It would be one of {count} things, and you would be asked which."


def came_together(labels: int) -> str:
    return f"{labels} labels of one trigger."


def would_be_unknown() -> str:
    return "Nothing here has this code."


def tried(count: int) -> str:
    return f"{count} tried"


# Store


def where() -> str:
    return "Where"


def engine() -> str:
    return "Engine"


def size() -> str:
    return "Size"


def bytes_told(size: int) -> str:
    """A size in the unit that leaves few digits: 812 kB, 12.4 MB."""
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1e6:.1f} MB" if size < 1_000_000_000 else f"{size / 1e9:.2f} GB"


def size_with_log(size: str, log: str) -> str:
    return f"{size}, and {log} in its log"


def holds() -> str:
    return "Holds"


def held(parts: int, items: int, units: int) -> str:
    return f"{parts:,} parts, {items:,} stock items, {units:,} of them units with a serial"


def records(scans: int, movements: int) -> str:
    return f"{scans:,} scans, {movements:,} movements"


def records_name() -> str:
    return "Records"


def last_backup() -> str:
    return "Backup"


def backup_of(when: str) -> str:
    return f"backup {when}" if when else "no backup yet"


def backup_by_pg_dump() -> str:
    return "backup by pg_dump"


def no_backup() -> str:
    return "none was made yet"


def backup_made(when: str, file: str) -> str:
    return f"{when}, {file}"


def backup_gone(when: str, file: str) -> str:
    return f"{when}, but {file} is not there any more"


def backup_failed(when: str, why: str) -> str:
    return f"The daily backup failed at {when}: {why} It is tried again every quarter of an hour."


def backup_plan(at: str, keep: int, folder: str) -> str:
    return f"daily at {at} or soon after the start; the last {keep} are kept in {folder}"


def backup_not_daily() -> str:
    return "not made daily: that is off in the configuration"


def backup_by_server() -> str:
    return "by PostgreSQL's own tool, pg_dump; Kiosk makes none"


def plan() -> str:
    return "Plan"


def back_up_now() -> str:
    return "Back up now"


def backing_up(percent: int) -> str:
    return f"Backing up: {percent} %. Stop it"


def backed_up(file: str) -> str:
    return f"Backed up to {file}; the copy is sound."


def verify_now() -> str:
    return "Verify now"


def verifying(percent: int) -> str:
    return f"Verifying: {percent} %. Stop it"


def sound() -> str:
    return "Verified: no faults."


def faults(count: int) -> str:
    return f"Verified: {count} {'fault' if count == 1 else 'faults'}. Stop working with the store, restore a backup."


def stopping() -> str:
    return "Stopping …"


def failing(why: str) -> str:
    """For the menu, as long as the daily backup fails."""
    return f"The daily backup failed: {why}"


# Log


def log_empty() -> str:
    return "The log is empty."


def log_missing(file: str, why: str) -> str:
    return f"The log {file} can't be read ({why})."


# About


def version() -> str:
    return "Version"


def station() -> str:
    return "Station"


def operator() -> str:
    return "Operator"


def operator_as(operator: str, user: str) -> str:
    return operator if operator == user else f"{operator} (user {user})"


def running() -> str:
    return "Run"


def run_since(run: int, since: str) -> str:
    return f"no. {run}, since {since}"


def terminal() -> str:
    return "Terminal"


def terminal_at(tty: str, kind: str, width: int, height: int) -> str:
    return f"{tty or 'none'}, {kind}, {width}×{height}"


def ssh() -> str:
    return "SSH from"


def python() -> str:
    return "Python"


def config_file() -> str:
    return "Config"


def no_config() -> str:
    return "no kiosk.toml; the defaults count"


def data() -> str:
    return "Data"


def log_file() -> str:
    return "Log"


def plugin() -> str:
    return "Plugin"


def plugin_is(name: str, group: str, names: str) -> str:
    return f"{name} ({group}), {names}" if names else f"{name} ({group})"


def plugin_place(place: int) -> str:
    return f"asked as number {place} about codes that nothing else knows"


def plugin_slow(ms: float) -> str:
    return f"took up to {ms:.0f} ms for a code; it has 5. Every unknown code waits for it."


def plugin_missing() -> str:
    return "is named in kiosk.toml, but not installed."


def plugin_fault(fault: str) -> str:
    return f"failed last at: {fault}. The log has more."


# Keys and help


def key_backup() -> str:
    return "back up"


def key_change() -> str:
    return "change"


def help_hub() -> tuple[str, ...]:
    return ("How this station is: its scanners, its store and the backups of it, the rules, the log.",)


def help_scanners() -> tuple[str, ...]:
    return (
        "Each scanner with its state. Choose one for its last scans, and one of those for its bytes.",
        "Try the scanners shows each code as it comes and what it would be, without doing anything with it.",
    )


def help_test() -> tuple[str, ...]:
    return (
        "Scan anything. The code is shown with visible control marks, its bytes, its symbology, and how each language "
        "of codes has read it. F9 has the whole account. Nothing is changed; the journal keeps it as a test.",
    )


def help_store() -> tuple[str, ...]:
    return (
        "F5 backs the store up now; work goes on meanwhile, also at this station once you leave this screen.",
        "Verify reads the whole store and lists what does not agree. Choosing either once more stops it.",
        "A backup is put back by the command `kiosk db restore FILE`, while no station runs.",
    )


def help_settings() -> tuple[str, ...]:
    return (
        "Rules that all stations of the store share. Choose one to see who changed it when, and to change it.",
        "A change counts here at once, and on other stations within a minute.",
    )


def help_log() -> tuple[str, ...]:
    return ("The end of the log file, the newest entry last. New entries appear as long as you are at the end.",)


def help_about() -> tuple[str, ...]:
    return (
        "What to tell who helps you: versions, this run, where its files are; which plugins are installed, and what "
        "each has last failed at since the station was started.",
    )
