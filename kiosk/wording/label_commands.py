"""What is said by `kiosk labels`, but of the sheet of command codes: its help, what it did, what it refuses."""

from collections.abc import Sequence
from typing import Protocol

from kiosk.scan import visible


class _Named(Protocol):
    """A template or a paper."""

    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...


_THINGS = {
    "part": ("parts", "part"),
    "item": ("units with a serial, and of quantities and batches", "serial, batch or stock item"),
    "location": ("locations", "location"),
    "document": ("documents: slips with their lines and serials", "document"),
}


def labels_help() -> str:
    return "print labels, slips of documents and command codes"


def labels_about() -> str:
    return """\
Writes labels as files (PDF, PNG, SVG, or ZPL for label printers), or prints them on a printer that is configured.
What is on a label is said by its template, and where on a sheet it goes by its paper: kiosk labels templates and
kiosk labels sheets list them, and copy them to be edited."""


def kind_help(kind: str) -> str:
    return f"print labels of {_THINGS[kind][0]}" if kind != "document" else "print slips of documents"


def kind_about(kind: str) -> str:
    examples = {
        "part": "  kiosk labels part RES-10K CAB-1 --output parts.pdf",
        "item": """\
  kiosk labels item SN-0001 SN-0002 --output units.pdf
  kiosk labels item --document GR-1-1 --printer labels     what a receipt has brought, in the order of its scans
  kiosk labels item --part PSU-12 --output units.pdf       all that is in stock of a part""",
        "location": """\
  kiosk labels location --all --output places.pdf
  kiosk labels location --below MAIN/A --sheet a4-2x7 --start 5 --output rack.pdf""",
        "document": """\
  kiosk labels document GR-1-1 --output slip.pdf
  kiosk labels document GR-1-1 --template document_roll --output slip.pdf""",
    }
    return f"{kind_help(kind).capitalize()}. They are named by what a scan of theirs could be.\n{examples[kind]}"


def codes(kind: str) -> str:
    return f"code, number, path or label of a {_THINGS[kind][1]}; - reads them from stdin, one to a line"


def template_option() -> str:
    return "the template; without it the one for the kind of thing, of slips for label printers document_roll"


def sheet_option() -> str:
    return "the label paper; without it the one of the template; single is a page for each label"


def start_option() -> str:
    return "the first label that is free on the first sheet, counted along the rows; 1"


def copies_option() -> str:
    return "how often each is printed, one after the other; 1"


def output_option() -> str:
    return (
        "the file, which ends in .pdf, .png, .svg or .zpl; pages after the first are FILE-2.svg and so on, a PDF has "
        "all; - is stdout"
    )


def printer_option() -> str:
    return "put them into the queue of this printer of kiosk.toml; where no station runs, they are printed at once"


def format_option(formats: Sequence[str]) -> str:
    return f"{', '.join(formats)}; without it as the file's name ends, and svg on stdout"


def dpi_option() -> str:
    return "dots to the inch of PNG (300) and ZPL (203)"


def all_option() -> str:
    return "all locations"


def below_option() -> str:
    return "a location and all below it"


def part_option() -> str:
    return "all that is in stock of a part and its variants"


def document_option() -> str:
    return "all that a posted document has moved, in the order of its scans"


# What goes together in no way


def name_things(kind: str) -> str:
    ways = {"location": ", or --all, or --below", "item": ", or --part, or --document"}
    return f"name what to label: CODE…{ways.get(kind, '')}, and only one of these"


def copies_from_to(most: int) -> str:
    return f"--copies is from 1 to {most}"


def start_from_one() -> str:
    return "--start counts labels from 1"


def printer_knows(option: str) -> str:
    return f"--{option} is for files: the printer's table in kiosk.toml says it for --printer"


def no_json_beside() -> str:
    return "--json needs a file: with --output - stdout is the page"


def no_format(file: str, formats: Sequence[str]) -> str:
    *first, last = [f".{name}" for name in formats]
    return f"{file} must end in {', '.join(first)} or {last}"


