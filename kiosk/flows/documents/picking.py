"""The pick list of a line: the units of its part that may go out, or come back, to choose from. Only reads.

What is chosen there goes to `units.take`. Units that an open draft has already are listed with its number.
"""

from kiosk.flows.documents.available import available as can_go
from kiosk.flows.documents.available import returnable
from kiosk.page import Page
from kiosk.post import Post
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line
from kiosk.stock.picking import PickUnit, Sought
from kiosk.stock.thing import Thing
from kiosk.store import picking
from kiosk.store.sql import Db


def available(
    db: Db, post: Post, line: Line, way: Way, text: str, place: Thing | None, offset: int, limit: int
) -> Page[PickUnit]:
    """The units that a line of a document may have, by serial, from `offset` on.

    `text` is a piece of the serial, `place` has all that is below it. What comes back lies in no place.
    """
    statuses = can_go(post) if way is Way.OUT else returnable()
    where = place.id if place is not None and way is Way.OUT else None
    tracked = line.tracking.serial
    return picking.page(db, Sought(line.part.id, statuses, tracked, text, where), offset, limit)
