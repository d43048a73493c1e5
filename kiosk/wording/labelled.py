"""What is said of labels that tell more than what the goods are: batch, serials, expiry, quantity, order, supplier."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kiosk.barcodes.content import Content, Language
from kiosk.stock.thing import Thing
from kiosk.wording.answers import amount
from kiosk.wording.fields import quoted
from kiosk.wording.readings import KINDS

_NAMED = 3  # serials that one sentence names
_SSCC = "00"  # identifier of GS1
_COUNTED = 2  # characters of a delivery that is only counted within its order
_PIECES = ""  # no unit was told: what the part is counted in

# What a label says


def says(content: Content) -> str:
    """What it says of the goods, as parts of a sentence: `10 pcs, batch L7, expires 2027-05-31`."""
    told = [
        "" if content.quantity is None else amount(content.quantity, content.unit or "pcs"),
        f"batch {content.batch}" if content.batch else "",
        f"expires {content.expiry.isoformat()}" if content.expiry is not None else "",
        f"date code {content.date_code}" if content.date_code else "",
        _serials(content.serials),
    ]
    return ", ".join(filter(None, told))


def papers(content: Content) -> str:
    """The orders and deliveries that it names."""
    told = [
        f"your order {content.order}" if content.order else "",
        f"their order {content.supplier_order}" if content.supplier_order else "",
        f"delivery {content.delivery}" if len(content.delivery) > _COUNTED else "",
    ]
    return ", ".join(filter(None, told))


def seen(content: Content, *, unit: bool) -> str:
    """What the label of something that is known says beside; `unit`: it is the unit that has the serial."""
    told = says(replace(content, serials=()) if unit else content)
    new = "" if unit or not content.serials else " (not in stock yet)"
    return f"On the label: {told}{new}." if told else ""


def via(content: Content) -> str:
    """What was scanned when it was a label, with the papers that it names."""
    told = ", ".join(filter(None, (says(content), papers(content))))
    return f"{kind_of(content)}: {told}" if told else kind_of(content)


def expired(expiry: date) -> str:
    return f"Expired on {expiry.isoformat()}."


def date_code(text: str) -> str:
    """A date code as it stands in the notes of a line."""
    return f"date code {text}"


def kind_of(content: Content) -> str:
    """What kind of label it is, with whose where that shows."""
    match content.language:
        case Language.GS1 | Language.AMOUNT:
            return gs1() if content.language is Language.GS1 else "Code with an amount"
        case _ if content.supplier:
            return f"{content.supplier} label"
        case _:
            return "Supplier label"


def gs1() -> str:
    return "GS1 code"


def name_of(content: Content) -> str:
    """What it calls the goods."""
    if content.gtin14:
        return f"GTIN {content.gtin14}"
    names = (*content.skus[:1], content.manufacturer_number, *content.part_numbers[:1], *content.keys[:1])
    return next(filter(None, names), "")


def _serials(serials: Sequence[str]) -> str:
    if len(serials) < 2:
        return f"serial {serials[0]}" if serials else ""
    return f"{len(serials):,} serials"


# Labels of what is not here


def unknown_help(content: Content) -> str:
    """A label whose goods nothing here is called: what it is, and what could have its name."""
    told = says(content)
    about = f"{kind_of(content)}: {name_of(content)}{f', {told}' if told else ''}"
    if content.gtin14:
        return f"{about}. No part has this GTIN yet."
    if content.language is Language.GS1 and any(field.id == _SSCC for field in content.fields):
        return f"SSCC {name_of(content)}, the number of one pallet or carton. Nothing here has it: scan what is in it."
    if content.skus or content.manufacturer_number:
        return f"{about}: no supplier part of it yet."
    return f"{about}. Nothing here has it."


def make_known(content: Content, *, again: bool = False) -> str:
    """What to do next about such a label, where work goes on; `again`: it is to be scanned once more then."""
    then = " Then scan it again." if again else ""
    if content.gtin14:
        return f"F4 assigns the GTIN.{then}"
    return f"F4 says which part it is of.{then}" if content.skus or content.manufacturer_number else ""


def nameless(content: Content) -> str:
    """A label that tells of goods, but not which."""
    return f"{kind_of(content)}: {says(content) or 'nothing that is of use here'}. It does not say of what."


def part_first() -> str:
    return "Scan the part first, then this."


# Giving a label a meaning


def assign_lasting(code: str, thing: Thing) -> str:
    """Of a label only what is the same on each one of the goods is assigned."""
    whose = f"the {KINDS[thing.kind]} {thing.label}"
    return f"Assign {code}, which is on each such label, to {whose}? Scan that once more to confirm."


def of_parts() -> str:
    return "This is a supplier's label: choose the part that it is of."


def new_supplier_part(content: Content) -> str:
    return f"{name_of(content)} is how {content.supplier or 'a supplier'} calls it: look, then save with F5."


def not_assignable(content: Content | None) -> str:
    """A label with nothing on it that is the same each time; None: several labels of one trigger."""
    if content is None:
        return "These are several labels that were read at once. Assign one that is scanned by itself."
    if content.part_numbers and name_of(content):
        return f"It names the part {name_of(content)}, which is not here. Enter it as a part with that number."
    if content.faults:
        return "What it says could not be read."
    return f"{nameless(content)} The next such label says something else."


# Labels that are refused


def other_part(number: str, line: int, chosen: str) -> str:
    """A label of another part than the line that the operator chose; nothing of it was taken in."""
    return f"This label is of {number}, line {line} ({chosen}) is chosen. Nothing changed. F4 takes it in anyway."


def other_part_here(number: str, chosen: str) -> str:
    """The same where serials of one part are collected."""
    return f"This label is of {number}, not of {chosen}. Nothing changed."


def known_part(label: str) -> str:
    """A label of a part that is stored, where a new one is entered."""
    return f"This label is of {label}, which is there already. Nothing changed."


def no_serial_on(label: str) -> str:
    """A label of just the part whose serials are collected."""
    return f"This label is of {label} and names no serial. Scan the one that does, or the serial itself."


def nothing_for_form() -> str:
    """A label that says nothing that a form has a field for."""
    return "It says nothing that this form asks for. Save or leave the form first."


def unknown_here(content: Content, chosen: str) -> str:
    """A label of goods that nothing here is called, where serials of one part are collected."""
    return f"{unknown_help(content)} It may not be of {chosen}. Nothing changed."


def if_serial() -> str:
    """What to do where digits alone made a label of what may be a serial."""
    return "If it is a serial, type it."


def not_taken(why: str) -> str:
    """Why nothing of a label was taken in."""
    return f"{why} Nothing of this label was taken in."


def miscounted(quantity: Decimal, serials: int) -> str:
    named = "1 serial" if serials == 1 else f"{serials:,} serials"
    return f"The label says {amount(quantity, _PIECES)}, but names {named}."


def no_serials(number: str, serials: Sequence[str]) -> str:
    named = f"serial {serials[0]}" if len(serials) == 1 else f"{len(serials):,} serials"
    return f"The label names {named}, but {number} is not tracked by serial."


def other_unit(quantity: Decimal, unit: str, number: str, own: str) -> str:
    return f"The label says {amount(quantity, unit)}, but {number} is counted in {own}."


def bad_quantity(quantity: Decimal) -> str:
    return f"The label's quantity, {quoted(f'{quantity:f}')}, can't be."


def fraction(quantity: Decimal, number: str, unit: str, decimals: int) -> str:
    whole = "whole numbers only" if not decimals else f"at most {decimals} decimal{'' if decimals == 1 else 's'}"
    return f"The label says {amount(quantity, unit)}, but {number} takes {whole}."


def bad_batch(why: str) -> str:
    return f"The label's batch {why}."


def one_by_one(serials: int) -> str:
    return f"The label names {serials:,} units. Scan each of them by itself."


def no_such_batch(number: str, batch: str) -> str:
    return f"No stock of {number} has batch {batch}."


def several_lots(batch: str) -> str:
    return f"Stock of batch {batch} lies in several places. Scan the label of the stock item itself."


def no_serial() -> str:
    """A label where the serial of a unit is wanted."""
    return "This label names no serial of one unit. Scan the serial itself, or type it."


def not_units(number: str, serials: Sequence[str], total: int) -> str:
    """Serials on a label of which the part has no units; of `total` of them the first."""
    named = ", ".join(serials[:_NAMED])
    more = f" and {total - _NAMED:,} more" if total > _NAMED else ""
    return f"{number} has no unit {named}{more}."


def differs(field: str, told: str, has: str) -> str:
    """A field of a form holds something else than the label says."""
    return f"The label says {field} {told}, but {has} is entered here."


# Labels that were taken in


def other_order(named: str, ours: str) -> str:
    """A label that names another order than the receipt works off."""
    return f"The label is of order {named}, this receipt of {ours}."


def other_batch(told: str, has: str) -> str:
    """A label of another batch than the line that its serial is expected in."""
    return f"The label says batch {told}, the line {has}." if has else f"The label says batch {told}."


def unused_count() -> str:
    """A count of contents beside goods that are no carton."""
    return "Its (37) was not used: it counts what is in a carton, and this names none by (02). Check the quantity."


def other_batch_of_unit(told: str, has: str) -> str:
    """The same where the unit itself is known."""
    return f"The label says batch {told}, the unit is of {has}."


def same_package() -> str:
    """A label of one package that has come in by this draft before, and counts once more now."""
    return "The same label came in here before. F7 takes this one back, if it is the same package."


def filled(told: str) -> str:
    return f"From the label: {told}."


def of_line(number: str) -> str:
    """Nothing on the label that the current line hasn't got."""
    return f"{number} has all of it already. Nothing changed."


def new_part() -> str:
    """What can be done with a label of goods that are no part yet."""
    return "Enter it as a new part"


def receive_it() -> str:
    """What can be done with a label of goods that are new here."""
    return "Receive what it says as new"


def take_it() -> str:
    """What a key does with a label that was refused for the chosen line."""
    return "Take in the last label anyway"


def assign_it(content: Content) -> str:
    """What can be done about a label that is unknown."""
    return "Assign its GTIN to a part" if content.gtin14 else "Say which part this label is of"
