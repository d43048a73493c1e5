"""What the commands say: help, answers and refusals."""

from collections.abc import Iterable

from kiosk.scan import visible


def about() -> str:
    return """\
A station for barcode scanners: scan a code, read in large type what it is and where it lives.

Without a COMMAND, kiosk starts the station on this terminal. `kiosk demo` shows it with sample data."""


def exit_codes() -> str:
    return """\
exit codes:
  0    done; all found
  1    the answer is no: an unknown code, a store or an import with faults, a change refused
  2    the command line or kiosk.toml is wrong
  3    no code is unknown, but one names several things
  4    the store, a device or the output can't be used; stderr says why
  70   a fault of Kiosk's own; the log file has it

`kiosk COMMAND --help` describes a command."""


def commands_title() -> str:
    return "commands"


def config_option() -> str:
    return (
        "read FILE instead of $KIOSK_CONFIG, /etc/kiosk/kiosk.toml or ~/.config/kiosk/kiosk.toml; "
        "demo and simulate read none of them"
    )


def json_option() -> str:
    return "print one JSON document; errors go to stderr"


def told(sentence: str) -> str:
    """A line on stderr."""
    return f"kiosk: {visible(sentence)}"


def own_fault(log: str) -> str:
    return f"Kiosk stopped by a fault of its own. Details are in {log}."


def no_output(reason: str) -> str:
    return f"The output can't be written ({reason}). What is printed is not all there is: write it somewhere else."


def no_home() -> str:
    return "This user has no home folder. Set HOME, or XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME."


def own_fault_without_log(fault: str) -> str:
    return f"Kiosk stopped by a fault of its own: {fault}. The log, which would have the details, can't be written."


def no_terminal() -> str:
    return "The station needs a terminal for its screen. Start it on one; in a service file, give it a TTYPath."


def no_reader(reason: str) -> str:
    return f"The reader of the scanners can't be started ({reason}). Free some memory and start Kiosk again."


def no_log(path: str, reason: str) -> str:
    return f"The log file {path} can't be written ({reason}). Kiosk works on without a log."


# kiosk demo, kiosk simulate


def demo_help() -> str:
    return "show the station with sample data and a simulated scanner"


def demo_about() -> str:
    return """\
Starts the station on a store of its own with sample data. Its scanner is simulated: in a second
terminal, `kiosk simulate CODE` scans. kiosk.toml is not read, and no real stock is touched."""


def demo_command(program: str, code: str) -> str:
    return f"{program} simulate {code}"


def demo_running(path: str) -> str:
    return f"Another demo is running (it answers on {path}). Leave that one first."


def demo_socket(reason: str) -> str:
    return f"The demo can't take simulated codes ({reason}). Set XDG_STATE_HOME to another folder."


def simulate_help() -> str:
    return "scan codes in the running demo"


def simulate_about() -> str:
    return """\
Has the running `kiosk demo` of this user scan each CODE, one after the other, on its serial port.
kiosk.toml is not read."""


def simulate_code() -> str:
    return r"the code; \x1d is a byte, \u20ac a character, also \n \r \t \0 and \\"


def bad_escape(text: str) -> str:
    return rf"{visible(text)} is no escape; write \x1d, \u20ac, \n, \r, \t, \0, or \\ for one backslash"


def empty_code() -> str:
    return "the code is empty; write at least one character"


def no_demo() -> str:
    return "No demo is running. Start `kiosk demo` in another terminal, as the same user."


def demo_of_another(path: str) -> str:
    return f"The demo on {path} belongs to another user. Run this as that user."


def demo_not_reading(detail: str) -> str:
    return f"The demo did not take the code ({detail}). See whether its screen is still running."


# kiosk scan


def scan_help() -> str:
    return "look codes up, as a scan would, and journal them"


def scan_about() -> str:
    return """\
Looks each CODE up in the store, journals it and prints what it is. A CODE is taken literally, as from a
scanner. Exit code 0: all found, 1: one or more unknown, 3: none unknown, but one or more ambiguous."""


def scan_code() -> str:
    return "a code as the scanner delivers it"


def hex_option() -> str:
    return "CODEs are bytes in hexadecimal, for control characters: 3031031d"


def bad_hex(text: str) -> str:
    return f"{visible(text)} is not hexadecimal: write two digits for each byte"


