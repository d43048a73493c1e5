"""What was counted, entry by entry. An entry takes the place of those that it replaces, as long as it is not undone.

So all of a count is in the store at every green light, and the last step can always be taken back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.page import LARGEST, Page
from kiosk.post import Post
from kiosk.stock import quantity as quantities
from kiosk.stock.counts import Counted
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import count_totals
from kiosk.store.clock import now
from kiosk.store.labels import OF_ITEM, part_label
from kiosk.store.sql import Db, execute

CODE = 200  # characters of a code that nothing has

_INSERT = """INSERT INTO count_entry (document_id, location_id, part_id, item_id, batch, code, quantity, undone,
        movement, at, operator, run_id, scan_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, 0, COALESCE(?, (SELECT COALESCE(MAX(m.id), 0) FROM movement m)), ?, ?, ?, ?)
    RETURNING id"""
# What is returned is an entry of `count_totals`.
_WEIGHED = "location_id, part_id, item_id, code, quantity"
_DROP = f"UPDATE count_entry SET undone = 1 WHERE id IN ({{}}) AND undone = 0 RETURNING {_WEIGHED}"
_BACK = f"UPDATE count_entry SET undone = 0, replaced_id = NULL WHERE replaced_id = ? RETURNING {_WEIGHED}"
_COLUMNS = f"""e.id, e.location_id, l.path, e.part_id, p.number, p.name, e.item_id,
        CASE WHEN e.item_id IS NULL THEN '' ELSE {OF_ITEM.format("i")} END, COALESCE(i.serial, ''),
        COALESCE(e.batch, ''), COALESCE(e.code, ''), p.unit, p.decimals, e.quantity, e.at
    FROM count_entry e JOIN location l ON l.id = e.location_id LEFT JOIN part p ON p.id = e.part_id
    LEFT JOIN stock_item i ON i.id = e.item_id"""
_FOUND = """e.document_id = ? AND e.location_id = ? AND e.undone = 0
    AND (e.part_id IS NOT NULL OR e.code IS NOT NULL) AND (e.item_id IS NULL OR e.quantity > 0)"""
_PAGE = f"SELECT {_COLUMNS} WHERE {_FOUND} ORDER BY e.id DESC LIMIT ? OFFSET ?"
_ENTRY = f"SELECT {_COLUMNS} WHERE e.id = ? AND e.undone = 0"
_LAST = f"SELECT {_COLUMNS} WHERE e.document_id = ? AND e.undone = 0 ORDER BY e.id DESC LIMIT 1"
_UNIT = f"""SELECT i.id, {OF_ITEM.format("i")}, i.serial, i.part_id, p.number, p.name, p.unit, i.status,
        i.location_id, COALESCE(b.path, ''), e.id, e.location_id, f.path, e.at, e.quantity
    FROM stock_item i JOIN part p ON p.id = i.part_id LEFT JOIN location b ON b.id = i.location_id
    LEFT JOIN count_entry e ON e.document_id = ? AND e.item_id = i.id AND e.item_id IS NOT NULL AND e.undone = 0
    LEFT JOIN location f ON f.id = e.location_id WHERE i.id = ? AND i.serial IS NOT NULL"""
_LOOSE = """SELECT batch, SUM(expected), MAX(counted), MAX(entry), MAX(movement) FROM (
        SELECT COALESCE(i.batch, '') AS batch, i.quantity AS expected, 0 AS counted, 0 AS entry, 0 AS movement
        FROM stock_item i WHERE i.location_id = ? AND i.location_id IS NOT NULL AND i.part_id = ? AND i.quantity > 0
            AND i.serial IS NULL
        UNION ALL SELECT COALESCE(e.batch, ''), 0, e.quantity, e.id, e.movement FROM count_entry e
        WHERE e.document_id = ? AND e.location_id = ? AND e.part_id = ? AND e.item_id IS NULL AND e.undone = 0) w
    GROUP BY batch ORDER BY batch"""
_BATCHES = """SELECT DISTINCT i.batch FROM stock_item i WHERE i.part_id = ? AND i.batch IS NOT NULL
    AND i.location_id IS NOT NULL AND i.quantity > 0 ORDER BY i.batch LIMIT ?"""
# On hand first: thousands of units of a batch that are out must not stand before them.
_PARTS_OF_BATCH = """SELECT p.id, p.number, p.name, MAX(CASE WHEN i.location_id = ? THEN 1 ELSE 0 END),
        MAX(CASE WHEN i.serial IS NULL THEN 0 ELSE 1 END)
    FROM stock_item i JOIN part p ON p.id = i.part_id WHERE i.batch = ? AND i.batch IS NOT NULL
    AND i.location_id {} AND i.status <> 'void' GROUP BY p.id, p.number, p.name ORDER BY 4 DESC, p.number LIMIT ?"""


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be, at this place: nothing further, a unit, a part without serials in a batch, or a code.

    `quantity` in millionths, of a unit 0 where it is not there. `movement` is told where the counting of the same
    began with an entry before.
    """

    place: int
    part: int | None = None
    item: int | None = None
    batch: str = ""
    code: str | None = None
    quantity: int = 0
    movement: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a count sees it: where the books have it (None where it is out), and its entry, if it has one.

    `found` is where it was counted, `at` when; `here` is False where it was looked for and was not there.
    """

    thing: Thing
    serial: str
    part: int
    number: str
    name: str
    unit: str
    status: Status
    books: Thing | None
    entry: int | None
    found: Thing | None
    at: int
    here: bool


@dataclass(frozen=True, slots=True)
class Loose:
    """A part without serials in one batch at one place; quantities in millionths. `entry` is None before the first.

    `movement` is the greatest id of the ledger when the counting of it began.
    """

    batch: str
    expected: int
    counted: int
    entry: int | None
    movement: int | None


@dataclass(frozen=True, slots=True)
class OfBatch:
    """A part that has stock of a batch. `here`: at the place that was asked for; `serials`: it is units."""

    part: Thing
    number: str
    here: bool
    serials: bool


def add(db: Db, post: Post, document: int, new: New, replaces: Sequence[int] = ()) -> int:
    """An entry of a held count, in place of those that it replaces; answers its id."""
    marks = ", ".join("?" * len(replaces))
    gone = execute(db, _DROP.format(marks), *replaces).fetchall() if replaces else []
    what = (document, new.place, new.part, new.item, new.batch or None, new.code, new.quantity, new.movement)
    id: int = execute(db, _INSERT, *what, now(), post.operator, post.run, post.scan).fetchone()[0]
    if replaces:
        execute(db, f"UPDATE count_entry SET replaced_id = ? WHERE id IN ({marks})", id, *replaces)
    count_totals.put(db, document, [(new.place, new.part, new.item, new.code, new.quantity)], gone)
    return id


def take_back(db: Db, document: int, entry: int) -> None:
    """Undo an entry of a held count: what it has replaced counts again."""
    gone = execute(db, _DROP.format("?"), entry).fetchall()
    count_totals.put(db, document, execute(db, _BACK, entry).fetchall(), gone)


def last(db: Db, document: int) -> Counted | None:
    """The last entry that counts, be it only that a place was begun; None where there is none."""
    row = execute(db, _LAST, document).fetchone()
    return None if row is None else _counted(row)


def one(db: Db, entry: int) -> Counted | None:
    """An entry that counts; None where it does not any more."""
    row = execute(db, _ENTRY, entry).fetchone()
    return None if row is None else _counted(row)


def replaced(db: Db, entry: int) -> Counted | None:
    """What an entry has taken the place of; None where that is nothing."""
    row = execute(db, f"SELECT {_COLUMNS} WHERE e.replaced_id = ? ORDER BY e.id DESC LIMIT 1", entry).fetchone()
    return None if row is None else _counted(row)


def page(db: Db, document: int, place: int, offset: int, limit: int = LARGEST) -> Page[Counted]:
    """What was found at a place, the latest first, from `offset` on, at most 200."""
    rows = execute(db, _PAGE, document, place, min(limit, LARGEST), offset).fetchall()
    return Page(tuple(map(_counted, rows)), count_totals.listed(db, document, place), offset)


def unit(db: Db, document: int, item: int) -> Unit | None:
    """None where that is no stock item with a serial."""
    row = execute(db, _UNIT, document, item).fetchone()
    return None if row is None else _unit(row)


def loose(db: Db, document: int, place: int, part: int) -> tuple[Loose, ...]:
    """The batches of a part at a place, by the books or because they were counted there, by batch."""
    rows = execute(db, _LOOSE, place, part, document, place, part).fetchall()
    return tuple(
        Loose(batch, int(expected), int(counted), entry or None, movement if entry else None)
        for batch, expected, counted, entry, movement in rows
    )


def batches(db: Db, part: int, most: int) -> tuple[str, ...]:
    """The batches of a part that are on hand anywhere, the first `most`."""
    return tuple(batch for (batch,) in execute(db, _BATCHES, part, most).fetchall())


def parts_of_batch(db: Db, batch: str, place: int, most: int) -> tuple[OfBatch, ...]:
    """The parts that have stock of a batch, those at the place first; what is out only where nothing is on hand."""
    for how in ("IS NOT NULL", "IS NULL"):
        if rows := execute(db, _PARTS_OF_BATCH.format(how), place, batch, most).fetchall():
            return tuple(
                OfBatch(Thing(Kind.PART, id, part_label(number, name)), number, here == 1, serials == 1)
                for id, number, name, here, serials in rows
            )
    return ()


def stranger(db: Db, document: int, code: str) -> Counted | None:
    """The entry of a code that nothing had; None where it was not scanned in this count."""
    sql = "SELECT id FROM count_entry WHERE document_id = ? AND code = ? AND code IS NOT NULL AND undone = 0"
    row = execute(db, sql, document, code).fetchone()
    return None if row is None else one(db, row[0])


def _counted(row: tuple[Any, ...]) -> Counted:
    id, place, path, part, number, name, item, label, serial, batch, code, unit, decimals, quantity, at = row
    thing = None
    if item is not None:
        thing = Thing(Kind.STOCK_ITEM, item, label)
    elif part is not None:
        thing = Thing(Kind.PART, part, part_label(number, name))
    return Counted(
        id,
        Thing(Kind.LOCATION, place, path),
        thing,
        part,
        number or "",
        name or "",
        serial,
        batch,
        code,
        unit or "",
        decimals or 0,
        quantities.of(quantity),
        None,
        at,
    )


def _unit(row: tuple[Any, ...]) -> Unit:
    item, label, serial, part, number, name, unit, status, books, path, entry, found, found_path, at, quantity = row
    return Unit(
        Thing(Kind.STOCK_ITEM, item, label),
        serial,
        part,
        number,
        name,
        unit,
        Status(status),
        None if books is None else Thing(Kind.LOCATION, books, path),
        entry,
        None if entry is None else Thing(Kind.LOCATION, found, found_path),
        at or 0,
        bool(quantity),
    )
