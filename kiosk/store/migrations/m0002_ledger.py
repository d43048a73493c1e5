"""The ledger of stock, who took a code back, and what settings were before. Frozen like all migrations.

Stock that is there already gets an opening entry, so that from here on stock is what its movements add up to.
"""

from typing import Any

from kiosk.store import uid
from kiosk.store.clock import now
from kiosk.store.sql import execute

_SQLITE = {"id": "INTEGER", "int": "INTEGER", "strict": " STRICT"}
_POSTGRES = {"id": "BIGSERIAL", "int": "BIGINT", "strict": ""}

_STATUSES = (
    "('in_stock', 'quarantined', 'sold', 'in_repair', 'repair_done', 'returned', 'defective', 'lost', 'scrapped',"
    " 'void')"
)
_ON_HAND = "('in_stock', 'quarantined', 'returned', 'defective')"
_STEPS = (
    "('>in_stock', '>quarantined', 'in_stock>quarantined', 'in_stock>sold', 'in_stock>in_repair', "
    "'in_stock>defective', 'in_stock>lost', 'in_stock>scrapped', 'quarantined>in_stock', "
    "'quarantined>defective', 'quarantined>scrapped', 'sold>returned', 'in_repair>in_stock', "
    "'in_repair>repair_done', 'in_repair>defective', 'repair_done>returned', 'returned>in_stock', "
    "'returned>quarantined', 'returned>sold', 'returned>in_repair', 'returned>defective', 'returned>scrapped', "
    "'defective>in_stock', 'defective>scrapped', 'lost>in_stock')"
)

_TABLES = (
    """
    CREATE TABLE operation (
        id {id} NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        station_id {int} NOT NULL REFERENCES station (id),
        seq {int} NOT NULL CHECK (seq > 0),
        run_id {int} NOT NULL REFERENCES run (id),
        kind TEXT NOT NULL,
        operator TEXT NOT NULL,
        at {int} NOT NULL,
        recorded_at {int} NOT NULL,
        reference TEXT NOT NULL,
        note TEXT NOT NULL,
        reverses_id {int} REFERENCES operation (id)
    ){strict}
    """,
    f"""
    CREATE TABLE movement (
        id {{id}} NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        station_id {{int}} NOT NULL REFERENCES station (id),
        seq {{int}} NOT NULL CHECK (seq > 0),
        operation_id {{int}} NOT NULL REFERENCES operation (id),
        item_id {{int}} NOT NULL REFERENCES stock_item (id),
        scan_id {{int}} REFERENCES scan_record (id),
        from_id {{int}} REFERENCES location (id),
        to_id {{int}} REFERENCES location (id),
        quantity_before {{int}} NOT NULL CHECK (quantity_before >= 0),
        quantity_after {{int}} NOT NULL CHECK (quantity_after >= 0),
        status_before TEXT CHECK (status_before IS NULL OR status_before IN {_STATUSES}),
        status_after TEXT NOT NULL CHECK (status_after IN {_STATUSES}),
        fields TEXT,
        note TEXT NOT NULL,
        reverses_id {{int}} REFERENCES movement (id),
        CHECK (reverses_id IS NOT NULL OR COALESCE(status_before = status_after, FALSE)
            OR COALESCE(status_before, '') || '>' || status_after IN {_STEPS}),
        CHECK (from_id IS NULL OR COALESCE(status_before IN {_ON_HAND}, FALSE)),
        CHECK (to_id IS NULL OR status_after IN {_ON_HAND}),
        CHECK (status_before IS NOT NULL OR quantity_before = 0)
    ){{strict}}
    """,
    """
    CREATE TABLE setting_change (
        id {id} NOT NULL PRIMARY KEY,
        key TEXT NOT NULL,
        before TEXT,
        after TEXT NOT NULL,
        changed_at {int} NOT NULL,
        changed_by TEXT NOT NULL
    ){strict}
    """,
)

