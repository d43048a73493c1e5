"""What is said of files that are imported and exported: what is wrong in them, and what to do about it.

What is said of a row or a cell is the end of a sentence that begins with it, as in `kiosk.wording.fields`.
"""

from collections.abc import Sequence

from kiosk.scan import visible
from kiosk.wording.fields import quoted

LISTED = 100  # errors that are written out

# Files


def no_file(file: str, detail: str) -> str:
    return f"{file} can't be read: {detail}."


def no_plain_file(file: str) -> str:
    return f"{visible(file)} is no file that can be read. Name the file by its whole path."


def not_encoded(encoding: str) -> str:
    return (
        f"The file is no text in {encoding.upper()}. Save it as UTF-8, or name its encoding: "
        "--encoding cp1250 (Central Europe), cp1252 (Western Europe), utf-16."
    )


def not_unicode() -> str:
    """The same where the file is named on a screen, or in an option that has no encoding beside it."""
    return "The file is no text in UTF-8. Save it again as UTF-8, then name it once more."


def no_encoding(name: str) -> str:
    return f"there is no encoding {quoted(name)}; such as utf-8, cp1250, cp1252, utf-16"


def no_delimiter(text: str) -> str:
    return f"{quoted(text)} can't part cells; one character, or the word tab"


def no_lines() -> str:
    return "The file is no CSV: a line of it is longer than a million characters."


def no_workbook(file: str) -> str:
    return f"{file} is no XLSX file, or a damaged one. Save it as XLSX or CSV once more."


def old_workbook(file: str) -> str:
    return f"{file} is in a format of old spreadsheets. Save it as XLSX or CSV."


def piped_workbook() -> str:
    return "XLSX can't be read from stdin. Name the file."


def no_xlsx() -> str:
    return "XLSX files need libraries that aren't installed: pip install 'kiosk[xlsx]'. Or save the file as CSV."


def no_format(file: str) -> str:
    return f"{file} must end in .csv or .xlsx"


def too_large_for_a_sheet(rows: int, characters: int) -> str:
    return f"This is too large for XLSX: a sheet has {rows:,} rows, a cell {characters:,} characters. Export CSV."


def exists(file: str) -> str:
    return f"{file} exists. Choose another name, or overwrite it with --force."


def no_folder(folder: str, reason: str) -> str:
    return f"The folder {folder} can't be made ({reason}). Nothing was written."


def not_written(file: str, detail: str) -> str:
    return f"{file} can't be written: {detail}. There is no part of it."


def no_spool(detail: str) -> str:
    return (
        f"The rows can't be kept while they are read ({detail}). Nothing was imported: "
        "free some space where temporary files go, or name another folder for them in $TMPDIR."
    )


def empty_file() -> str:
    return "the file is empty; its first row must name the columns"


# Headers


def unknown_column(name: str, close: Sequence[str], names: Sequence[str]) -> str:
    hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(names)}"
    return f"there is no column {quoted(name)}; {hint}"


def column_twice() -> str:
    return "is there twice; take one of them away"


def missing_column() -> str:
    return "this column is missing"


# Rows and cells


def broken_quotes() -> str:
    return (
        'a quote (") is not closed, or stands in the middle of a quoted cell, where it must be doubled; '
        "rows from here on were not read"
    )


def ragged(cells: int, columns: int) -> str:
    return f"has {cells:,} cells where the first row has {columns:,}; a delimiter or a quote is missing, or too many"


def nameless(place: int) -> str:
    return f"has something in cell {place:,}, whose column has no name"


def nul() -> str:
    return "has a NUL in it, which can't be stored; if all cells have one, save the file as UTF-8"


def formula() -> str:
    return "is a formula; paste its value"


def error_cell(text: str) -> str:
    return f"is an error ({visible(text)}); put in a value"


def lost_digits() -> str:
    return "is a number of which digits were lost; format the column as text, then type it again"


def time_cell() -> str:
    return "is a time of day; format the column as text, then type it again"


def twice(first: int) -> str:
    return f"is for the same as row {first:,}; take one of them away"


def no_part(number: str) -> str:
    return f"there is no part {quoted(number)}; import or add it first"


def no_location(path: str) -> str:
    return f"there is no place {quoted(path)}; import or add it first"


def no_partner(name: str) -> str:
    return f"there is no partner {quoted(name)}; import or add it first"


def no_supplier_part(partner: str, sku: str) -> str:
    return f"{quoted(partner)} has no {quoted(sku)}; import or add it first"


