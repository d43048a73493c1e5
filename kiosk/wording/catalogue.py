"""Why a part, a place, a partner or a supplier's part can't be as it was entered, and what to do about it.

Shared by the forms and by import. What is said of one field is, as in `kiosk.wording.fields`, the end of a sentence
that begins with the field's name, and has no full stop; what is said of a whole row is a sentence by itself.
"""

from collections.abc import Sequence
from decimal import Decimal

from kiosk.wording.answers import amount


def _many(count: int, one: str) -> str:
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _listed(texts: Sequence[str], more: bool) -> str:
    return ", ".join(texts) + (" and more" if more else "")


# Any row


def changed_meanwhile(label: str) -> str:
    return f"{label} was changed at another station meanwhile. Open it again and repeat what you changed."


def gone() -> str:
    return "is no longer there; choose another"


def no_more() -> str:
    return "It is no longer there. Search for it again."


# Parts


def number_taken(archived: bool) -> str:
    if archived:
        return "is that of an archived part; choose another, or bring that part back"
    return "is another part's already; choose another"


def variant_of_itself() -> str:
    return "can't be the part itself; another part, or none"


def variant_ring(number: str) -> str:
    return f"can't be {number}, which is itself a variant of this part; another part, or none"


def variant_of_archived(number: str) -> str:
    return f"can't be {number}, which is archived; another part, or bring that one back first"


def serials_clash(number: str, serials: Sequence[str], drafts: Sequence[str], more: bool) -> str:
    """`drafts` are the open documents that take in units of these serials."""
    some = f"; some are on the open documents {', '.join(drafts)}" if drafts else ""
    return (
        f"can't be changed, since {number} and its variants have these serials already: {_listed(serials, more)}{some}"
    )


def tracking_without_stock() -> str:
    return "needs stock to be tracked; track stock, or choose none"


def tracking_locked(serials: int) -> str:
    have = "has a serial" if serials == 1 else "have serials"
    return f"by serial can't be switched off: {_many(serials, 'unit')} {have}, and a serial is never freed"


def serialise_first(quantity: Decimal, unit: str) -> str:
    return (
        f"by serial can't be switched on yet: {amount(quantity, unit)} in stock have no serial; serialise stock first"
    )


def stock_tracked(quantity: Decimal, unit: str) -> str:
    return f"can't be switched off: {amount(quantity, unit)} are in stock; move or use them up first"


def decimals_with_serials() -> str:
    return "must be 0: a unit with a serial is one whole piece"


def decimals_needed(decimals: int) -> str:
    return f"must be at least {decimals}: stock or packs of this part have as many"


def part_archived(number: str) -> str:
    return f"can't be {number}, which is archived and takes no new stock; bring it back first"


def part_untracked(number: str) -> str:
    return f"can't be {number}, whose stock is not tracked; track it in the part first"


def part_needs_serials(number: str) -> str:
    return f"can't be {number}, each unit of which has a serial; enter its units with their serials"


def part_in_stock(quantity: Decimal, unit: str, places: Sequence[str], more: bool) -> str:
    return f"{amount(quantity, unit)} are still in stock, in {_listed(places, more)}. Move or use them up first."


# Locations


def code_form() -> str:
    return "needs at least one character, and no /"


def path_taken(path: str, archived: bool) -> str:
    if archived:
        return f"would make it {path}, which is an archived place; choose another, or bring that one back"
    return f"would make it {path}, which is there already; choose another"


def path_too_long(length: int, longest: int) -> str:
    return f"would make a path of {length} characters; at most {longest}"


def place_ring(path: str) -> str:
    return f"can't be {path}, which lies in this place; a place outside of it, or none"


def place_archived(path: str) -> str:
    return f"can't be {path}, which is archived; another place, or bring that one back first"


def place_structural(path: str) -> str:
    return f"can't be {path}, which only holds other places; choose one of those"


def structural_with_stock(items: int) -> str:
    lies = "lies" if items == 1 else "lie"
    return f"can't be switched on: {_many(items, 'item')} of stock {lies} here; move the stock first"


def place_in_use(items: int, parts: Sequence[str], more: bool) -> str:
    lies = "lies" if items == 1 else "lie"
    return f"{_many(items, 'item')} of stock {lies} here: {_listed(parts, more)}. Move the stock first."


def places_below(paths: Sequence[str], more: bool) -> str:
    return f"Places in it are in use: {_listed(paths, more)}. Archive them first."


def above_archived(path: str) -> str:
    return f"{path}, in which it lies, is archived. Bring that back first."


# Partners and how they name our parts


def partner_taken(archived: bool) -> str:
    if archived:
        return "is that of an archived partner; choose another, or bring that one back"
    return "is another partner's already; choose another"


def partner_archived(name: str) -> str:
    return f"can't be {name}, which is archived; another partner, or bring that one back first"


def partner_in_use(count: int) -> str:
    return (
        f"{_many(count, 'supplier part')} of this partner {'is' if count == 1 else 'are'} in use. Archive them first."
    )


def sku_taken(partner: str, number: str, archived: bool) -> str:
    state = ", archived" if archived else ""
    return f"stands for {number} at {partner} already{state}; choose another"


def supplied_part_archived(number: str) -> str:
    return f"can't be {number}, which is archived; another part, or bring that one back first"


def part_of_supply_archived(label: str) -> str:
    return f"{label} is archived. Bring that back first."
