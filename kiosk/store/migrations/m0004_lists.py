"""Scan lists, counts of stock and repairs. Frozen like all migrations."""

from typing import Any

_SQLITE = {"id": "INTEGER", "int": "INTEGER", "small": "INTEGER", "code": "TEXT", "strict": " STRICT"}
_POSTGRES = {"id": "BIGSERIAL", "int": "BIGINT", "small": "SMALLINT", "code": 'TEXT COLLATE "C"', "strict": ""}

_KINDS = "('part', 'stock_item', 'location', 'supplier_part', 'document')"

_TABLES = (
    """
    CREATE TABLE scan_list (
        id {id} NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        station_id {int} NOT NULL REFERENCES station (id),
        created_at {int} NOT NULL,
        created_by TEXT NOT NULL,
        used_at {int} NOT NULL,
        used_by TEXT NOT NULL,
        total {int} NOT NULL CHECK (total >= 0),
        marked {int} NOT NULL CHECK (marked BETWEEN 0 AND total),
        closed_at {int}
    ){strict}
    """,
    """
    CREATE TABLE list_step (
        id {id} NOT NULL PRIMARY KEY,
        list_id {int} NOT NULL REFERENCES scan_list (id),
        run_id {int} NOT NULL REFERENCES run (id),
        scan_id {int} REFERENCES scan_record (id),
        at {int} NOT NULL,
        operator TEXT NOT NULL,
        what TEXT NOT NULL,
        label TEXT NOT NULL,
        before TEXT NOT NULL,
        operation_id {int} REFERENCES operation (id),
        document_id {int} REFERENCES document (id)
    ){strict}
    """,
    f"""
    CREATE TABLE scan_list_row (
        id {{id}} NOT NULL PRIMARY KEY,
        list_id {{int}} NOT NULL REFERENCES scan_list (id),
        kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
        thing_id {{int}} NOT NULL,
        quantity {{int}} CHECK (quantity IS NULL OR quantity >= 0),
        marked {{small}} NOT NULL CHECK (marked IN (0, 1)),
        removed {{small}} NOT NULL CHECK (removed IN (0, 1)),
        added_at {{int}} NOT NULL,
        scan_id {{int}} REFERENCES scan_record (id)
    ){{strict}}
    """,
    """
    CREATE TABLE stock_count (
        document_id {int} NOT NULL PRIMARY KEY REFERENCES document (id),
        location_id {int} REFERENCES location (id),
        part_id {int} REFERENCES part (id),
        blind {small} NOT NULL CHECK (blind IN (0, 1)),
        CHECK (location_id IS NULL OR part_id IS NULL)
    ){strict}
    """,
    """
    CREATE TABLE count_entry (
        id {id} NOT NULL PRIMARY KEY,
        document_id {int} NOT NULL REFERENCES document (id),
        location_id {int} NOT NULL REFERENCES location (id),
        part_id {int} REFERENCES part (id),
        item_id {int} REFERENCES stock_item (id),
        batch {code} CHECK (batch IS NULL OR length(batch) BETWEEN 1 AND 100),
        code {code} CHECK (code IS NULL OR length(code) BETWEEN 1 AND 200),
        quantity {int} NOT NULL CHECK (quantity >= 0),
        undone {small} NOT NULL CHECK (undone IN (0, 1)),
        replaced_id {int} REFERENCES count_entry (id),
        movement {int} NOT NULL,
        at {int} NOT NULL,
        operator TEXT NOT NULL,
        run_id {int} NOT NULL REFERENCES run (id),
        scan_id {int} REFERENCES scan_record (id),
        CHECK (item_id IS NULL OR part_id IS NOT NULL),
        CHECK (code IS NULL OR part_id IS NULL)
    ){strict}
    """,
    """
    CREATE TABLE count_place (
        id {id} NOT NULL PRIMARY KEY,
        document_id {int} NOT NULL REFERENCES document (id),
        location_id {int} NOT NULL REFERENCES location (id),
        visits {int} NOT NULL CHECK (visits >= 0),
        found {int} NOT NULL CHECK (found >= 0),
        codes {int} NOT NULL CHECK (codes >= 0)
    ){strict}
    """,
    """
    CREATE TABLE count_left (
        id {id} NOT NULL PRIMARY KEY,
        document_id {int} NOT NULL REFERENCES document (id),
        location_id {int} NOT NULL REFERENCES location (id),
        part_id {int} NOT NULL REFERENCES part (id),
        item_id {int} REFERENCES stock_item (id),
        batch {code} CHECK (batch IS NULL OR length(batch) BETWEEN 1 AND 100),
        at {int} NOT NULL,
        operator TEXT NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE repair (
        document_id {int} NOT NULL PRIMARY KEY REFERENCES document (id),
        item_id {int} REFERENCES stock_item (id),
        part_id {int} REFERENCES part (id),
        serial {code} NOT NULL CHECK (length(serial) <= 100),
        description TEXT NOT NULL CHECK (length(description) <= 200),
        fault TEXT NOT NULL,
        work TEXT NOT NULL,
        stage TEXT NOT NULL CHECK (stage IN ('open', 'done', 'handed_back', 'scrapped', 'cancelled')),
        ended_at {int},
        ended_by TEXT NOT NULL,
        ended_operation_id {int} REFERENCES operation (id)
    ){strict}
    """,
)

