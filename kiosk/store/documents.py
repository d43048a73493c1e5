"""Documents as rows: numbered, held by one run at a time, and what happened to them.

Posting is in `kiosk.store.posting`; who changes a draft holds it first, in the same transaction.
"""

from typing import Any

from kiosk.post import Post
from kiosk.stock.document_kinds import RULES, DocKind, DocState
from kiosk.stock.documents import Document, Event, Partner
from kiosk.stock.leases import Lease
from kiosk.stock.thing import Kind, Thing
from kiosk.store import uid
from kiosk.store.clock import shared_now
from kiosk.store.labels import LABELS
from kiosk.store.sql import Db, execute

HELD = 600_000_000  # µs that a draft stays held after the last change of it

_COLUMNS = f"""d.id, d.kind, d.number, d.state, d.partner_id, a.name, d.reference, d.notes, d.place_id,
        {LABELS[Kind.LOCATION].format("d.place_id")}, d.source_id, s.number, d.listed, st.name, d.created_at,
        d.created_by, d.posted_at, d.posted_by, d.operation_id,
        CASE WHEN d.operation_id IS NULL THEN 0 WHEN EXISTS (SELECT 1 FROM operation o
            WHERE o.reverses_id = d.operation_id) THEN 1 ELSE 0 END,
        d.holder_id, hs.name, d.held_by, d.held_until,
        (SELECT COUNT(*) FROM document_line l WHERE l.document_id = d.id AND l.removed = 0), d.version
    FROM document d JOIN station st ON st.id = d.station_id LEFT JOIN partner a ON a.id = d.partner_id
    LEFT JOIN document s ON s.id = d.source_id LEFT JOIN run h ON h.id = d.holder_id
    LEFT JOIN station hs ON hs.id = h.station_id"""
_ONE = f"SELECT {_COLUMNS} WHERE d.id = ?"
_CREATE = """INSERT INTO document (uid, kind, number, station_id, seq, state, partner_id, reference, notes, source_id,
        listed, created_at, created_by, holder_id, held_by, held_until, posted_by, version)
    VALUES (?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, '', 1) RETURNING id"""
_LABELS = """UPDATE print_job SET draft_serial_id = NULL
    WHERE draft_serial_id IN (SELECT s.id FROM draft_serial s WHERE s.document_id = ?)"""
_DROP = """DELETE FROM draft_serial WHERE document_id = ? AND NOT (state = 'missing' AND EXISTS (
    SELECT 1 FROM document_line l JOIN document d ON d.id = l.document_id WHERE l.id = draft_serial.line_id
    AND l.removed = 0 AND d.kind = 'purchase_order' AND d.state = 'posted'))"""
_HEAD = frozenset({"partner_id", "reference", "notes", "place_id", "listed"})  # what `change` may set


def create(
    db: Db,
    post: Post,
    kind: DocKind,
    *,
    partner: int | None = None,
    reference: str = "",
    notes: str = "",
    source: int | None = None,
) -> int:
    """A new draft, held by this run; answers its id. Its number is the station's next of this kind: `GR-2-147`."""
    at = shared_now(db)
    sql = "SELECT COALESCE(MAX(seq), 0) + 1 FROM document WHERE station_id = ? AND kind = ?"
    seq = execute(db, sql, post.station, kind.value).fetchone()[0]
    id: int = execute(
        db,
        _CREATE,
        uid.new(),
        kind.value,
        f"{RULES[kind].prefix}-{post.station}-{seq}",
        post.station,
        seq,
        partner,
        reference,
        notes,
        source,
        at,
        post.operator,
        post.run,
        post.operator,
        at + HELD,
    ).fetchone()[0]
    tell(db, post, id, Event.CREATED)
    return id


def get(db: Db, id: int) -> Document | None:
    row = execute(db, _ONE, id).fetchone()
    return None if row is None else document(row)


def find(db: Db, number: str) -> int | None:
    """The id of the document of this number."""
    if "\0" in number:  # which PostgreSQL does not take even to look for
        return None
    row = execute(db, "SELECT id FROM document WHERE number = ?", number).fetchone()
    return None if row is None else int(row[0])


def hold(db: Db, post: Post, id: int) -> bool:
    """Go on holding a draft, as every change of it does first. False where it is another's by now, or no draft."""
    sql = "UPDATE document SET held_until = ?, version = version + 1 WHERE id = ? AND state = 'draft' AND holder_id = ?"
    held: int = execute(db, sql, shared_now(db) + HELD, id, post.run).rowcount
    return held == 1


