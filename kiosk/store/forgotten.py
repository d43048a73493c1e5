"""What a code once named that nothing has now: a unit that is void, or a customer's unit that was here for repair.

One statement for both, since it is asked on the path of every scan that names nothing.
"""

from dataclasses import dataclass

from kiosk.stock.thing import Kind, Thing
from kiosk.store.labels import OF_ITEM
from kiosk.store.serials import DOCUMENT
from kiosk.store.sql import Db, execute

_OF_CODE = f"""SELECT d.id, d.number, '', '' FROM document d
        WHERE d.id = (SELECT MAX(r.document_id) FROM repair r WHERE r.serial = ? AND r.serial <> '')
    UNION ALL SELECT NULL, '', {OF_ITEM.format("i")}, COALESCE({DOCUMENT}, '') FROM stock_item i
        WHERE i.id = (SELECT MAX(v.id) FROM stock_item v
            WHERE v.serial = ? AND v.serial IS NOT NULL AND v.status = 'void')"""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """`repair` is the last repair order of a customer's unit of this serial, whatever became of it.

    `void` is the label of a unit that was received by mistake, `document` the last one that moved it; both are empty
    where there is none.
    """

    repair: Thing | None = None
    void: str = ""
    document: str = ""


_NOTHING = Forgotten()


def of_code(db: Db, text: str) -> Forgotten:
    """What is known of this text as a serial."""
    found = _NOTHING
    if not text or "\0" in text:  # which PostgreSQL does not take even to look for
        return found
    for id, number, label, document in execute(db, _OF_CODE, text, text).fetchall():
        repair = found.repair if id is None else Thing(Kind.DOCUMENT, id, number)
        found = Forgotten(repair, label or found.void, document or found.document)
    return found
