"""What is said of printed codes: on the pages themselves, and by the command that writes them."""

from collections.abc import Sequence

from kiosk.barcodes.commands import Command, Word
from kiosk.wording import command_codes

# On the sheet of command codes


def sheet_title() -> str:
    return "Command codes"


def too_wide(template: str, code: str) -> str:
    return f"{code} is wider than the page of the template {template}. Make its module smaller, or its page wider"


def no_room(template: str) -> str:
    return f"The template {template} has no room for a code between y and its margin. Mend y, margin, bars or height"


def instead_of_keys() -> str:
    return "In place of keys"


def numbered(word: Word) -> str:
    """The heading of the codes that say a number."""
    return "Quantity of the line" if word is Word.TIMES else "Number of a row"


def number(word: Word, number: int) -> str:
    return f"× {number}" if word is Word.TIMES else command_codes.name(Command(word, number))


def tasks() -> str:
    return "Tasks"


# kiosk labels commands


def commands_help() -> str:
    return "write the sheet of command codes"


def commands_about() -> str:
    return """\
Writes all command codes, in Code 128 with what they do, as pages: sheet.pdf; or sheet.svg, and sheet-2.svg and so
on for the pages after the first, and so with sheet.png. Print them at 100 %, not fitted to the page.
Which codes there are and how large is said by the template commands: kiosk labels templates commands --copy.
The codes begin with the code_prefix of the store; where there is no store yet, with that of kiosk.toml."""


def template_option() -> str:
    return "the template; commands"


def output_option() -> str:
    return "the file, which ends in .pdf, .svg or .png; - is stdout, which takes one page, or a PDF by --format pdf"


def page_option() -> str:
    return "write this page only"


def page_needed(pages: int) -> str:
    return f"stdout takes one page, and there are {pages}: name it by --page 1 to --page {pages}"


def no_such_page(page: int, pages: int) -> str:
    return f"there is no page {page}: there are {pages}"


def written(codes: int, files: Sequence[str]) -> tuple[str, ...]:
    return (f"{', '.join(files)}: {codes} codes.", "Print them at 100 %, not fitted to the page.")


def no_store(prefix: str) -> str:
    return f"There is no store yet: the codes begin with {prefix}, as those of a new one will."
