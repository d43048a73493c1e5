"""What is said of a scan on a draft that names nothing that could be taken in, and what is asked about one."""


def left() -> str:
    return "None of these"


def none_of_these() -> str:
    return "None of these"


def left_help() -> str:
    return "Nothing was changed. Scan the thing's own label."


def unknown_help(*, assignable: bool, line: bool) -> str:
    """`line`: there is one; a code may have been the serial of a part that has not been scanned yet."""
    told = "Find its part with F3" if line else "Scan its part first, or find that with F3"
    return f"Nothing has this code. {told}{', or assign the code with F4' if assignable else ''}."


def finish_first() -> str:
    return "Finish this first"


def finish_first_help(number: str) -> str:
    return f"Post {number} with F5, or park it with Esc. Then scan the other document."


def this_document() -> str:
    return "It is the document that is open. Nothing changed."


def known_unit(told: str, *, advised: bool) -> str:
    """A unit was scanned where new goods come in. `advised`: what is told of it says what to do with it."""
    return f"This unit {told}.{'' if advised else ' Nothing changed: scan the next one.'}"


def taken_as(number: str) -> str:
    """What was made of a code by the line that wanted one."""
    return f"A serial of {number}"


def void() -> str:
    return "was received by mistake and is void: receive it as new by its part and serial"


def other_batch(number: str) -> str:
    return f"It is a batch of other stock, and {number} has no batches. Nothing changed."


def is_batch(number: str, batch: str) -> str:
    """Whether an unknown code is the batch; `batch` is the one that the line has by now, which may be empty."""
    instead = f" instead of {batch}" if batch else ""
    return f"Is this the batch of {number}{instead}? Scan it once more for yes."


def is_batch_misread(number: str) -> str:
    """The same of a number that is an article's, but for its last digit. Scanned once more it is no batch."""
    return f"If it is an EAN or UPC, it was misread: scan it again. Or is it the batch of {number}?"


def yes_batch() -> str:
    return "Yes, it is the batch"


def no_batch() -> str:
    return "No"


def is_serial(number: str, kind: str) -> str:
    """Whether a text is a serial that may be of something unknown by its look; `kind` of code."""
    return f"A serial of {number}, or the {kind} of something unknown? Scan it once more for a serial."


def is_serial_all_the_same(number: str, told: str) -> str:
    """The same where a plugin `told` of the code."""
    return f"A serial of {number}? Scan it once more for yes. {told}"


def article() -> str:
    return "EAN or UPC"


def address() -> str:
    return "web address"


def label() -> str:
    return "label"


def yes_serial() -> str:
    return "Yes, it is a serial"


def no_serial(kind: str) -> str:
    return f"The {kind} of something unknown"


def batch_again(number: str) -> str:
    return f"{number} has this batch already. Nothing changed."


def other_part_here(number: str) -> str:
    """A code of another part where serials of one line are collected."""
    return f"Nothing changed: these are the serials of {number}. Esc leads back to all lines, scan it there."
