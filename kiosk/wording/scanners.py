"""What `kiosk scanners` says of a device: why it was chosen or not, and what is missing to read it."""

_WHY = {
    "path": "it is the device that this scanner names",
    "id": "it has the vendor:product that this scanner names",
    "name": "its name matches",
    "vendor": "its maker makes scanners",
    "scanner_name": "it has a scanner's name",
    "other_path": "another device is named",
    "other_id": "another vendor:product is named",
    "other_name": "its name does not match",
    "not_a_scanner": "neither its maker nor its name is a scanner's; name it in kiosk.toml if it is one",
    "no_keys": "it has no keys that could type a code",
    "only_keyboard": "it is the only keyboard; name it in kiosk.toml if it is a scanner",
    "other_kind": "it needs the other driver",
    "taken": "another [[scanner]] has it already",
    "further": "another device comes first; name this one in kiosk.toml to use it",
}


def why(code: str) -> str:
    """A reason for a choice, or against it."""
    return _WHY[code]


def chosen(scanner: str, reason: str) -> str:
    return f'used by [[scanner]] "{scanner}": {reason}'


def not_chosen(scanner: str, reason: str) -> str:
    return f'not used by [[scanner]] "{scanner}": {reason}'


def permitted() -> str:
    return "may be read by this user"


def held() -> str:
    return "held by another program, such as a running Kiosk; end that one to use it here"


def missing(code: str, kind: str, usb: str) -> str:
    """What this user lacks, and what to do. `code` is `group_NAME`, `login` or `udev_rule`."""
    if code == "login":
        return "this login is older than the user's membership in the device's group; log out and in again"
    if code.startswith("group_"):
        group = code.removeprefix("group_")
        return f'this user is not in the group {group}; run "sudo usermod -aG {group} $USER", log out and in again'
    where = "/etc/udev/rules.d/70-kiosk.rules"
    return f"no group may read it; put this line into {where}, then plug it in again: {rule(kind, usb)}"


def rule(kind: str, usb: str) -> str:
    """A udev rule that lets a group read such a device."""
    subsystem, group = ("input", "input") if kind == "hid" else ("tty", "dialout")
    vendor, _, product = usb.partition(":")
    which = f', ATTRS{{idVendor}}=="{vendor}", ATTRS{{idProduct}}=="{product}"' if product else ""
    return f'SUBSYSTEM=="{subsystem}"{which}, GROUP="{group}", MODE="0660"'


def none_found() -> str:
    return "No device here could be a scanner. Plug it in; a scanner in serial mode needs its port in kiosk.toml."


def not_there(scanner: str, wanted: str) -> str:
    if wanted == "auto":
        return f'[[scanner]] "{scanner}": no device looks like a scanner. Plug it in, or name it in kiosk.toml.'
    return f'[[scanner]] "{scanner}": there is no {wanted}. Plug it in, or mend its entry in kiosk.toml.'
