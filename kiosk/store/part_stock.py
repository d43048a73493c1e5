"""What the rules of parts ask of their stock: how much there is, with serials and without, and how fine."""

from kiosk.store.sql import Db, execute

# The least quantity of a part `p`, in millionths.
STEP = (
    "CASE p.decimals WHEN 0 THEN 1000000 WHEN 1 THEN 100000 WHEN 2 THEN 10000"
    " WHEN 3 THEN 1000 WHEN 4 THEN 100 WHEN 5 THEN 10 ELSE 1 END"
)


def serials(db: Db, part: int) -> int:
    """How many units of the part have a serial; void ones don't count, whose serials are free again."""
    row = execute(
        db,
        "SELECT (SELECT COUNT(*) FROM stock_item WHERE part_id = ? AND serial IS NOT NULL)"
        " - (SELECT COUNT(*) FROM stock_item WHERE part_id = ? AND status = 'void' AND serial IS NOT NULL)",
        part,
        part,
    ).fetchone()
    return int(row[0])


def on_hand(db: Db, part: int) -> int:
    """How much of the part lies in any place, in millionths."""
    sql = "SELECT SUM(quantity) FROM stock_item WHERE part_id = ? AND location_id IS NOT NULL"
    return int(execute(db, sql, part).fetchone()[0] or 0)


def unserialised(db: Db, part: int) -> int:
    """How much of that has no serial."""
    sql = "SELECT SUM(quantity) FROM stock_item WHERE part_id = ? AND location_id IS NOT NULL AND serial IS NULL"
    return int(execute(db, sql, part).fetchone()[0] or 0)


def places(db: Db, part: int, limit: int) -> tuple[str, ...]:
    """The paths of the places that hold some of it, the greatest quantity first."""
    rows = execute(
        db,
        "SELECT l.path FROM (SELECT location_id, SUM(quantity) AS quantity FROM stock_item WHERE part_id = ?"
        " AND location_id IS NOT NULL GROUP BY location_id HAVING SUM(quantity) > 0) h"
        " JOIN location l ON l.id = h.location_id ORDER BY h.quantity DESC, l.path LIMIT ?",
        part,
        limit,
    )
    return tuple(path for (path,) in rows.fetchall())


def has_finer(db: Db, part: int, step: int) -> bool:
    """Whether stock or a pack of the part has a quantity that is no multiple of `step` millionths."""
    row = execute(
        db,
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM stock_item WHERE part_id = ? AND quantity / ? * ? <> quantity)"
        " OR EXISTS (SELECT 1 FROM supplier_part WHERE part_id = ? AND pack / ? * ? <> pack)"
        " OR EXISTS (SELECT 1 FROM barcode WHERE kind = 'part' AND thing_id = ? AND unassigned_at IS NULL"
        " AND pack / ? * ? <> pack)",
        *(part, step, step) * 3,
    ).fetchone()
    return row is not None
