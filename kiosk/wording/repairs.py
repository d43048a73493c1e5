"""What the flows of a repair say: how it stands, parts used and taken out again, how it ends, what is taken back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from kiosk.stock.documents import Event
from kiosk.stock.repairs import Repair, Stage, Used
from kiosk.stock.statuses import Status
from kiosk.wording.answers import amount
from kiosk.wording.answers import status as status_of

STAGES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.OPEN: "open",
        Stage.DONE: "done",
        Stage.HANDED_BACK: "handed back",
        Stage.SCRAPPED: "scrapped",
        Stage.CANCELLED: "cancelled",
    }
)
_EVENTS: Mapping[Event, str] = MappingProxyType(
    {
        Event.CREATED: "begun",
        Event.POSTED: "done",
        Event.REVERSED: "opened again",
        Event.HANDED_BACK: "handed back",
        Event.SCRAPPED: "scrapped",
        Event.RESUMED: "here again",
        Event.CANCELLED: "cancelled",
    }
)
_NAMED = 3  # parts that a sentence names


def subject(repair: Repair) -> str:
    """What is repaired: `PSU-12 · SN-0042`, or what is known of a customer's unit."""
    if repair.unit is not None:
        return repair.unit.label
    number = "" if repair.part is None else repair.part.label.partition(" · ")[0]
    return " · ".join(filter(None, (number or repair.description, repair.serial)))


def own(repair: Repair) -> str:
    """Whose unit it is, and where an own one is."""
    if repair.unit is None or repair.status is None:
        return "customer's unit"
    place = "" if repair.location is None else f", {repair.location.label}"
    return f"{status_of(repair.status)}{place}"


def stage(value: Stage) -> str:
    return STAGES[value]


def happened(number: str, event: str) -> str:
    """One line of the history of a unit: how far its repair came."""
    return f"{number}: {_EVENTS.get(Event(event), event)}"


def opened(repair: Repair) -> str:
    return repair.number


def opened_help(repair: Repair) -> str:
    """What can be done now, the next step first."""
    match repair.stage:
        case Stage.OPEN:
            return f"{subject(repair)}: scan the parts that you use. F5 completes it."
        case Stage.DONE:
            return f"{subject(repair)} is done. F5 hands it back, F7 opens the repair again."
        case Stage.HANDED_BACK:
            return f"{subject(repair)} was handed back."
        case Stage.SCRAPPED:
            return f"{subject(repair)} was scrapped."
        case Stage.CANCELLED:
            return f"{subject(repair)}: cancelled, nothing was used."


def no_repair() -> str:
    return "No such repair"


def no_repair_help() -> str:
    return "It is no longer there. Open it from the list of repairs."


def not_read() -> str:
    return "Not open yet"


def not_read_help() -> str:
    return "The repair is being read. Scan once more."


def not_open_any_more(repair: Repair) -> str:
    return f"{repair.number} is {STAGES[repair.stage]}"


def not_open_any_more_help(repair: Repair) -> str:
    if repair.stage is Stage.CANCELLED:
        return "Nothing was changed. Begin a new repair for the unit."
    return "Nothing was changed. F7 takes the last step back, as far as the repair is open again."


def overtaken() -> str:
    return "Another station has just changed this stock. Nothing was changed here: scan once more."


def question_gone() -> str:
    return "Nothing to answer"


def question_gone_help() -> str:
    return "The question is not open any more."


# Parts


def used(one: Used) -> str:
    """`2 pcs of it are in the unit`, of one unit where it came from."""
    if one.item is not None:
        return f"{one.label} is in it{f', from {one.origin}' if one.origin else ''}."
    return f"{amount(one.quantity, one.unit)} are in it."


def used_unit(number: str, place: str) -> str:
    return f"{number} is in the repair now, from {place}." if place else f"{number} is in the repair now."


def used_loose(one: Used, places: Sequence[str]) -> str:
    return f"{amount(one.quantity, one.unit)} in the repair now, from {_listed(places)}."


def again(label: str, number: str) -> str:
    return f"{label} is in {number} already. F4 takes it out again."


def is_its_unit(repair: Repair) -> str:
    return f"It is the unit that {repair.number} is for. Nothing changed."