def no_dots(chosen: str) -> str:
    return f"--dpi is for PNG and ZPL: {chosen.upper()} has no dots"


def dots_from_to(least: int, most: int) -> str:
    return f"--dpi is from {least} to {most}"


def zpl_has_no_sheet() -> str:
    return "a label printer has no sheets: --sheet and --start are for PDF, PNG and SVG"


def one_on_stdout(pages: int) -> str:
    return f"stdout takes one page, and there are {pages}: write them by --format pdf"


def no_printer(name: str, names: Sequence[str]) -> str:
    there = f"There are {', '.join(names)}" if names else "None is configured: write [[printer]] in kiosk.toml"
    return f"there is no printer {visible(name)}. {there}"


# What it did


def nothing_chosen(document: str) -> str:
    if document:
        return f"There is nothing to label: {visible(document)} has moved nothing. A draft does when it is posted."
    return "There is nothing to label: nothing was named, or nothing of it is in stock."


_NAMED = 6  # files that are named each


def written(labels: int, pages: int, files: Sequence[str]) -> str:
    sheets = "" if pages == 1 else f" on {pages:,} pages"
    named = ", ".join(files) if len(files) <= _NAMED else f"{files[0]}, {files[1]} … {files[-1]}"
    return f"{named}: {_labels(labels)}{sheets}."


def codes_left_out(text: str, labels: int) -> str:
    """`text` is the code's, such as `{gtin}`."""
    have = "has" if labels == 1 else "have"
    told = f"{_labels(labels)} {have} a code left out: {visible(text)} is empty."
    return f"{told} Its [[code]] may say by otherwise = … what to print then."


def how_to_print(file: str) -> tuple[str, ...]:
    return () if file.lower().endswith(".zpl") else ("Print them at 100 %, not fitted to the page.",)


def printing(done: int, count: int) -> str:
    return f"{done} of {count} labels printed"


def queued(count: int, printer: str) -> str:
    return f"{_labels(count)} in the queue of {printer}: the running station prints them."


def sent(count: int, printer: str) -> str:
    return f"{_labels(count)} sent to {printer}."


def away(printer: str, fault: str, waiting: int) -> str:
    wait, are = ("waits", "is") if waiting == 1 else ("wait", "are")
    return f"{fault} {_labels(waiting)} {wait} for {printer}, and {are} printed as soon as a station runs."


def kept(printer: str) -> str:
    return f"Stopped. What was not printed stays in the queue of {printer}."


def _labels(count: int) -> str:
    return "1 label" if count == 1 else f"{count:,} labels"


# Templates and papers


def files_help(what: str) -> str:
    return "list, show and copy label templates" if what == "templates" else "list, show and copy label papers"


def files_about(what: str) -> str:
    if what == "templates":
        return """\
Lists the templates of labels, prints one with the fields that it may name, or copies one to be edited. A copy takes the
place of the template that it has the name of; renamed, it is one more."""
    return """\
Lists the label papers, prints one, or copies one to be edited. A copy takes the place of the paper that it has the name
of; renamed, it is one more."""


def file_name(what: str) -> str:
    return "the template" if what == "templates" else "the paper"


def copy_option() -> str:
    return "write a copy into the folder of one's own, where it counts"


def copy_of_what() -> str:
    return "--copy needs a NAME"


def template(one: _Named, *, own: bool) -> tuple[str, ...]:
    return one.name, one.about, _own(own)


def sheet(one: _Named, *, own: bool) -> tuple[str, ...]:
    return one.name, one.about, _own(own)


def _own(own: bool) -> str:
    return "your own" if own else ""


def folder(path: str) -> str:
    return f"Your own are looked for in {path}; --copy puts one there."


def fields(which: str) -> str:
    return {
        "fields": "The fields that its texts and codes may name:",
        "line_fields": "The fields of a line, in [[rows.column]] and [rows.units]:",
        "unit_fields": "The fields of a unit, in [rows.units]:",
    }[which]


def copied(file: str) -> str:
    return f"{file}: edit it, and it is used from now on."