def take(db: Db, post: Post, id: int) -> Lease | None:
    """Hold a draft from now on, whoever held it; answers who did as long as that counts, and was another run."""
    found = get(db, id)
    at = shared_now(db)
    execute(
        db,
        "UPDATE document SET holder_id = ?, held_by = ?, held_until = ?, version = version + 1"
        " WHERE id = ? AND state = 'draft'",
        post.run,
        post.operator,
        at + HELD,
        id,
    )
    lease = None if found is None else found.lease
    return lease if lease is not None and lease.run != post.run and lease.until > at else None


def release(db: Db, post: Post, id: int) -> None:
    """Nobody holds the draft any more."""
    sql = "UPDATE document SET holder_id = NULL, held_by = '', held_until = 0 WHERE id = ? AND holder_id = ?"
    execute(db, sql, id, post.run)


def change(db: Db, id: int, values: dict[str, object]) -> dict[str, object]:
    """Set columns of the head of a held draft; answers what they were."""
    if not _HEAD.issuperset(values):
        raise ValueError(f"not columns of a head: {sorted(values)}")
    names = tuple(values)
    before = execute(db, f"SELECT {', '.join(names)} FROM document WHERE id = ?", id).fetchone()
    sets = ", ".join(f"{name} = ?" for name in names)
    execute(db, f"UPDATE document SET {sets} WHERE id = ?", *values.values(), id)
    if values.get("listed") == 0:  # its list was taken back: no serial that came before is one of it
        execute(db, "UPDATE draft_serial SET expected = 0 WHERE document_id = ? AND expected = 1", id)
    return dict(zip(names, before, strict=True))


def cancel(db: Db, post: Post, id: int) -> None:
    """The end of a draft, or of what was posted without moving stock; what it claimed is free again.

    It is no more one that was posted, but that stays among what happened to it.
    """
    sql = """UPDATE document SET state = 'cancelled', posted_at = NULL, posted_by = '', holder_id = NULL, held_by = '',
        held_until = 0, version = version + 1 WHERE id = ? AND operation_id IS NULL"""
    execute(db, sql, id)
    clear(db, id)
    tell(db, post, id, Event.CANCELLED)


def clear(db: Db, id: int) -> None:
    """Drop the serials that it names, but for those of a placed order, and the steps by which it was written."""
    execute(db, _LABELS, id)
    execute(db, _DROP, id)
    execute(db, "UPDATE draft_serial SET step_id = NULL WHERE document_id = ?", id)
    execute(db, "DELETE FROM draft_step WHERE document_id = ?", id)


def tell(db: Db, post: Post, id: int, what: Event, note: str = "") -> None:
    """Keep what happened to a document."""
    execute(
        db,
        "INSERT INTO document_event (document_id, run_id, at, operator, what, note) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        post.run,
        shared_now(db),
        post.operator,
        what.value,
        note,
    )


def handed_over(db: Db, id: int) -> tuple[str, str] | None:
    """Who handed a draft over last and to whom; None where something else happened to it since."""
    sql = "SELECT what, operator, note FROM document_event WHERE document_id = ? ORDER BY id DESC LIMIT 1"
    row = execute(db, sql, id).fetchone()
    return None if row is None or row[0] != Event.HANDED_OVER.value else (row[1], row[2])


def document(row: tuple[Any, ...]) -> Document:
    """A row of `_COLUMNS` as a value."""
    id, kind, number, state, partner, name, reference, notes, place, path, source, source_number, *rest = row
    listed, station, created_at, created_by, posted_at, posted_by, operation, taken_back, *held = rest
    run, held_at, held_by, until, lines, version = held
    return Document(
        id,
        DocKind(kind),
        number,
        DocState(state),
        None if partner is None else Partner(partner, name),
        reference,
        notes,
        None if place is None else Thing(Kind.LOCATION, place, path),
        None if source is None else Thing(Kind.DOCUMENT, source, source_number),
        listed == 1,
        station,
        created_at,
        created_by,
        posted_at,
        posted_by,
        operation,
        taken_back == 1,
        None if run is None else Lease(run, held_at, held_by, until),
        lines,
        version,
    )