_INDEXES = (
    "CREATE INDEX scan_list_open ON scan_list (used_at) WHERE closed_at IS NULL",
    "CREATE INDEX list_step_list_id_id ON list_step (list_id, id)",
    "CREATE INDEX list_step_scan ON list_step (scan_id) WHERE scan_id IS NOT NULL",
    "CREATE UNIQUE INDEX scan_list_row_thing ON scan_list_row (list_id, kind, thing_id) WHERE removed = 0",
    "CREATE INDEX scan_list_row_shown ON scan_list_row (list_id, id) WHERE removed = 0",
    "CREATE INDEX scan_list_row_scan ON scan_list_row (scan_id) WHERE scan_id IS NOT NULL",
    "CREATE INDEX count_entry_document_id_id ON count_entry (document_id, id)",
    "CREATE INDEX count_entry_place ON count_entry (document_id, location_id, id) WHERE undone = 0",
    "CREATE INDEX count_entry_walk ON count_entry (document_id, location_id)"
    " WHERE undone = 0 AND part_id IS NULL AND code IS NULL",
    "CREATE UNIQUE INDEX count_entry_loose ON count_entry (document_id, location_id, part_id, (COALESCE(batch, '')))"
    " WHERE undone = 0 AND part_id IS NOT NULL AND item_id IS NULL",
    "CREATE INDEX count_entry_replaced ON count_entry (replaced_id) WHERE replaced_id IS NOT NULL",
    "CREATE UNIQUE INDEX count_entry_unit ON count_entry (document_id, item_id)"
    " WHERE undone = 0 AND item_id IS NOT NULL",
    "CREATE UNIQUE INDEX count_entry_code ON count_entry (document_id, code) WHERE undone = 0 AND code IS NOT NULL",
    "CREATE INDEX count_entry_scan ON count_entry (scan_id) WHERE scan_id IS NOT NULL",
    "CREATE UNIQUE INDEX count_place_document_id_location_id ON count_place (document_id, location_id)",
    "CREATE UNIQUE INDEX count_left_unit ON count_left (document_id, item_id) WHERE item_id IS NOT NULL",
    "CREATE UNIQUE INDEX count_left_loose ON count_left (document_id, location_id, part_id, (COALESCE(batch, '')))"
    " WHERE item_id IS NULL",
    "CREATE INDEX repair_item ON repair (item_id) WHERE item_id IS NOT NULL",
    "CREATE UNIQUE INDEX repair_in_house ON repair (item_id) WHERE item_id IS NOT NULL AND stage IN ('open', 'done')",
    "CREATE INDEX repair_stage_document_id ON repair (stage, document_id)",
    "CREATE INDEX repair_serial ON repair (serial) WHERE serial <> ''",
)

_EVENTS = (
    "('created', 'parked', 'resumed', 'handed_over', 'taken_over', 'posted', 'cancelled', 'reversed', 'handed_back',"
    " 'scrapped')"
)
_EVENT = f"""
    CREATE TABLE document_event_new (
        id INTEGER NOT NULL PRIMARY KEY,
        document_id INTEGER NOT NULL REFERENCES document (id),
        run_id INTEGER NOT NULL REFERENCES run (id),
        at INTEGER NOT NULL,
        operator TEXT NOT NULL,
        what TEXT NOT NULL CHECK (what IN {_EVENTS}),
        note TEXT NOT NULL
    ) STRICT
    """


def up(db: Any) -> None:
    types = _SQLITE if db.param == "?" else _POSTGRES
    for table in _TABLES:
        db.execute_sql(table.format_map(types))
    for index in _INDEXES:
        db.execute_sql(index)
    for statement in _events(sqlite=db.param == "?"):
        db.execute_sql(statement)


def _events(*, sqlite: bool) -> tuple[str, ...]:
    """Repairs end in ways of their own. SQLite can't change a CHECK: the table is made anew, nothing refers to it."""
    if not sqlite:
        return (
            "ALTER TABLE document_event DROP CONSTRAINT document_event_what_check",
            f"ALTER TABLE document_event ADD CONSTRAINT document_event_what_check CHECK (what IN {_EVENTS})",
        )
    return (
        _EVENT,
        "INSERT INTO document_event_new SELECT id, document_id, run_id, at, operator, what, note FROM document_event",
        "DROP TABLE document_event",
        "ALTER TABLE document_event_new RENAME TO document_event",
        "CREATE INDEX document_event_document_id_id ON document_event (document_id, id)",
    )
