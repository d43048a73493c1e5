"""Documents, and what parts and movements know of them. Frozen like all migrations."""

from typing import Any

_SQLITE = {"id": "INTEGER", "int": "INTEGER", "small": "INTEGER", "code": "TEXT", "strict": " STRICT"}
_POSTGRES = {"id": "BIGSERIAL", "int": "BIGINT", "small": "SMALLINT", "code": 'TEXT COLLATE "C"', "strict": ""}

_TABLES = (
    """
    CREATE TABLE document (
        id {id} NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN (
            'purchase_order', 'goods_receipt', 'goods_issue', 'purchase_invoice', 'sales_invoice', 'return',
            'repair_order', 'transfer', 'stock_count'
        )),
        number {code} NOT NULL CHECK (length(number) BETWEEN 1 AND 100),
        station_id {int} NOT NULL REFERENCES station (id),
        seq {int} NOT NULL CHECK (seq > 0),
        state TEXT NOT NULL CHECK (state IN ('draft', 'posted', 'cancelled')),
        partner_id {int} REFERENCES partner (id),
        reference TEXT NOT NULL CHECK (length(reference) <= 200),
        notes TEXT NOT NULL,
        place_id {int} REFERENCES location (id),
        source_id {int} REFERENCES document (id),
        listed {small} NOT NULL CHECK (listed IN (0, 1)),
        created_at {int} NOT NULL,
        created_by TEXT NOT NULL,
        holder_id {int} REFERENCES run (id),
        held_by TEXT NOT NULL,
        held_until {int} NOT NULL,
        posted_at {int},
        posted_by TEXT NOT NULL,
        operation_id {int} REFERENCES operation (id),
        version {int} NOT NULL,
        CHECK ((state = 'posted') = (posted_at IS NOT NULL)),
        CHECK (operation_id IS NULL OR state = 'posted')
    ){strict}
    """,
    """
    CREATE TABLE document_line (
        id {id} NOT NULL PRIMARY KEY,
        document_id {int} NOT NULL REFERENCES document (id),
        position {int} NOT NULL,
        part_id {int} NOT NULL REFERENCES part (id),
        supplier_part_id {int} REFERENCES supplier_part (id),
        quantity {int} NOT NULL CHECK (quantity >= 0),
        said {small} NOT NULL CHECK (said IN (0, 1)),
        expected {int} CHECK (expected IS NULL OR expected >= 0),
        serials {int} NOT NULL CHECK (serials >= 0),
        batch {code} CHECK (batch IS NULL OR length(batch) BETWEEN 1 AND 100),
        expiry TEXT,
        location_id {int} REFERENCES location (id),
        accepted {small} NOT NULL CHECK (accepted IN (0, 1)),
        notes TEXT NOT NULL,
        order_line_id {int} REFERENCES document_line (id),
        removed {small} NOT NULL CHECK (removed IN (0, 1))
    ){strict}
    """,
    """
    CREATE TABLE draft_step (
        id {id} NOT NULL PRIMARY KEY,
        document_id {int} NOT NULL REFERENCES document (id),
        run_id {int} NOT NULL REFERENCES run (id),
        scan_id {int} REFERENCES scan_record (id),
        at {int} NOT NULL,
        operator TEXT NOT NULL,
        what TEXT NOT NULL,
        label TEXT NOT NULL,
        before TEXT NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE draft_serial (
        id {id} NOT NULL PRIMARY KEY,
        document_id {int} NOT NULL REFERENCES document (id),
        line_id {int} NOT NULL REFERENCES document_line (id),
        serial {code} NOT NULL CHECK (length(serial) BETWEEN 1 AND 100),
        scope {int},
        item_id {int} REFERENCES stock_item (id),
        expected {small} NOT NULL CHECK (expected IN (0, 1)),
        state TEXT NOT NULL CHECK (state IN ('missing', 'got', 'removed')),
        step_id {int} REFERENCES draft_step (id),
        scan_id {int} REFERENCES scan_record (id)
    ){strict}
    """,
    """
    CREATE TABLE document_event (
        id {id} NOT NULL PRIMARY KEY,
        document_id {int} NOT NULL REFERENCES document (id),
        run_id {int} NOT NULL REFERENCES run (id),
        at {int} NOT NULL,
        operator TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN (
            'created', 'parked', 'resumed', 'handed_over', 'taken_over', 'posted', 'cancelled', 'reversed'
        )),
        note TEXT NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE batch_counter (
        key TEXT NOT NULL PRIMARY KEY,
        last {int} NOT NULL
    ){strict}
    """,
)

# The digits that a serial ends with. Without zeros before them, the longer ones are the greater number.
_DIGITS = "substr(serial, length(rtrim(serial, '0123456789')) + 1)"

_INDEXES = (
    "CREATE UNIQUE INDEX document_number ON document (number)",
    "CREATE INDEX document_partner_id ON document (partner_id)",
    "CREATE UNIQUE INDEX document_station_id_kind_seq ON document (station_id, kind, seq)",
    "CREATE INDEX document_open ON document (id) WHERE state = 'draft'",
    "CREATE INDEX document_source ON document (source_id) WHERE source_id IS NOT NULL",
    "CREATE INDEX document_operation ON document (operation_id) WHERE operation_id IS NOT NULL",
    "CREATE INDEX document_line_part_id ON document_line (part_id)",
    "CREATE INDEX document_line_document_id_position ON document_line (document_id, position)",
    "CREATE INDEX document_line_order_line ON document_line (order_line_id) WHERE order_line_id IS NOT NULL",
    "CREATE INDEX draft_step_document_id_id ON draft_step (document_id, id)",
    "CREATE INDEX draft_step_scan ON draft_step (scan_id) WHERE scan_id IS NOT NULL",
    "CREATE INDEX draft_serial_document_id_serial ON draft_serial (document_id, serial)",
    "CREATE UNIQUE INDEX draft_serial_new ON draft_serial (serial, scope) WHERE state = 'got' AND scope IS NOT NULL",
    "CREATE UNIQUE INDEX draft_serial_unit ON draft_serial (item_id) WHERE state = 'got' AND item_id IS NOT NULL",
    "CREATE INDEX draft_serial_of_line ON draft_serial (line_id, state, id)",
    "CREATE INDEX draft_serial_step ON draft_serial (step_id) WHERE step_id IS NOT NULL",
    "CREATE INDEX draft_serial_scan ON draft_serial (scan_id) WHERE scan_id IS NOT NULL",
    "CREATE INDEX document_event_document_id_id ON document_event (document_id, id)",
    "CREATE INDEX movement_of_line ON movement (line_id) WHERE line_id IS NOT NULL",
    f"CREATE INDEX stock_item_numbered ON stock_item (part_id, (CASE WHEN {_DIGITS} = '' THEN -1 ELSE"
    f" length(ltrim({_DIGITS}, '0')) END), (ltrim({_DIGITS}, '0'))) WHERE serial IS NOT NULL AND status <> 'void'",
)


def up(db: Any) -> None:
    types = _SQLITE if db.param == "?" else _POSTGRES
    for table in _TABLES:
        db.execute_sql(table.format_map(types))
    db.execute_sql("ALTER TABLE part ADD COLUMN serial_scheme TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE part ADD COLUMN serial_mask TEXT NOT NULL DEFAULT ''")
    number = types["int"]
    db.execute_sql(f"ALTER TABLE movement ADD COLUMN line_id {number} REFERENCES document_line (id)")
    for index in _INDEXES:
        db.execute_sql(index)