def no_item(serial: str) -> str:
    return f"there is no unit {quoted(serial)} of this part; import its stock first"


def no_uid(uid: str) -> str:
    return f"there is no stock item {uid}; import its stock first"


def new_needs() -> str:
    return "must be given, since this row is new"


# What an import came to


def found(row: int, column: str, message: str) -> str:
    return f"row {row:,}{f', {column}' if column else ''}: {message}"


def more_errors(count: int) -> str:
    return f"… and {count:,} more."


def refused(errors: int, rows: int) -> str:
    where = f" in {_many(rows, 'row')}" if rows else ""
    return f"{_many(errors, 'error')}{where}. Nothing was imported: mend the file, then try again."


def imported(created: int, changed: int, unchanged: int, *, check: bool) -> str:
    counts = f"{created:,} new, {changed:,} changed, {unchanged:,} as they were"
    if check:
        return f"No errors. An import would come to: {counts}. Nothing was imported."
    if not created and not changed:
        return f"All is as in the file already ({_many(unchanged, 'row')}). Nothing was changed."
    return f"Imported: {counts}."


def no_rows() -> str:
    return "The file has no rows below its header. Nothing was changed."


def cancelled() -> str:
    return "Stopped. Nothing was imported."


def exported(rows: int, file: str) -> str:
    return f"{file}: {_many(rows, 'row')}."


def template_written(file: str) -> str:
    return f"{file}: the columns, and examples that you can overwrite."


def reading(rows: int) -> str:
    return f"reading: {_many(rows, 'row')}"


def saving(done: int, rows: int) -> str:
    """It fits a terminal of 40 columns."""
    filled = 10 * done // max(rows, 1)
    return f"saving [{'#' * filled}{'.' * (10 - filled)}] {done:,} of {rows:,}"


def _many(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


# Codes


def no_hex(text: str) -> str:
    return f"{quoted(text)} is not hexadecimal; two digits of 0-9 and a-f for each byte"


def no_code() -> str:
    return "has a character in it that can't be stored; put the bytes into raw_hex"


def code_too_long(most: int) -> str:
    return f"is too long; at most {most:,} bytes"


def code_taken(label: str) -> str:
    return f"is assigned to {visible(label)} already; unassign it there first"


# The journal


def journalled_otherwise(station: str, seq: int) -> str:
    return f"row {seq:,} of station {quoted(station)} is another scan in this store; it is never overwritten"


# kiosk import


def import_help() -> str:
    return "bring data in from a CSV or XLSX file"


def import_about() -> str:
    return """\
Brings the rows of FILE into the store: all of them, or none where anything is wrong. All errors are listed by
row and column. Rows that are in the store already are made equal to the file; columns that are not in the file
are left as they are. Each kind is known by its own names (kiosk import KIND --columns), so the same file can be
imported again and changes nothing then. A cell that begins with ' and a formula's sign (= + - @) stands for the
text behind the '. Begin with: kiosk import KIND --template FILE"""


def kinds_option(names: Sequence[str]) -> str:
    return f"one of {', '.join(names)}; an empty store takes them in this order"


def import_file() -> str:
    return "CSV or XLSX, its first sheet; - is CSV from stdin"


def check_option() -> str:
    return "say what an import would come to, and change nothing"


def template_option() -> str:
    return "write a file with the columns of KIND and example rows, to be overwritten with your own; - is stdout"


def columns_option() -> str:
    return "explain the columns of KIND, or of all kinds"


def encoding_option() -> str:
    return "of a CSV file that is neither UTF-8 nor marked UTF-16: cp1250, cp1252, …"


def delimiter_option() -> str:
    return "of CSV; of a file that is read it is found out: , ; | or tab"


def force_option() -> str:
    return "overwrite a file that exists"


def needs_kind() -> str:
    return "the following arguments are required: KIND"


def needs_file() -> str:
    return "the following arguments are required: FILE"


def one_file() -> str:
    return "--template and --columns import nothing; leave out what does not go with them"


# kiosk export


def export_help() -> str:
    return "write data into a CSV or XLSX file"


def export_about() -> str:
    return """\
Writes all rows of KIND into the new file FILE, which kiosk import takes as it is. Every cell is a text: none is a
formula, and long numbers keep their digits. In CSV, what begins like a formula has an apostrophe before it."""


def export_file() -> str:
    return "ends in .csv or .xlsx; - is CSV on stdout"


def writing(rows: int) -> str:
    return f"writing: {_many(rows, 'row')}"
