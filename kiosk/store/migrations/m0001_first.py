"""The first schema. Frozen: what changes later is a migration of its own."""

from typing import Any

# Codes are ordered by their bytes on both engines, so that a range of the index is what begins with a text.
_SQLITE = {"id": "INTEGER", "int": "INTEGER", "small": "INTEGER", "blob": "BLOB", "code": "TEXT", "strict": " STRICT"}
_POSTGRES = {
    "id": "BIGSERIAL",
    "int": "BIGINT",
    "small": "SMALLINT",
    "blob": "BYTEA",
    "code": 'TEXT COLLATE "C"',
    "strict": "",
}

_KINDS = "('part', 'stock_item', 'location', 'supplier_part', 'document')"

_TABLES = (
    """
    CREATE TABLE location (
        id {id} NOT NULL PRIMARY KEY,
        parent_id {int} REFERENCES location (id),
        path {code} NOT NULL CHECK (length(path) BETWEEN 1 AND 500),
        name TEXT NOT NULL,
        structural {small} NOT NULL CHECK (structural IN (0, 1)),
        search TEXT NOT NULL,
        archived_at {int},
        version {int} NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE part (
        id {id} NOT NULL PRIMARY KEY,
        number {code} NOT NULL CHECK (length(number) BETWEEN 1 AND 100),
        name TEXT NOT NULL,
        description TEXT NOT NULL,
        unit TEXT NOT NULL,
        decimals {small} NOT NULL CHECK (decimals BETWEEN 0 AND 6),
        variant_of_id {int} REFERENCES part (id),
        root {int} NOT NULL,
        track_stock {small} NOT NULL CHECK (track_stock IN (0, 1)),
        tracking TEXT NOT NULL CHECK (tracking IN ('none', 'batch', 'serial', 'batch+serial')),
        default_location_id {int} REFERENCES location (id),
        minimum {int} CHECK (minimum IS NULL OR minimum >= 0),
        warranty_months {small} CHECK (warranty_months IS NULL OR warranty_months >= 0),
        search TEXT NOT NULL,
        archived_at {int},
        version {int} NOT NULL,
        CHECK (track_stock = 1 OR tracking = 'none')
    ){strict}
    """,
    """
    CREATE TABLE partner (
        id {id} NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        search TEXT NOT NULL,
        archived_at {int},
        version {int} NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE supplier_part (
        id {id} NOT NULL PRIMARY KEY,
        partner_id {int} NOT NULL REFERENCES partner (id),
        part_id {int} NOT NULL REFERENCES part (id),
        sku {code} NOT NULL CHECK (length(sku) BETWEEN 1 AND 100),
        manufacturer_number {code}
            CHECK (manufacturer_number IS NULL OR length(manufacturer_number) BETWEEN 1 AND 100),
        pack {int} NOT NULL CHECK (pack > 0),
        archived_at {int},
        version {int} NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE stock_item (
        id {id} NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        part_id {int} NOT NULL REFERENCES part (id),
        location_id {int} REFERENCES location (id),
        quantity {int} NOT NULL CHECK (quantity >= 0),
        batch {code} CHECK (batch IS NULL OR length(batch) BETWEEN 1 AND 100),
        serial {code} CHECK (serial IS NULL OR length(serial) BETWEEN 1 AND 100),
        serial_scope {int} NOT NULL,
        expiry TEXT,
        status TEXT NOT NULL CHECK (status IN (
            'in_stock', 'quarantined', 'sold', 'in_repair', 'repair_done',
            'returned', 'defective', 'lost', 'scrapped', 'void'
        )),
        warranty_until TEXT,
        notes TEXT NOT NULL,
        supplier_part_id {int} REFERENCES supplier_part (id),
        version {int} NOT NULL,
        CHECK (serial IS NULL OR quantity = 1000000),
        CHECK ((status IN ('in_stock', 'quarantined', 'returned', 'defective')) = (location_id IS NOT NULL))
    ){strict}
    """,
    f"""
    CREATE TABLE barcode (
        id {{id}} NOT NULL PRIMARY KEY,
        raw {{blob}} NOT NULL CHECK (length(raw) BETWEEN 1 AND 1024),
        loose {{blob}} NOT NULL,
        gtin14 TEXT CHECK (gtin14 IS NULL OR length(gtin14) = 14),
        kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
        thing_id {{int}} NOT NULL,
        pack {{int}} NOT NULL CHECK (pack > 0),
        assigned_by TEXT NOT NULL,
        assigned_at {{int}} NOT NULL,
        unassigned_at {{int}}
    ){{strict}}
    """,
    f"""
    CREATE TABLE external_id (
        id {{id}} NOT NULL PRIMARY KEY,
        source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 100),
        foreign_kind TEXT NOT NULL CHECK (length(foreign_kind) <= 100),
        foreign_id TEXT NOT NULL CHECK (length(foreign_id) BETWEEN 1 AND 200),
        kind TEXT NOT NULL CHECK (kind IN {_KINDS}),
        thing_id {{int}} NOT NULL
    ){{strict}}
    """,
    """
    CREATE TABLE station (
        id {id} NOT NULL PRIMARY KEY,
        name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        uid TEXT NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE run (
        id {id} NOT NULL PRIMARY KEY,
        station_id {int} NOT NULL REFERENCES station (id),
        started_at {int} NOT NULL,
        os_user TEXT NOT NULL,
        tty TEXT NOT NULL,
        ssh_client TEXT NOT NULL,
        version TEXT NOT NULL,
        pid {int} NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE setting (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL,
        changed_at {int} NOT NULL,
        changed_by TEXT NOT NULL
    ){strict}
    """,
    """
    CREATE TABLE scan_record (
        id {id} NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        station_id {int} NOT NULL REFERENCES station (id),
        seq {int} NOT NULL CHECK (seq > 0),
        run_id {int} NOT NULL REFERENCES run (id),
        device TEXT NOT NULL,
        device_seq {int} NOT NULL,
        operator TEXT NOT NULL,
        screen TEXT NOT NULL,
        scanned_at {int} NOT NULL,
        recorded_at {int} NOT NULL,
        raw {blob} NOT NULL,
        text TEXT,
        symbology TEXT NOT NULL,
        typed {small} NOT NULL CHECK (typed IN (0, 1)),
        result TEXT NOT NULL,
        tone TEXT NOT NULL,
        kind TEXT,
        thing_id {int}
    ){strict}
    """,
)

