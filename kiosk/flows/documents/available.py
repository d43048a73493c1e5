"""What can be handed out and what can come back, by its status; and whether there is enough of what has no serials."""

from decimal import Decimal

from kiosk.flows.documents.editing import Editing
from kiosk.post import Post
from kiosk.stock import statuses
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Line
from kiosk.stock.statuses import Status
from kiosk.store import document_lines, picking
from kiosk.store.sql import Db
from kiosk.wording import documents_units as wording
from kiosk.wording.answers import amount


def available(post: Post) -> tuple[Status, ...]:
    """The statuses in which a unit may go out."""
    return tuple(status for status in Status if statuses.available(status, returned_available=post.returned_available))


def returnable() -> tuple[Status, ...]:
    """The statuses out of which a unit may come back."""
    return tuple(status for status in Status if statuses.may_become(status, Status.RETURNED))


def lacking(db: Db, post: Post, state: Editing, line: Line, quantity: Decimal) -> str:
    """Why a line without serials can't go out in this quantity; empty where there is enough as far as can be seen.

    What other lines of the part take from the same place and batch counts; what other drafts want does not.
    """
    if state.document is None or line.tracking.serial or state.document.way is not Way.OUT:
        return ""
    place = None if line.place is None else line.place.id
    have = picking.loose(db, line.part.id, available(post), place, line.batch)
    others = [one for one in document_lines.of_part(db, state.document.id, line.part.id) if one.id != line.id]
    alike = [one for one in others if one.place == line.place and one.batch == line.batch and not one.serials]
    have = max(Decimal(0), have - sum((one.quantity for one in alike), start=Decimal(0)))
    if quantity <= have:
        return ""
    where = wording.where("" if line.place is None else line.place.label, line.batch)
    return wording.lacking(amount(have, line.unit), where) if have else wording.nothing_available(where)