def scanned(code: str, text: str) -> str:
    return f"{code}: {text}"


def unknown_code() -> str:
    return "Nothing has this code. To assign it to a thing, scan it at a station's Quick scan."


def scanned_more(detail: str) -> str:
    return f"  {detail}"


def scanned_says(language: str, says: str) -> str:
    """What a code says beyond naming a thing."""
    return f"{language}: {says}" if says else language


# kiosk scanners


def scanners_help() -> str:
    return "list devices that could be scanners, and why each is used or not"


def scanners_about() -> str:
    return """\
Lists the input devices and serial ports that could be scanners: whether kiosk.toml chooses them and why,
and whether this user may read them, with the group or udev rule that is missing."""


# kiosk journal


def journal_help() -> str:
    return "print the journal of scans"


def csv_option() -> str:
    return "print CSV with a header line; the raw bytes are in hexadecimal, formulas begin with an apostrophe"


def since_option() -> str:
    return "only from then on: 2026-11-30, 2026-11-30T14:00, or an age such as 30m, 12h, 7d"


# kiosk settings


def settings_help() -> str:
    return "show or change the rules that all stations of the store share"


def settings_about() -> str:
    return "Shows the store's rules, one of them, or changes one. kiosk.toml only seeds them in a new store."


def settings_key(keys: Iterable[str]) -> str:
    return f"one of {', '.join(keys)}"


def settings_value() -> str:
    return "the new value: text, a number, true or false"


# kiosk db


def db_help() -> str:
    return "look after the store: upgrade, backup, restore, verify"


def db_about() -> str:
    return "Looks after the store that kiosk.toml names."


def db_upgrade_help() -> str:
    return "create the store, or bring it up to this version"


def db_upgrade_about() -> str:
    return "Creates the store if there is none, and runs the migrations that it lacks. The station does so, too."


def db_backup_help() -> str:
    return "copy the store to a file, while stations work"


def db_backup_about() -> str:
    return """\
Copies the store to FILE while stations go on working, and checks the copy. FILE must not exist; where it is a folder,
the copy gets a dated name in it. Without FILE it goes to the folder of [backup] in kiosk.toml."""


def db_backup_file() -> str:
    return "a new file, or a folder"


def db_verify_help() -> str:
    return "check the store and list its faults"


def db_verify_about() -> str:
    return "Checks the store's files and all that its tables have to agree on. Exit code 1 when there are faults."


def upgraded(store: str, names: Iterable[str], *, new: bool) -> str:
    """What opening the store has done; `new`: there was none before."""
    if new:
        return f"{store}: made, with nothing in it yet."
    done = ", ".join(names)
    return f"{store}: upgraded ({done})." if done else f"{store}: up to date."


def backed_up(store: str, file: str) -> str:
    return f"{store}: copied to {file}, and the copy is sound."


def sound(store: str) -> str:
    return f"{store}: no faults."


def faults(store: str, count: int) -> str:
    return f"{store}: {count} {'fault' if count == 1 else 'faults'}. Stop working with it and restore a backup."


# kiosk config


def config_help() -> str:
    return "check kiosk.toml, or show what counts"


def config_about() -> str:
    return "Checks kiosk.toml, or shows the configuration that counts."


def config_check_help() -> str:
    return "list everything that is wrong with kiosk.toml"


def config_check_about() -> str:
    return "Lists everything that is wrong with kiosk.toml, with what is allowed. Exit code 2 when anything is."


def config_show_help() -> str:
    return "print the configuration that counts, defaults included"


def config_show_about() -> str:
    return "Prints the configuration that counts, defaults included, in the form of kiosk.toml. Passwords are left out."


def config_fine(file: str) -> str:
    return f"{file}: no faults." if file else "There is no kiosk.toml; the defaults count."


def config_source(file: str) -> str:
    return f"from {file}" if file else "there is no kiosk.toml; these are the defaults"


def setting(value: object) -> str:
    """A rule's value as it is written on the command line."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def journalled(time: str, station: str, operator: str, device: str, result: str, code: str, thing: str) -> str:
    """One row of the journal on one line."""
    return f"{time}  {station}  {operator}  {device}  {result:<9}  {code}{f'  = {thing}' if thing else ''}"
