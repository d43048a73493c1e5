"""What the station answers to a scan: a short large line, and the one fact that the operator wants next.

The large line is to be read from a metre away on 40 columns: some 20 characters, unless it is a name from the
store. Texts from the store are passed on as they are; who paints them makes them safe.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from kiosk.scan import TornBy
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Thing
from kiosk.stock.views import DocumentView, ItemView, LocationView, PartView, View
from kiosk.wording.readings import KINDS

STATUSES: Mapping[Status, str] = MappingProxyType(
    {
        Status.IN_STOCK: "In stock",
        Status.QUARANTINED: "Quarantined",
        Status.SOLD: "Sold",
        Status.IN_REPAIR: "In repair",
        Status.REPAIR_DONE: "Repair done",
        Status.RETURNED: "Returned",
        Status.DEFECTIVE: "Defective",
        Status.LOST: "Lost",
        Status.SCRAPPED: "Scrapped",
        Status.VOID: "Void (received by mistake)",
    }
)

_MANY = 10_000  # items of a location are counted no further


def amount(quantity: Decimal, unit: str) -> str:
    """`12,345 pcs`, `1 pc`, `0.5 m`: without needless zeros."""
    text = f"{quantity:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if unit == "pcs" and quantity == 1:
        unit = "pc"
    return f"{text} {unit}" if unit else text


# What was found


def found(view: View) -> str:
    match view:
        case PartView():
            return view.number
        case ItemView():
            return view.serial or view.number
        case LocationView():
            return view.path
        case DocumentView():
            return view.number


def found_detail(view: View) -> str:
    match view:
        case PartView():
            return _part(view)
        case ItemView():
            return _item(view)
        case LocationView():
            return _location(view)
        case DocumentView():
            from kiosk.wording import documents  # which needs `amount`

            return documents.told(view)


def _part(view: PartView) -> str:
    if not view.places:
        place = f"none in stock, belongs in {view.place}" if view.place else "none in stock"
    else:
        others = view.places - 1
        more = f" and {others} more place{'s' if others > 1 else ''}" if others else ""
        stock = amount(view.on_hand, view.unit)
        if view.available != view.on_hand:
            stock += f" ({amount(view.available, '')} available)"
        place = f"{stock} in {view.place}{more}"
    return f"{view.name}: {place}"


def _item(view: ItemView) -> str:
    where = status_within(view.status)
    if view.place:
        where += f" in {view.place}"
    if view.serial:
        return f"{view.number} {view.name}: {where}"
    batch = f", batch {view.batch}" if view.batch else ""
    return f"{view.name}{batch}: {amount(view.quantity, view.unit)} {where}"


def _location(view: LocationView) -> str:
    if not view.items:
        return f"{view.name}: empty" if view.name else "Empty"
    more = " or more" if view.items >= _MANY else ""
    items = f"{amount(Decimal(view.items), '')}{more} {items_unit(view.items)}"
    parts = f"{amount(Decimal(view.parts), '')} part{'' if view.parts == 1 else 's'}"
    holds = f"{items} of {parts}"
    return f"{view.name}: {holds}" if view.name else holds


def status(value: str) -> str:
    """The status of a unit in words."""
    return STATUSES[Status(value)]


def status_within(value: str) -> str:
    """The same within a sentence."""
    told = status(value)
    return told[0].lower() + told[1:]


def items_unit(count: int | Decimal) -> str:
    return "stock item" if count == 1 else "stock items"


def via_supplier(sku: str, partner: str, pack: Decimal, unit: str) -> str:
    """What was scanned when it was a supplier's code of a part."""
    return via_pack(f"{sku} · {partner}", pack, unit)


def via_pack(code: str, pack: Decimal, unit: str) -> str:
    """What was scanned when it was a code for so many pieces."""
    return f"{code}, {amount(pack, unit)} each" if pack != 1 else code


# What was not


def unknown() -> str:
    return "Unknown code"


def unknown_label() -> str:
    return "Unknown label"


def unknown_help(invalid: str, refusal: str) -> str:
    """`invalid` says what is wrong with the code, `refusal` why it can't be assigned; both may be empty."""
    if refusal:
        return invalid or not_assignable(refusal)
    return invalid or "Nothing has this code. Assign it to a thing, or search for the thing."


def customers_unit(serial: str, repair: str) -> str:
    """A serial that nothing in stock has, but a unit that was here for repair; `repair` is told of that."""
    return f"{serial} is a customer's unit. {repair}"