_INDEXES = (
    "CREATE UNIQUE INDEX operation_station_id_seq ON operation (station_id, seq)",
    "CREATE INDEX operation_recorded_at ON operation (recorded_at)",
    "CREATE INDEX operation_run_id ON operation (run_id)",
    "CREATE UNIQUE INDEX operation_reverses ON operation (reverses_id) WHERE reverses_id IS NOT NULL",
    "CREATE UNIQUE INDEX movement_station_id_seq ON movement (station_id, seq)",
    "CREATE INDEX movement_of_operation ON movement (operation_id, id)",
    "CREATE INDEX movement_of_item ON movement (item_id, id)",
    "CREATE INDEX movement_from ON movement (from_id, id) WHERE from_id IS NOT NULL",
    "CREATE INDEX movement_to ON movement (to_id, id) WHERE to_id IS NOT NULL",
    "CREATE INDEX movement_of_scan ON movement (scan_id) WHERE scan_id IS NOT NULL",
    "CREATE UNIQUE INDEX movement_reverses ON movement (reverses_id) WHERE reverses_id IS NOT NULL",
    "CREATE INDEX setting_change_key_id ON setting_change (key, id)",
    "CREATE INDEX stock_item_serial_of_part ON stock_item (part_id, serial) WHERE serial IS NOT NULL",
    "CREATE INDEX stock_item_serial_by_status ON stock_item (status, serial) WHERE serial IS NOT NULL",
)

_LEDGER = ("operation", "movement")

# How a unit came to its status. What is out has no place on the way either; nobody knows any more.
_WAYS = {
    "in_stock": ("in_stock",),
    "quarantined": ("quarantined",),
    "sold": ("in_stock", "sold"),
    "in_repair": ("in_stock", "in_repair"),
    "repair_done": ("in_stock", "in_repair", "repair_done"),
    "returned": ("in_stock", "sold", "returned"),
    "defective": ("in_stock", "defective"),
    "lost": ("in_stock", "lost"),
    "scrapped": ("in_stock", "scrapped"),
    "void": ("in_stock", "void"),
}


def up(db: Any) -> None:
    types = _SQLITE if db.param == "?" else _POSTGRES
    for table in _TABLES:
        db.execute_sql(table.format_map(types))
    for index in _INDEXES:
        db.execute_sql(index)
    db.execute_sql("ALTER TABLE barcode ADD COLUMN unassigned_by TEXT")
    _open(db)
    _lock(db)


def _open(db: Any) -> None:
    items = execute(db, "SELECT id, location_id, quantity, status FROM stock_item ORDER BY id").fetchall()
    if not items:
        return
    station, run = _place(db)
    execute(
        db,
        "INSERT INTO operation (uid, station_id, seq, run_id, kind, operator, at, recorded_at, reference, note)"
        " VALUES (?, ?, 1, ?, 'opening', '', ?, ?, '', '')",
        uid.new(),
        station,
        run,
        now(),
        now(),
    )
    operation = execute(db, "SELECT MAX(id) FROM operation").fetchone()[0]
    seq = 0
    for item, location, quantity, status in items:
        before, place, amount, first = None, None, 0, None
        for after in _WAYS[status]:
            seq += 1
            here = location if after in _ON_HAND else None
            execute(
                db,
                "INSERT INTO movement (uid, station_id, seq, operation_id, item_id, from_id, to_id, quantity_before,"
                " quantity_after, status_before, status_after, note, reverses_id)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?)",
                uid.new(),
                station,
                seq,
                operation,
                item,
                place,
                here,
                amount,
                quantity,
                before,
                after,
                first if after == "void" else None,
            )
            if first is None and status == "void":
                first = execute(db, "SELECT MAX(id) FROM movement").fetchone()[0]
            before, place, amount = after, here, quantity


def _place(db: Any) -> tuple[int, int]:
    """A station and a run of it to write under; a store that was filled by a program may have none."""
    run = execute(db, "SELECT station_id, id FROM run ORDER BY id LIMIT 1").fetchone()
    if run is not None:
        return int(run[0]), int(run[1])
    station = execute(db, "INSERT INTO station (name, uid) VALUES ('opening', ?) RETURNING id", uid.new()).fetchone()[0]
    first = execute(
        db,
        "INSERT INTO run (station_id, started_at, os_user, tty, ssh_client, version, pid)"
        " VALUES (?, ?, '', '', '', '', 0) RETURNING id",
        station,
        now(),
    ).fetchone()[0]
    return int(station), int(first)


def _lock(db: Any) -> None:
    """What is in the ledger stays as it is; it is corrected by further entries."""
    if db.param == "?":
        for table in _LEDGER:
            for act in ("UPDATE", "DELETE"):
                db.execute_sql(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}"
                    f" BEGIN SELECT RAISE(ABORT, 'the ledger is never changed'); END"
                )
        return
    db.execute_sql(
        "CREATE FUNCTION ledger_is_final() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the ledger is never changed' USING ERRCODE = '23000'; END $$"
    )
    for table in _LEDGER:
        db.execute_sql(
            f"CREATE TRIGGER {table}_is_final BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION ledger_is_final()"
        )
