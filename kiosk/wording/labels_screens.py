"""What is said where labels are asked for at a screen: of what, how many, on which printer, and what became of it."""

from kiosk.scan import visible


def title() -> str:
    return "Print labels"


def hint(count: int, first: str, more: int) -> str:
    """What the labels are of, below the title."""
    if not count:
        return "Scan what needs a label."
    if more:
        return f"The first {count:,} of {count + more:,}: no more at once. kiosk labels prints all."
    return first if count == 1 else f"{_things(count)}, the first of {first}"


def commands_hint() -> str:
    return "All command codes, on pages of A4."


def ready(count: int, copies: int) -> str:
    """How many labels there will be."""
    return labels(count * copies)


def codes_left_out(text: str, count: int) -> str:
    """`text` is the code's in its template, such as `{gtin}`."""
    return f"{labels(count)} without the code {visible(text)}: it is empty."


def labels(count: int) -> str:
    return "1 label" if count == 1 else f"{count:,} labels"


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count:,} things"


# Fields


def pdf_file() -> str:
    return "PDF file"


def svg_files() -> str:
    return "SVG file"


def template(name: str, about: str) -> str:
    return f"{name}: {about}"


def copies_from_to(most: int) -> str:
    return f"is a number from 1 to {most:,}"


def times(number: int) -> str:
    return f"× {number:,}"


def ready_help() -> str:
    return "F5 or the code for done prints them."


# Scans


def added(count: int) -> str:
    return f"Gets a label, too: {_things(count)}. F5 prints." if count > 1 else "Gets a label. F5 prints."


def has_one() -> str:
    return "Gets a label already; Copies says how many."


def too_many(most: int) -> str:
    return f"No more than {most:,} at once"


def too_many_help() -> str:
    return "Print these first."


def gone(label: str) -> str:
    return label


def gone_help() -> str:
    return "It is no more, so there is nothing to label."


def unclear_help() -> str:
    return "Scan the label that names just the one thing."


def unknown_help() -> str:
    return "A code that something has is needed. Nothing was added."


def only_commands() -> str:
    return "Only the command codes"


def only_commands_help() -> str:
    return "Print them, or leave this first."


# Queued


def queued(count: int, printer: str) -> str:
    return f"{labels(count)} for {printer}"


def queued_help(waiting: int, own: int) -> str:
    """`waiting` are those in the queue, `own` of them just came."""
    others = waiting - own
    waits = f"{waiting:,} wait there" if waiting != 1 else "1 waits there"
    if others > 0:
        return f"{waits}, {others:,} of them before. F7 drops these."
    return f"{waits}. F7 drops what is not printed by then."


def away(printer: str, detail: str) -> str:
    return f"{printer} is away: {detail[0].lower()}{detail[1:]}"


def nothing_to_print() -> str:
    return "Nothing to print"


def nothing_to_print_help() -> str:
    return "Scan what needs a label first."


def not_queued() -> str:
    return "Not printed"


def cant_be_printed() -> str:
    return "Can't be printed"


def dropped(count: int) -> str:
    return f"{labels(count)} dropped"


def dropped_help(printed: int) -> str:
    if not printed:
        return "None of them is printed. F5 prints them after all."
    return f"{labels(printed)} came out of the printer before."


def all_printed() -> str:
    return "Printed already"


def all_printed_help() -> str:
    return "None of them waits any more."


def nothing_queued() -> str:
    return "Nothing to drop"


def nothing_queued_help() -> str:
    return "Nothing was queued here. Station, Printers has all that waits."


# Keys


def key_print() -> str:
    return "print"


def key_file() -> str:
    return "write file"


def key_preview() -> str:
    return "preview"


def key_drop() -> str:
    return "drop them"


def key_slip() -> str:
    return "slip"


def key_next() -> str:
    return "other label"


# The preview


def preview_title() -> str:
    return "Preview"


def which(number: int, of: int, label: str) -> str:
    return f"{number:,} of {of:,}: {label}" if of > 1 else label


def drawing() -> str:
    return "Drawing it …"


def too_narrow(kind: str, text: str, needed: int, width: int) -> str:
    """A code that the screen has no room for; measures in columns."""
    return f"{kind} {text}: drawn from {needed} columns on, and here are {width}."


def too_low(kind: str, text: str, needed: int, height: int) -> str:
    """The same in rows."""
    return f"{kind} {text}: drawn from {needed} rows on, and here are {height}."


def more_pages(count: int) -> str:
    return f"{count:,} more pages" if count > 1 else "1 more page"


def page(number: int, of: int) -> str:
    return f"Page {number} of {of}"


# Files


def no_printer() -> str:
    return "No printer is configured: a [[printer]] in kiosk.toml adds one. F5 writes a file."


def to_file() -> str:
    return "Being written to a file."


def file_title() -> str:
    return "Labels as a file"


def file_what(count: int, path: str) -> str:
    return f"{labels(count)} to {path}"


def file_so_far(done: int, count: int) -> str:
    return f"{done:,} of {count:,} drawn"


def written(pages: int, file: str) -> str:
    return f"{pages:,} {'page is' if pages == 1 else 'pages are'} in {file}. Print at 100 %."


def stopped() -> str:
    return "Stopped: nothing was written."


# Where labels are asked for


def print_rows(marked: int, total: int) -> str:
    if (marked or total) == 1:
        return "Print a label of the one marked" if marked else "Print a label of it"
    return f"Print labels of the {marked:,} marked" if marked else f"Print labels of all {total:,}"


def task() -> str:
    return "Print labels"


def task_help() -> str:
    return "of what is scanned"


def task_commands() -> str:
    return "Command codes"


def task_commands_help() -> str:
    return "print the sheet"


# Help


def help_labels() -> tuple[str, ...]:
    return (
        "What is scanned here, or typed after F2, gets a label, too. Each kind of thing has its template: its number"
        " opens the choice among those that fit. Copies is how often each is printed; so is the code for a quantity.",
        "F5 puts the labels into the queue of the printer, which prints them in their order, as soon as it is there."
        " F7 drops those that were queued last and still wait. F3 shows them.",
        "PDF and SVG files go into the folder of exports. First label is the first free one of the first sheet, counted"
        " along its rows. Print them at 100 %, not fitted to the page.",
    )


def help_preview() -> tuple[str, ...]:
    return (
        "A label as it is printed, in letters of the screen. A code that has room is drawn so that it can be scanned"
        " off the screen; of others is told what they hold.",
        "The arrows go on to the next label, and to the one before.",
    )


def help_file() -> tuple[str, ...]:
    return (
        "Labels go on the paper that their template is made for, as PDF all pages in one file, as SVG a file for each.",
    )
