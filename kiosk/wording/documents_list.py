"""What the lists and cards of documents say, their filter, and the menu of documents."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kiosk.stock.document_kinds import DocKind, DocState
from kiosk.stock.document_lists import OPEN_DRAFTS, CardLine, DocumentUnit, Happened, Reversal, Sought, Source
from kiosk.stock.documents import Event, SerialState
from kiosk.stock.views import DocumentView
from kiosk.wording import answers
from kiosk.wording import documents as words

_SOURCES = 3  # places that one line names
_STATES: Mapping[DocState, str] = MappingProxyType(
    {DocState.DRAFT: "drafts", DocState.POSTED: "posted", DocState.CANCELLED: "cancelled"}
)
_EVENTS: Mapping[Event, str] = MappingProxyType(
    {
        Event.CREATED: "begun",
        Event.PARKED: "parked",
        Event.RESUMED: "resumed",
        Event.HANDED_OVER: "handed over",
        Event.TAKEN_OVER: "taken over",
        Event.POSTED: "posted",
        Event.CANCELLED: "cancelled",
        Event.REVERSED: "reversed",
        Event.HANDED_BACK: "handed back",
        Event.SCRAPPED: "scrapped",
    }
)


# The list


def title() -> str:
    return "Documents"


def nothing_fits(sought: Sought) -> str:
    if sought == Sought():
        return "No document yet. The menu begins one: goods receipt, goods issue, and those under Documents."
    if sought in (OPEN_DRAFTS, Sought(state=DocState.DRAFT)):
        return "No open draft."
    if sought == Sought(open_orders=True):
        return "No order waits for anything."
    return "No document fits this filter. F3 changes it, 0 takes it away."


def all_documents() -> str:
    return "All documents"


def filters(sought: Sought) -> tuple[str, ...]:
    """The filter in force."""
    told = []
    if sought.open_orders:
        told.append(open_orders())
    if sought.kind is not None:
        told.append(kind(sought.kind))
    if sought.state is not None:
        told.append(state(sought.state))
    if sought.partner is not None:
        told.append(sought.partner.name)
    if sought.text:
        told.append(f'"{sought.text}"')
    return tuple(told) or (all_documents(),)


def kind(value: DocKind) -> str:
    return words.KINDS[value]


def any_kind() -> str:
    return "any kind"


def state(value: DocState) -> str:
    return _STATES[value]


def any_state() -> str:
    return "any state"


def open_orders() -> str:
    return "orders to come"


def key_all() -> str:
    return "all"


def key_resume() -> str:
    return "go on"


# The filter


def filter_title() -> str:
    return "Filter of documents"


def filter_hint() -> str:
    return "F5 shows what fits, Esc leaves all as it was."


def key_show() -> str:
    return "show"


def no_partner() -> str:
    return "is no partner's name; type a part of it and choose"


def bad_text(longest: int) -> str:
    return f"can't be looked for: it has more than {longest} characters, or some that no number has"


def filtered() -> str:
    return "Filter set"


def filled(number: str) -> str:
    return f"Only {number}. F5 shows it."


# One document


def gone() -> str:
    return "It is no longer there."


def resume(view: DocumentView) -> str:
    return f"{words.resume(view)}: go on with it"


def all_units(view: DocumentView) -> str:
    return "All its serials" if view.state is DocState.DRAFT else "All its units"


def lines() -> str:
    return "Lines"


def no_lines() -> str:
    return "It has no lines."


def made() -> str:
    return "Made from it"


def history() -> str:
    return "What happened"


def happened(event: Happened) -> str:
    told = _EVENTS[event.what]
    if event.note:
        told = f"{told} {'to' if event.what is Event.HANDED_OVER else 'from'} {event.note}"
    return told


def reversed_by(reversal: Reversal, when: str) -> str:
    who = " at ".join(filter(None, (reversal.operator, reversal.station)))
    return f"{when} by {who}, operation {reversal.operation}"


def label_reversed() -> str:
    return "Reversed"


def label_goes_to() -> str:
    return "Place"


def rejected() -> str:
    return "rejected"


def line_facts(line: CardLine) -> tuple[str, ...]:
    """What is noted of a line, beside how much of what it is."""
    one = line.line
    place = line.place.label.split(" · ", 1)[0] if line.place else ""
    told = (
        sources(line.taken, one.unit) if line.taken else place,
        f"batch {one.batch}" if one.batch else "",
        f"expires {one.expiry:%Y-%m-%d}" if one.expiry else "",
        "" if one.accepted else rejected(),
        one.notes,
    )
    return tuple(filter(None, told))


def sources(taken: Sequence[Source], unit: str) -> str:
    """Where stock is taken from: `6 from MAIN/C/01, 4 from MAIN/B`; a few places, and how many more there are."""
    if len(taken) == 1:
        return f"from {taken[0].place}"
    told = ", ".join(f"{answers.amount(one.quantity, unit)} from {one.place}" for one in taken[:_SOURCES])
    more = len(taken) - _SOURCES
    return f"{told} and from {more:,} more place{'' if more == 1 else 's'}" if more > 0 else told


def amount(line: CardLine) -> str:
    """`147 of 200 pcs`."""
    if line.wanted and line.wanted != line.got:
        return f"{answers.amount(line.got, '')} of {answers.amount(line.wanted, line.line.unit)}"
    return answers.amount(line.got, line.line.unit)


def key_reverse(*, moved: bool) -> str:
    """`moved`: the document has moved stock."""
    return "reverse" if moved else "cancel it"


def key_units() -> str:
    return "units"


# Its units


def units_title(number: str) -> str:
    return f"Units of {number}"


def no_units() -> str:
    return "There are none. Stock without serials stands on the lines."


def standing(unit: DocumentUnit) -> str:
    """What a unit became and where that was, or how a draft's serial stands."""
    if unit.state is not None and not unit.status:
        return "missing" if unit.state is SerialState.MISSING else "here"
    told = answers.status(unit.status)
    if unit.origin:
        return f"{told}, from {unit.origin}"
    return f"{told}, {unit.place}" if unit.place else told