def void(label: str, document: str) -> str:
    """A unit that isn't there any more; `document` is the number of the last one that moved it, empty if none did."""
    by = f" ({document})" if document else ""
    return f"{label} was received by mistake and taken back{by}. It can be received again."


def not_assignable(refusal: str) -> str:
    return f"It can't be assigned to anything. {refusal}"


def unknown_thing_help(invalid: str) -> str:
    return invalid or "Nothing has this code either. Scan the thing's own label, or search for the thing."


def vanished() -> str:
    return "No longer there"


def vanished_help(label: str) -> str:
    return f"{label} is not in the store any more. Scan or search again."


def ambiguous(listed: int, more: int) -> str:
    return f"Over {listed} things have it" if more else f"{listed} things have it"


def put_away(told: str, label: str) -> str:
    """The question before was left open: nothing was done with what it was about."""
    return f"{told} {label} was left: nothing was done with it."


def which(more: int) -> str:
    """Which of several; of those not listed only the first are counted."""
    if not more:
        return "Which one is it?"
    others = "1 other is" if more == 1 else f"{more} others are"
    return f"Which one is it? At least {others} not listed; scan the thing's own label for those."


def option(thing: Thing) -> str:
    """One of several things to choose from."""
    return f"{KINDS[thing.kind]}: {thing.label}"


def no_such_option() -> str:
    return "Not an answer"


def no_such_option_help() -> str:
    return "Choose one of the answers shown."


# Scans that never come to be looked up


def torn() -> str:
    return "Scan again"


def torn_help(why: TornBy) -> str:
    match why:
        case TornBy.DROPPED:
            return (
                "A code came faster than it could be read and was thrown away, maybe several. Scan the last ones again."
            )
        case TornBy.OPENED:
            return "The scanner was in the middle of a code when it was connected. Scan that code again."
        case TornBy.TOO_LONG:
            return "A code was longer than 4,096 bytes and was thrown away. Check the scanner's terminator setting."
        case TornBy.UNPLUGGED:
            return "The scanner went away in the middle of a code. Plug it in and scan that code again."
        case TornBy.BROKEN_OFF:
            return (
                "A code had no end and was thrown away. Scan it again; "
                "if it happens each time, check the scanner's terminator setting."
            )


def double() -> str:
    return "Read twice"


def double_help() -> str:
    return "The same code came twice within 0.3 seconds. The second one changed nothing."


# Assigning a code


def assign_what_help() -> str:
    return "Scan the thing that the code belongs to, or search for it."


def assign_question() -> str:
    return "Assign to this?"


def assign_to(thing: Thing) -> str:
    return f"Assign the code to the {KINDS[thing.kind]} {thing.label}? Scan that once more to confirm."


def yes_assign() -> str:
    return "Yes, assign"


def no_assign() -> str:
    return "No, choose another"


def assigned() -> str:
    return "Assigned"


def assigned_help(code: str, thing: Thing) -> str:
    return f"{code} now names {thing.label}."


def assigned_before() -> str:
    return "This code has been assigned already. Go back to scan the next one."


def not_assigned() -> str:
    return "Not assigned"


def taken() -> str:
    return "Code is taken"


def taken_help(code: str, by: Thing) -> str:
    return f"Take {code} off first: it names the {KINDS[by.kind]} {by.label}."  # names are long, and cut at their end


def cannot_assign() -> str:
    return "Can't be assigned"


def empty_code() -> str:
    return "This code is empty or only spaces and control characters. It can't tell one thing from another."


def long_code(length: int, longest: int) -> str:
    return f"This code has {length:,} bytes; the longest that can be assigned has {longest:,}."


def own_code(prefix: str) -> str:
    return f"Codes that begin with {prefix}- are our own: they name things by themselves, always the same."


def the_code_itself() -> str:
    return "That is the code"


def the_code_itself_help() -> str:
    return "This is the code to be assigned. Now scan the thing that it belongs to, or search for it."


def answer_first() -> str:
    return "Answer first"


def answer_first_help() -> str:
    return "It changed nothing. Answer the question, or go back with Esc."


def too_soon() -> str:
    return "Look, then scan"


def too_soon_help() -> str:
    return "It came before this could be read. Scan it again to confirm."


def cannot_carry(label: str) -> str:
    return f"{label} can't have codes assigned."


# The history of a thing


def seen(screen: str, result: str, times: int) -> str:
    """The last of so many scans of it: where in the program, and what came of it."""
    told = f"in {screen.replace('_', ' ')}: {result}"
    return f"Scanned {told}" if times == 1 else f"Scanned {times:,} times, last {told}"