_INDEXES = (
    "CREATE INDEX location_parent_id ON location (parent_id)",
    "CREATE UNIQUE INDEX location_path ON location (path)",
    "CREATE UNIQUE INDEX part_number ON part (number)",
    "CREATE INDEX part_variant_of_id ON part (variant_of_id)",
    "CREATE INDEX part_root ON part (root)",
    "CREATE INDEX part_default_location_id ON part (default_location_id)",
    "CREATE UNIQUE INDEX partner_name ON partner (name)",
    "CREATE INDEX supplier_part_part_id ON supplier_part (part_id)",
    "CREATE INDEX supplier_part_sku ON supplier_part (sku)",
    "CREATE INDEX supplier_part_manufacturer_number ON supplier_part (manufacturer_number)",
    "CREATE UNIQUE INDEX supplier_part_partner_id_sku ON supplier_part (partner_id, sku)",
    "CREATE UNIQUE INDEX stock_item_uid ON stock_item (uid)",
    "CREATE INDEX stock_item_supplier_part_id ON stock_item (supplier_part_id)",
    "CREATE UNIQUE INDEX stock_item_serial ON stock_item (serial, serial_scope)"
    " WHERE serial IS NOT NULL AND status <> 'void'",
    "CREATE INDEX stock_item_batch ON stock_item (batch) WHERE batch IS NOT NULL AND location_id IS NOT NULL",
    "CREATE INDEX stock_item_batch_out ON stock_item (batch) WHERE batch IS NOT NULL AND location_id IS NULL",
    "CREATE INDEX stock_item_of_part ON stock_item (part_id, status, location_id, quantity)",
    "CREATE INDEX stock_item_in_location ON stock_item (location_id, part_id, quantity) WHERE location_id IS NOT NULL",
    "CREATE INDEX barcode_kind_thing_id ON barcode (kind, thing_id)",
    "CREATE UNIQUE INDEX barcode_raw ON barcode (raw) WHERE unassigned_at IS NULL",
    "CREATE INDEX barcode_loose ON barcode (loose) WHERE unassigned_at IS NULL",
    "CREATE INDEX barcode_gtin14 ON barcode (gtin14) WHERE unassigned_at IS NULL AND gtin14 IS NOT NULL",
    "CREATE UNIQUE INDEX external_id_source_foreign_kind_foreign_id ON external_id (source, foreign_kind, foreign_id)",
    "CREATE INDEX external_id_kind_thing_id ON external_id (kind, thing_id)",
    "CREATE UNIQUE INDEX station_name ON station (name)",
    "CREATE UNIQUE INDEX station_uid ON station (uid)",
    "CREATE INDEX run_station_id ON run (station_id)",
    "CREATE INDEX scan_record_recorded_at ON scan_record (recorded_at)",
    "CREATE UNIQUE INDEX scan_record_station_id_seq ON scan_record (station_id, seq)",
    "CREATE INDEX scan_record_of_thing ON scan_record (kind, thing_id, id) WHERE thing_id IS NOT NULL",
)


def up(db: Any) -> None:
    types = _SQLITE if db.param == "?" else _POSTGRES
    for table in _TABLES:
        db.execute_sql(table.format_map(types))
    for index in _INDEXES:
        db.execute_sql(index)
