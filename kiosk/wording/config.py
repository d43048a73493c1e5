"""What is wrong with a configuration file, and what is allowed instead. One sentence for each fault."""

import json
import re
from collections.abc import Iterable, Sequence

from kiosk.scan import visible

_PASSWORD = re.compile(r"(?<=://)([^:/@\s]*):[^?\"\s]*@")
_PASSWORD_OPTION = re.compile(r"([?&](?:ssl)?password=)[^&\"]*")
_LONGEST_VALUE = 60


def unreadable(file: str, reason: str) -> str:
    return f"{file}: can't be read ({reason}). Mend the path, in --config or $KIOSK_CONFIG, or the permissions."


def not_utf8(file: str, line: int) -> str:
    return f"{file}, line {line}: not UTF-8 text. Save the file as UTF-8."


def syntax(file: str, line: int, column: int, reason: str) -> str:
    return f"{file}, line {line}, column {column}: not valid TOML. {visible(reason)}."


def too_deep(file: str) -> str:
    return f"{file}: its values are nested too deeply. No key of Kiosk needs that."


def unknown_table(file: str, table: str, value: object, near: str, tables: Iterable[str]) -> str:
    return (
        f"{file}: [{visible(table)}] = {shown(value)}: no such table.{_meant(near)} The tables are {_listed(tables)}."
    )


def stray_key(file: str, key: str, value: object, table: str) -> str:
    return f"{file}: {visible(key)} = {shown(value)}: stands outside its table. Write it below [{table}]."


def not_a_table(file: str, table: str, value: object, keys: Iterable[str]) -> str:
    return f"{file}: {table} = {shown(value)}: has to be a table. Write [{table}], below it its keys {_listed(keys)}."


def not_an_array(file: str, table: str, value: object) -> str:
    return f"{file}: {table} = {shown(value)}: has to be a list of tables. Write [[{table}]] for each {table}."


def unknown_key(file: str, table: str, key: str, value: object, near: str, keys: Iterable[str]) -> str:
    return f"{_at(file, table, key, value)}: no such key.{_meant(near)} The keys here are {_listed(keys)}."


def misplaced_key(file: str, table: str, key: str, value: object, owner: str) -> str:
    return f"{_at(file, table, key, value)}: no such key here. It belongs to {owner}."


def missing_key(file: str, table: str, key: str, allowed: str) -> str:
    return f"{file} {table} {key}: is missing. Allowed: {allowed}."


def wrong_value(file: str, table: str, key: str, value: object, allowed: str, near: str = "", *, why: str = "") -> str:
    return f"{_at(file, table, key, value)}: not allowed.{_meant(near)}{why} Allowed: {allowed}."


def name_taken(file: str, where: str, table: str, name: str, other: str) -> str:
    return f"{_at(file, where, 'name', name)}: {other} has this name. Allowed: a name of its own for each {table}."


def no_printer(file: str, table: str, key: str, value: object) -> str:
    return f'{_at(file, table, key, value)}: there is no printer for that. Add a [[printer]], or write "off".'


def no_such_folder(file: str, table: str, key: str, value: object) -> str:
    return f"{_at(file, table, key, value)}: there is no such folder. Make it, or mend its path."


def unusable(file: str, table: str, key: str, value: object, why: str) -> str:
    return f"{_at(file, table, key, value)}: {why}"


def true_or_false() -> str:
    return "true or false"


def whole_number(low: int | None = None, high: int | None = None) -> str:
    return "a whole number" if low is None else f"a whole number from {low} to {high}"


def text() -> str:
    return "text in quotes"


def printable(longest: int) -> str:
    return f"text in quotes, without control characters, of at most {longest} characters"


def scanner_name(longest: int) -> str:
    return f'text in quotes, printable, from 1 to {longest} characters, not "keyboard" and not "command"'


def printer_name(longest: int) -> str:
    return f"text in quotes, printable, from 1 to {longest} characters"


def printer_named(names: Sequence[str]) -> str:
    return f"the name of a [[printer]]: {_listed(names)}" if names else "the name of a [[printer]]; there is none"


def millimetres(high: int) -> str:
    return f"a number of mm from 0 to {high}"


def printer_device() -> str:
    return 'the path of a printer, such as "/dev/usb/lp0"'


def host() -> str:
    return 'the name or the address of a printer, such as "192.168.1.20"'


def queue() -> str:
    return "the name of a print queue: up to 127 letters, digits and signs, without blanks, / and #, no - in front"


def sheet() -> str:
    return "the name of a label sheet, up to 100 printable characters"


def print_folder() -> str:
    return 'the whole path of a folder, such as "/srv/labels"'


def templates_folder() -> str:
    return 'the whole path of a folder, such as "/etc/kiosk/templates", or "" for the built-in templates'


def one_of(values: Sequence[object]) -> str:
    *first, last = [json.dumps(value) for value in values]
    return f"{', '.join(first)} or {last}" if first else last


def table_of_texts(keys: Sequence[str] = ()) -> str:
    named = f" with the keys {_listed(keys)}" if keys else ', such as { "~" = "-" }'
    return f"a table of texts{named}"


def substitution() -> str:
    return 'text of at least one character = the text that replaces it, such as "~" = "-"'


def time_zone() -> str:
    return 'an IANA time zone such as "Europe/Berlin", or "" for the system\'s (the zones come with the package tzdata)'


def store_url() -> str:
    return '"" for a file in the data folder, "sqlite:////folder/file.db" or "postgresql://user@host/database"'


def folder() -> str:
    return 'the whole path of a folder, such as "/srv/backups", or "" for backups/ beside the store'


def time_of_day() -> str:
    return 'a time in quotes, from "00:00" to "23:59"'


def device() -> str:
    return '"auto", a path below /dev/input/, vendor:product as "05e0:1200", or a name with * and ?'


def port() -> str:
    return 'the path of a serial port, such as "/dev/serial/by-id/…" or "/dev/ttyACM0"'


def plugins() -> str:
    return 'names of barcode plugins, each once, such as ["acme", "other"]'


def code_prefix() -> str:
    return "1 to 10 capital letters and digits in quotes"


def code_amounts() -> str:
    from kiosk.wording import amounts  # only for a file with this fault: the config is read before the first paint

    return f"text in quotes, {amounts.form()}"


def rule_wrong(why: str) -> str:
    """`why` is the end of a sentence that begins with the value."""
    return f" It {why}."


def batch_template() -> str:
    return "text in quotes with {year}, {month:02}, {day:02}, {week:02}, {hour}, {minute}, {part}, {station}, {counter}"


def shown(value: object) -> str:
    """A value as the file has it, on one line, cut where it is long, without a URL's password."""
    written = json.dumps(value, ensure_ascii=False, default=str)
    written = visible(without_password(written))
    return written if len(written) <= _LONGEST_VALUE else written[: _LONGEST_VALUE - 1] + "…"


def without_password(text: str) -> str:
    """`text` with the passwords of the URLs in it starred."""
    return _PASSWORD_OPTION.sub(r"\1***", _PASSWORD.sub(r"\1:***@", text))


def _at(file: str, table: str, key: str, value: object) -> str:
    return f"{file} {table} {visible(key)} = {shown(value)}"


def _meant(near: str) -> str:
    return f' Did you mean "{near}"?' if near else ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