# Help


def help_of_list() -> tuple[str, ...]:
    return (
        "The documents that the filter fits, the newest first. Enter or a digit opens one: a draft is gone on with, "
        "of any other one lines, units and history are shown.",
        "F3 filters by kind, state, partner, or a part of the number or the reference; 0 takes the filter away. F4 "
        "tells what can be done with the line under the cursor.",
    )


def help_of_filter() -> tuple[str, ...]:
    return (
        "Choose a field by its number, type, Enter takes it over; F5 shows the documents that fit all of them.",
        "A document's code fills in its number.",
    )


def help_of_card() -> tuple[str, ...]:
    return (
        "All that is known of a document. Enter goes on with a draft, opens the units of a line, the document that "
        "this one was made from, and those that were made from it.",
        "F7 reverses a posted document, and cancels an order: it shows what it takes back first, and is "
        "refused where a unit has moved on.",
        "F8 prints its slip; F4 has labels for what came in by it.",
    )


def help_of_units() -> tuple[str, ...]:
    return (
        "What the document has moved, and where to or from; of a draft the serials that it names. Enter opens one and "
        "tells where it is now.",
    )


def help_of_tasks() -> tuple[str, ...]:
    return (
        "Choose by its number what to begin, or which documents to list.",
        "A purchase order says what is expected and moves no stock. An invoice moves stock when it is posted, if "
        "Station, Settings says so. A return brings units back that were sold or repaired.",
    )


# The menu of documents


def task_name(value: DocKind) -> str:
    return words.KINDS[value]


def open_drafts() -> str:
    return "Open drafts"


def waiting_orders() -> str:
    return "Orders to come"


def counted(name: str, count: int) -> str:
    return f"{name} ({count:,})"


# Its reversal


def reverse_title() -> str:
    return "Reverse"


def key_do_reverse(*, moved: bool) -> str:
    """`moved`: the document has moved stock."""
    return "reverse it" if moved else "cancel it"


def scan_refused() -> str:
    return "Reversal is open"


def scan_refused_help() -> str:
    return "F5 does it, Esc leaves the document as it is. Nothing was done with this scan."


def help_of_reversal() -> tuple[str, ...]:
    return (
        "What stands here is taken back by F5, all of it at once: each row says what will be there again, and what is "
        "there now. An invoice and what it has made are reversed together.",
        "A unit that has changed since is named, and nothing is reversed until that is taken back.",
        "An order is cancelled with what is still to come of it; what has come stays, and is reversed by its receipt. "
        "An invoice is cancelled when what it has made is cancelled or reversed.",
        "Units that were received become void, and their serials can be received again.",
    )
