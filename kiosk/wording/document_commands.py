"""What `kiosk document`, `kiosk receive` and `kiosk issue` say: their helps, their lines, their questions."""

from collections.abc import Iterable

from kiosk.stock.document_lists import CardLine, DocumentCard, DocumentUnit
from kiosk.stock.expected import Difference
from kiosk.stock.views import DocumentView
from kiosk.wording import documents, documents_list
from kiosk.wording.answers import amount

# kiosk document


def document_help() -> str:
    return "show, list or reverse documents"


def document_about() -> str:
    return "Shows a document, lists them, or takes a posted one back."


def show_help() -> str:
    return "print a document with its lines and units"


def show_about() -> str:
    return """\
Prints a document: how it stands, its lines, the units that it moved or, of a draft, the serials that it has and
misses, and what happened to it. NUMBER is the number, such as GR-1-12, or the code of its label. Lists end at 200
units without --all."""


def number() -> str:
    return "the number of the document"


def all_option() -> str:
    return "list all units, however many"


def list_help() -> str:
    return "list documents, the one that was begun last first"


def list_about() -> str:
    return """\
Lists documents, the one that was begun last first: drafts, what was posted, what was cancelled. The time is when it
was posted; of what is not posted, when it was begun."""


def kind_option(values: Iterable[str]) -> str:
    return f"only this kind: {', '.join(values)}"


def state_option(values: Iterable[str]) -> str:
    return f"only this state: {', '.join(values)}"


def none_listed() -> str:
    return "No document."


def reverse_help() -> str:
    return "take a posted document back, after a question"


def reverse_about() -> str:
    return """\
Takes a posted document back, and those that were posted with it: what was received is void, what was issued is
in stock again. Says what that is and asks first; --yes is for scripts. It is refused where the stock has moved on.
An order is cancelled, so that no more of it is expected; so is an invoice whose documents have all been cancelled."""


def yes_option() -> str:
    return "do it without asking"


def needs_yes() -> str:
    return "There is nobody to ask: --yes takes it back without a question."


def ask() -> str:
    return "Take it back? [y/N] "


def left() -> str:
    return "Nothing was changed."


def reversing(done: float) -> str:
    return f"{done:.0%} taken back (Ctrl-C stops, and nothing is)"


def row(view: DocumentView, when: str) -> str:
    """A document on one line."""
    about = "  ".join(filter(None, (view.partner, view.reference, documents.held(view.lease))))
    how = f"{documents.kind(view.kind):<16}  {documents.state(view):<9}"
    return f"{when}  {view.number:<12}  {how}  {documents.far(view):<12}  {about}".rstrip()


def facts(card: DocumentCard, when: str) -> tuple[tuple[str, str], ...]:
    """The head of a document, label and text."""
    view, head = card.view, card.head
    told = (
        (documents.label_state(), documents.state(view)),
        (documents.label_partner(), view.partner),
        (documents.label_reference(), view.reference),
        (documents.label_source(), head.source.label if head.source is not None else ""),
        (documents_list.label_goes_to(), head.place.label if head.place is not None else ""),
        (documents.label_progress(view), documents.far(view)),
        (documents.label_by(view), f"{when}, {view.by} at {view.station}"),
        (documents.label_held(), documents.held(view.lease)),
        ("Led to", ", ".join(made.number for made in card.made)),
        ("Notes", head.notes),
    )
    return tuple((label, text) for label, text in told if text)


def units() -> str:
    return "Units"


def line(one: CardLine) -> tuple[str, ...]:
    """A line, cell by cell."""
    found = one.line
    facts = ", ".join(documents_list.line_facts(one))
    return str(found.position), found.number, documents_list.amount(one), found.name, facts


def differences() -> str:
    return "Not as expected"


def difference(one: Difference) -> tuple[str, ...]:
    """What of a part came otherwise than its list says, cell by cell."""
    counts = (("missing", one.missing), ("more than expected", one.surplus), ("not on the list", one.unexpected))
    return one.number, ", ".join(f"{amount(count, one.unit)} {what}" for what, count in counts if count)


def unit(position: int, one: DocumentUnit) -> tuple[str, ...]:
    """A unit, or a serial of a draft, cell by cell."""
    return str(position), one.number, one.label, amount(one.quantity, one.unit), documents_list.standing(one)


def more(count: int) -> str:
    return f"… and {count:,} more; --all lists them."


# kiosk receive, kiosk issue


def goods_help(*, comes_in: bool) -> str:
    return "take goods in by a receipt that is posted at once" if comes_in else "hand goods out by an issue at once"


def goods_about(*, comes_in: bool) -> str:
    what = (
        "Makes a goods receipt of one line and posts it, all in one step."
        if comes_in
        else "Makes a goods issue of one line, units by their serials or a quantity, and posts it, all in one step."
    )
    return f"""\
{what}
Where anything is wrong, all of it is said, nothing is stored, and the exit code is 1. Ctrl-C stops it, and nothing is
stored then either."""


def part_option() -> str:
    return "the number of the part"


def quantity_option() -> str:
    return "how much, in the part's unit"


def serials_option() -> str:
    return (
        "the serials of the units: a pattern such as SN-001..SN-010 or 10+4 (see kiosk serials expand), or @FILE with "
        "one on each line, as it stands; @- is standard input"
    )


def batch_option(*, comes_in: bool) -> str:
    return "the batch it belongs to" if comes_in else "only from this batch"


def expiry_option() -> str:
    return "the day on which it expires, such as 2027-03-31"


def place_option(*, comes_in: bool) -> str:
    usual = "; without it the part's own place counts" if comes_in else "; without it any place does"
    return f"the path of the place, such as MAIN/A/03{usual}"


def partner_option(*, comes_in: bool) -> str:
    return "who it comes from" if comes_in else "who it goes to"


def reference_option() -> str:
    return "what the other side calls it: a delivery note, an order"


def no_text() -> str:
    return "it is not UTF-8"


def posting(done: float) -> str:
    return f"{done:.0%} posted (Ctrl-C stops, and nothing is stored)"


def stopped() -> str:
    return "Stopped. Nothing was stored."


def posted(view: DocumentView, part: str) -> str:
    return f"{documents.named(view)} posted: {amount(view.got, '')} × {part}."