def this_repair() -> str:
    return "It is the repair that is open. Nothing changed."


def another_document() -> str:
    return "It is no repair. Leave this one with Esc, then scan it again."


def used_elsewhere(label: str, number: str) -> str:
    return f"{label} is in the repair {number} as a part. Take it out there first."


def is_used_in(number: str) -> str:
    """A unit whose status is not to be changed around its repair."""
    return f"It is in the repair {number} as a part. Open that, and take it out there."


def is_repaired(label: str, number: str) -> str:
    return f"{label} is under repair itself: {number}. Hand it back first, or choose another unit."


def no_part() -> str:
    return "No such part"


def no_part_help() -> str:
    return "It is no longer there. Nothing was changed."


def not_tracked() -> str:
    return "Its stock is not tracked, so none of it can be used up. Note it with the work that was done."


def scan_its_units() -> str:
    return "It has serials: scan the unit that you use."


def too_little(have: Decimal, unit: str, where: str, *, lot: bool) -> str:
    place = " of this lot" if lot else f" in {where}" if where else ""
    told = f"Only {amount(have, unit)}" if have else "None"
    rest = "Scan that place once more to take it from anywhere." if where else "Nothing was used."
    return f"{told}{place or ' in stock'}. {rest}"


def nothing_used() -> str:
    return "No part yet"


def nothing_used_help() -> str:
    return "Nothing is in the unit. Scan a part first."


def one_unit() -> str:
    return "It is one unit with a serial. Scan further ones, or take it out with F4."


def no_quantity() -> str:
    return "Not a quantity"


def bad_quantity(why: str) -> str:
    return f"The quantity {why}. Nothing was changed."


def same_quantity(one: Used) -> str:
    return f"{amount(one.quantity, one.unit)} are in it already. Nothing changed."


def not_in_it() -> str:
    return "Not in this repair"


def not_in_it_help() -> str:
    return "It was taken out meanwhile. Nothing changed."


def where_to(one: Used, home: bool) -> str:
    """The question where a unit goes that is taken out."""
    told = f"Take {one.number} {one.label} out?"
    return f"{told} Or scan another place." if home else f"{told} Scan the place that it goes to."


def back_to(place: str) -> str:
    return f"Back to {place}, in stock"


def broken_to(place: str) -> str:
    return f"Defective, to {place}"


def leave_in() -> str:
    return "Leave it in"


def left_in() -> str:
    return "Left in"


def left_in_help() -> str:
    return "Nothing was changed."


def taken_out() -> str:
    return "Taken out"


def taken_out_help(label: str, place: str) -> str:
    return f"{label} is in {place.partition(' · ')[0]} again."


def put_back(one: Used, quantity: Decimal, places: Sequence[str], *, broken: bool) -> str:
    how = "Defective, in" if broken else "back in"
    return f"{amount(quantity, one.unit)} of {one.number} {how} {_listed(places)}."


def take_out_loose(one: Used) -> str:
    """The question how loose stock is taken out."""
    return f"Take {amount(one.quantity, one.unit)} of {one.number} out? To take less out, type how much stays in."


def all_back(one: Used, places: Sequence[str]) -> str:
    return f"{amount(one.quantity, one.unit)} back to {_listed(places)}, in stock"


def all_broken(one: Used) -> str:
    return f"{amount(one.quantity, one.unit)} Defective, to the same place"


def one_broken(one: Used) -> str:
    return f"{amount(Decimal(1), one.unit)} of it Defective, to the same place"


def changed_meanwhile() -> str:
    return "Another station has changed how much is in it. Look, and take it out again."


def not_there() -> str:
    return "Not there"


def bad_place(why: str) -> str:
    return f"The place {why}. Scan another one."


def bad_part(why: str) -> str:
    return f"It takes no stock: it {why}."


def lot_gone() -> str:
    return "The stock that it came from is not there any more. Enter it as new stock of the part."


def from_place(place: str) -> str:
    return f"Parts are taken from {place.partition(' · ')[0]} now. Scan it again for anywhere."


def from_anywhere() -> str:
    return "From anywhere"


def from_anywhere_help() -> str:
    return "Parts are taken from wherever they lie, what expires first before the rest."


