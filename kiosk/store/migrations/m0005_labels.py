"""Labels that wait for a printer. Frozen like all migrations."""

from typing import Any

_SQLITE = {"id": "INTEGER", "int": "INTEGER", "small": "INTEGER", "strict": " STRICT"}
_POSTGRES = {"id": "BIGSERIAL", "int": "BIGINT", "small": "SMALLINT", "strict": ""}

_KINDS = "('part', 'stock_item', 'location', 'supplier_part', 'document')"

_TABLE = f"""
    CREATE TABLE print_job (
        id {{id}} NOT NULL PRIMARY KEY,
        uid TEXT NOT NULL,
        station_id {{int}} NOT NULL REFERENCES station (id),
        run_id {{int}} NOT NULL REFERENCES run (id),
        scan_id {{int}} REFERENCES scan_record (id),
        at {{int}} NOT NULL,
        operator TEXT NOT NULL,
        printer TEXT NOT NULL CHECK (length(printer) BETWEEN 1 AND 100),
        template TEXT NOT NULL CHECK (length(template) BETWEEN 1 AND 100),
        content TEXT NOT NULL,
        label TEXT NOT NULL,
        copies {{small}} NOT NULL CHECK (copies BETWEEN 1 AND 1000),
        kind TEXT CHECK (kind IS NULL OR kind IN {_KINDS}),
        thing_id {{int}},
        document_id {{int}} REFERENCES document (id),
        draft_serial_id {{int}} REFERENCES draft_serial (id),
        reprints {{int}} REFERENCES print_job (id) ON DELETE SET NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'printed', 'dropped')),
        settled_at {{int}},
        tries {{int}} NOT NULL CHECK (tries >= 0),
        fault TEXT NOT NULL,
        CHECK ((state = 'waiting') = (settled_at IS NULL))
    ){{strict}}
    """

_INDEXES = (
    "CREATE INDEX print_job_waiting ON print_job (station_id, printer, state, id) WHERE state = 'waiting'",
    "CREATE INDEX print_job_station_id_printer_id ON print_job (station_id, printer, id)",
    "CREATE INDEX print_job_document ON print_job (document_id) WHERE document_id IS NOT NULL AND state = 'waiting'",
    "CREATE INDEX print_job_draft_serial ON print_job (draft_serial_id) WHERE draft_serial_id IS NOT NULL",
    "CREATE INDEX print_job_scan ON print_job (scan_id) WHERE scan_id IS NOT NULL",
    "CREATE INDEX print_job_reprints ON print_job (reprints) WHERE reprints IS NOT NULL",
    "CREATE INDEX print_job_settled ON print_job (settled_at) WHERE settled_at IS NOT NULL",
)


def up(db: Any) -> None:
    db.execute_sql(_TABLE.format_map(_SQLITE if db.param == "?" else _POSTGRES))
    for index in _INDEXES:
        db.execute_sql(index)
