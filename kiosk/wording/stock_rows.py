"""What is said of rows of stock and of movements that can't be imported: what is wrong, and what to do about it.

Each is the end of a sentence that begins with the row and the column, as in `kiosk.wording.fields`. `item` names a
stock item, `status` and `statuses` are values of `Status`.
"""

from collections.abc import Sequence
from decimal import Decimal

from kiosk.wording.fields import alternatives, quoted


def part_archived(number: str) -> str:
    return f"{quoted(number)} is archived and takes no stock; bring it back first"


def part_untracked(number: str) -> str:
    return f"the stock of {quoted(number)} is not tracked; switch that on in the part first"


def place_archived(path: str) -> str:
    return f"{quoted(path)} is archived; bring it back first, or name another place"


def place_structural(path: str) -> str:
    return f"{quoted(path)} only holds other places; name one in it"


def place_missing(status: str) -> str:
    return f"must be given, since {status} stock lies somewhere"


def place_too_many(status: str) -> str:
    return f"must be empty, since {status} stock lies nowhere here"


def never_void() -> str:
    return "void is not allowed; it is only what a reversal leaves"


def no_step(before: str, after: str, allowed: Sequence[str]) -> str:
    if not allowed:
        return f"{before} can't become {after}; it stays {before}"
    return f"{before} can't become {after}; only {alternatives(allowed)}"


def serial_missing(number: str) -> str:
    return f"must be given, since each unit of {quoted(number)} has one"


def serialised_since(number: str) -> str:
    return f"can't be empty by now: this stock had no serials, and each unit of {quoted(number)} has one since"


def serial_untracked(number: str) -> str:
    return f"must be empty, since {quoted(number)} is not tracked by serial; switch that on in the part first"


def serial_taken(item: str, status: str, place: str) -> str:
    return f"is taken by {item}, {status}{f', {place}' if place else ''}; a serial is never freed"


def serial_of_another_uid(uid: str) -> str:
    return f"is there already with the uid {uid}; leave the uid empty to mean that unit"


def serial_fixed(serial: str | None) -> str:
    return f"can't be changed; this item has {quoted(serial)}" if serial else "can't be changed; this item has none"


def batch_missing(number: str) -> str:
    return f"must be given, since all stock of {quoted(number)} has one"


def one_piece(quantity: Decimal) -> str:
    return f"{quantity:f} is not allowed; a unit with a serial is 1"


def part_fixed(item: str) -> str:
    return f"can't be changed; this uid is {item}"


def item_void(item: str) -> str:
    return f"is {item}, which was received by mistake and is void; leave the uid empty for a new item"


def supplier_fixed() -> str:
    return "can't be changed; another supplier's part is recorded for this item"


def supplier_of_another_part(number: str) -> str:
    return f"is not a supplier's code of {quoted(number)}; give one that is, or none"


def supplier_halved() -> str:
    return "must be given, since a supplier's part has a partner and a sku"


def several_fit(uids: Sequence[str], more: bool) -> str:
    return f"must be given, since several items fit this row: {', '.join(uids)}{' and more' if more else ''}"


def number_taken(station: str, seq: int) -> str:
    return f"{seq} is another entry of {quoted(station)} here; a history only goes into a store that begins with it"


def act_taken(station: str, seq: int) -> str:
    return f"{seq} is another act of {quoted(station)} here; a history only goes into a store that begins with it"


def no_entry(station: str, seq: int) -> str:
    return f"there is no entry {seq} of {quoted(station)} before this one; import the whole ledger"


def not_begun(uid: str) -> str:
    return f"there is no stock item {uid} yet, and this is not its first entry; import the whole ledger"


def begun_otherwise(uid: str) -> str:
    return f"the stock item {uid} has another history here; import movements before stock"


def not_next(left: str) -> str:
    return f"does not follow the entry before it, which has left {left or 'nothing'}; a row is missing, or was changed"


def unlike_reversed() -> str:
    return "is not the inverse of the entry that it takes back"


def taken_back_already() -> str:
    return "has been taken back already; an entry is taken back once"


def item_of_another_part() -> str:
    return "can't be changed; the stock item is of another part"


def no_state(status: str) -> str:
    return f"stays {status} with a place that does not fit it; the entry that follows is missing"


def no_column(name: str, names: Sequence[str]) -> str:
    return f"{quoted(name)} is no column of it; {alternatives(names)}"


def no_changes() -> str:
    return 'is not what changed; such as {"batch": ["A1", "A2"]}, with null for nothing'


def no_reference() -> str:
    return "is not station:number, such as bench-1:42"


def left_misplaced(uid: str, path: str) -> str:
    return f"in the end {uid} lies in {quoted(path)}, which is archived or only holds other places"


def left_unheld(uid: str, number: str) -> str:
    return (
        f"in the end {uid} is on hand, but {quoted(number)} takes no such stock: it is archived or not tracked, or has"
        " serials or fewer decimals"
    )
