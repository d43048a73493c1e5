"""Stock items as files exchange them: all of them in turn, and the ones that many rows mean at once.

Each look-up is one statement for many rows; nothing but the list of all walks the table, a page at a time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.stock.ledger import State
from kiosk.stock.statuses import Status
from kiosk.stock.tracking import Tracking
from kiosk.store.labels import OF_ITEM
from kiosk.store.sql import Db, execute, insert_many
from kiosk.store.stock_items import SCOPE


@dataclass(frozen=True, slots=True)
class Listed:
    """One stock item with what it names by their names; `quantity` in millionths, dates as ISO text.

    `location` is None where it is out, `partner` and `sku` where it is not known who it came from.
    """

    uid: str
    part: str
    location: str | None
    quantity: int
    serial: str | None
    batch: str | None
    expiry: str | None
    status: str
    warranty_until: str | None
    notes: str
    partner: str | None
    sku: str | None


_LIST = """SELECT i.id, i.uid, p.number, l.path, i.quantity, i.serial, i.batch, i.expiry, i.status, i.warranty_until,
        i.notes, a.name, s.sku
    FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location l ON l.id = i.location_id
    LEFT JOIN supplier_part s ON s.id = i.supplier_part_id LEFT JOIN partner a ON a.id = s.partner_id
    WHERE i.id > ? AND i.quantity > 0 AND i.status <> 'void' ORDER BY i.id LIMIT ?"""


def page(db: Db, after: int, limit: int) -> tuple[list[Listed], int]:
    """Stock in the order in which it was entered, but for void items and emptied ones: up to `limit` items behind
    the one of the id `after`, and the id of the last of them."""
    rows = execute(db, _LIST, after, limit).fetchall()
    return [Listed(*row[1:]) for row in rows], rows[-1][0] if rows else after


@dataclass(frozen=True, slots=True)
class Holder:
    """A part, as far as its stock is concerned; `scope` is what a serial of it must be unique in."""

    id: int
    scope: int
    decimals: int
    track_stock: bool
    tracking: Tracking
    archived: bool


@dataclass(frozen=True, slots=True)
class Place:
    id: int
    structural: bool
    archived: bool


@dataclass(frozen=True, slots=True)
class Present:
    """A stock item as it stands; `quantity` in millionths, dates as ISO text."""

    id: int
    uid: str
    part: int
    location: int | None
    quantity: int
    serial: str | None
    scope: int
    batch: str | None
    expiry: str | None
    status: Status
    warranty_until: str | None
    notes: str
    supplier_part: int | None

    @property
    def state(self) -> State:
        return State(self.location, self.quantity, self.status)


def parts(db: Db, numbers: Collection[str]) -> dict[str, Holder]:
    """The parts that have these numbers."""
    rows = _among(
        db,
        f"SELECT number, id, {SCOPE.format(root='root')}, decimals, track_stock, tracking, archived_at"
        " FROM part WHERE number",
        numbers,
    )
    return {
        number: Holder(id, scope, decimals, track_stock == 1, Tracking(tracking), archived is not None)
        for number, id, scope, decimals, track_stock, tracking, archived in rows
    }


def places(db: Db, paths: Collection[str]) -> dict[str, Place]:
    """The locations that have these paths."""
    rows = _among(db, "SELECT path, id, structural, archived_at FROM location WHERE path", paths)
    return {path: Place(id, structural == 1, archived is not None) for path, id, structural, archived in rows}


def supplier_parts(db: Db, skus: Collection[str]) -> dict[tuple[str, str], tuple[int, int]]:
    """What partners call these: by the partner's name and the sku, the supplier part and the part."""
    rows = _among(
        db,
        "SELECT a.name, s.sku, s.id, s.part_id FROM supplier_part s JOIN partner a ON a.id = s.partner_id WHERE s.sku",
        skus,
    )
    return {(partner, sku): (id, part) for partner, sku, id, part in rows}


_PRESENT = """SELECT i.id, i.uid, i.part_id, i.location_id, i.quantity, i.serial, i.serial_scope, i.batch, i.expiry,
    i.status, i.warranty_until, i.notes, i.supplier_part_id FROM """