def unknown_help(*, assignable: bool) -> str:
    told = ", or assign the code with F4" if assignable else ""
    return f"Nothing has this code. Find the part with F3{told}."


# How it ends


def completed(repair: Repair) -> str:
    return f"{repair.number} done"


def completed_help(repair: Repair) -> str:
    return f"{subject(repair)} can be handed back: F5. F7 opens the repair again."


def not_completed() -> str:
    return "Not completed"


def bad_text(why: str) -> str:
    return f"The text {why}."


def bad_name(why: str) -> str:
    return f"The name {why}."


def way_keep(repair: Repair) -> str:
    """A unit that stays as it is: a customer's, or one that is sold, simply goes back."""
    if repair.status is None or repair.status is Status.SOLD:
        return f"Hand it back to {repair.customer}" if repair.customer else "Hand it back to its customer"
    place = "" if repair.location is None else f" in {repair.location.label}"
    return f"It stays {status_of(repair.status)}{place}"


def way_to_customer(customer: str) -> str:
    return f"To {customer}: it is sold again" if customer else "To a customer: it is sold again"


def way_into_stock(repair: Repair) -> str:
    place = "" if repair.location is None else f", in {repair.location.label}"
    return f"Into stock{place}"


def hand_back_question(repair: Repair) -> str:
    return f"Hand back {subject(repair)}?"


def note_handed_back(customer: str) -> str:
    """What the ledger keeps as the reason."""
    return f"repaired, for {customer}" if customer else "repaired"


def handed_back(repair: Repair) -> str:
    return f"{repair.number} handed back"


def handed_back_help(repair: Repair) -> str:
    if repair.unit is None or repair.status is None:
        return f"{subject(repair)} is out of the house. F7 takes that back."
    return f"{subject(repair)}: {own(repair)}. F7 takes that back."


def not_handed_back() -> str:
    return "Not handed back"


def complete_first() -> str:
    return "The repair is open yet. Complete it first, with F5."


def unit_changed(repair: Repair) -> str:
    return f"{subject(repair)} is {own(repair)} by now. Choose again."


def scrapped(repair: Repair) -> str:
    return f"{repair.number} scrapped"


def scrapped_help(repair: Repair) -> str:
    return f"{subject(repair)} is scrap. F7 takes that back."


def not_scrapped() -> str:
    return "Not scrapped"


def note_missing() -> str:
    return "Say why in the note: it is what is asked for later."


def no_way_to_scrap(status: Status) -> str:
    return f"Its unit is {status_of(status)}, and nothing in this status becomes scrap."


def cancelled(repair: Repair) -> str:
    return f"{repair.number} cancelled"


def cancelled_help() -> str:
    return "Nothing was used in it. The number stays in the list."


def not_cancelled() -> str:
    return "Not cancelled"


def parts_in_it(parts: Sequence[Used]) -> str:
    """Parts that keep a repair from being cancelled."""
    told = ", ".join(one.label if one.item is not None else one.number for one in parts[:_NAMED])
    more = len(parts) - _NAMED
    return f"Parts are in it: {told}{f' and {more} more' if more > 0 else ''}. Take them out with F4 first."


def noted() -> str:
    return "Noted"


def not_noted() -> str:
    return "Not noted"


# Undo


def undo_end(repair: Repair) -> str:
    told = "scrapped" if repair.stage is Stage.SCRAPPED else "handed back"
    return f"{subject(repair)} was {told}: then it is here again."


def undo_completion(repair: Repair) -> str:
    return f"{repair.number} was completed: then it is open again."


def undo_use(repair: Repair, label: str, *, taken_out: bool) -> str:
    if taken_out:
        return f"{label} was taken out: then it is in {repair.number} again."
    return f"{label} was used: then it is back where it was."


def undone() -> str:
    return "Undone"


def not_undone() -> str:
    return "Not undone"


def nothing_to_undo() -> str:
    return "Nothing to undo"


def nothing_to_undo_help(repair: Repair) -> str:
    if repair.stage is Stage.CANCELLED:
        return f"{repair.number} was cancelled, which stays. Begin a new repair."
    return f"Nothing has been used in {repair.number} yet."


def _listed(places: Sequence[str]) -> str:
    names = list(dict.fromkeys(places))
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