def by_uid(db: Db, uids: Collection[str]) -> dict[str, Present]:
    """The items that have these uids, void and emptied ones as well."""
    return {item.uid: item for item in map(_present, _among(db, f"{_PRESENT} stock_item i WHERE i.uid", uids))}


def by_serial(db: Db, serials: Collection[str]) -> dict[tuple[int, str], Present]:
    """The units that have these serials, by the scope of the serial; a void unit has none any more."""
    text = f"{_PRESENT} stock_item i WHERE i.status <> 'void' AND i.serial"
    found = map(_present, _among(db, text, serials))
    return {(item.scope, item.serial): item for item in found if item.serial is not None}


Spot = tuple[int, str, int | None]  # a part, a status, a location


def without_serial(db: Db, spots: Collection[Spot]) -> dict[Spot, list[Present]]:
    """The stock without serials that lies in these spots: of a part, in a status, at a location or out."""
    found: dict[Spot, list[Present]] = {}
    on_hand = [spot for spot in spots if spot[2] is not None]
    out = [spot[:2] for spot in spots if spot[2] is None]
    for rows in (
        _in_spots(db, "part, status, place", "= w.place", on_hand),
        _in_spots(db, "part, status", "IS NULL", out),
    ):
        for item in map(_present, rows):
            found.setdefault((item.part, item.status.value, item.location), []).append(item)
    return found


def _in_spots(db: Db, columns: str, place: str, spots: Sequence[tuple[object, ...]]) -> Sequence[Any]:
    if not spots:
        return []
    # A cross join, so that SQLite takes the wanted ones first and looks each of them up in the index.
    values = ", ".join(f"({', '.join('?' * len(spots[0]))})" for _ in spots)
    rows: Sequence[Any] = execute(
        db,
        f"WITH w ({columns}) AS (VALUES {values}) {_PRESENT} w CROSS JOIN stock_item i"
        f" WHERE i.part_id = w.part AND i.status = w.status AND i.location_id {place}"
        " AND i.serial IS NULL AND i.quantity > 0",
        *(value for spot in spots for value in spot),
    ).fetchall()
    return rows


def label(db: Db, item: int) -> str:
    """What a stock item is called, for a sentence."""
    text: str = execute(db, f"SELECT {OF_ITEM.format('i')} FROM stock_item i WHERE i.id = ?", item).fetchone()[0]
    return text


def path(db: Db, location: int | None) -> str:
    """The path of a location; empty for none."""
    if location is None:
        return ""
    text: str = execute(db, "SELECT path FROM location WHERE id = ?", location).fetchone()[0]
    return text


class Named:
    """Which items the rows of a file have named, for as long as the transaction that loads it takes.

    In a temporary table, since a file may be longer than the memory of a station.
    """

    def __init__(self, db: Db) -> None:
        self._db = db
        execute(db, "CREATE TEMPORARY TABLE named_item (item BIGINT NOT NULL PRIMARY KEY, number BIGINT NOT NULL)")

    def rows(self, items: Collection[int]) -> dict[int, int]:
        """Those of the items that a row has named, with its number."""
        return dict(_among(self._db, "SELECT item, number FROM named_item WHERE item", items))

    def add(self, rows: Mapping[int, int]) -> None:
        """The items with the number of the first row that names each; known ones are passed over."""
        into = "INSERT INTO named_item (item, number)"
        insert_many(self._db, into, tuple(rows.items()), conflict="ON CONFLICT DO NOTHING")

    def forget(self) -> None:
        execute(self._db, "DROP TABLE named_item")


def _present(row: Any) -> Present:
    values = list(row)
    values[9] = Status(row[9])
    return Present(*values)


def _among(db: Db, text: str, values: Collection[str] | Collection[int]) -> Sequence[Any]:
    """The rows for which the column that `text` ends with has one of the values."""
    if not values:
        return []
    rows: Sequence[Any] = execute(db, f"{text} IN ({', '.join('?' * len(values))})", *values).fetchall()
    return rows
