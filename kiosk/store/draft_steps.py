"""The steps by which a draft was written, each with what it changed as it was: undo takes back the last one.

They are part of the draft in the store, so that a step can be taken back after a power cut, too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.post import Post
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials
from kiosk.store.clock import now
from kiosk.store.sql import Db, execute

_INSERT = """INSERT INTO draft_step (document_id, run_id, scan_id, at, operator, what, label, before)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""

_COLUMNS = "id, what, label, operator, at, before"
_TOGETHER = 500  # serials that one statement looks for

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Before:
    """What a step found: columns of the head, columns of lines by their id, states of serials by their id.

    Of a line that the step adds: `{"removed": 1}`. The serials that it adds need not be named, they know their step.
    """

    head: Values = field(default_factory=dict)
    lines: Mapping[int, Values] = field(default_factory=dict)
    serials: Mapping[int, SerialState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be taken back: what it was (a word of the flow), and of what, for people."""

    id: int
    what: str
    label: str
    operator: str
    at: int
    before: Before


def add(db: Db, post: Post, document: int, what: str, label: str, before: Before) -> int:
    """Keep a step of writing a held draft; answers its id."""
    text = json.dumps([dict(before.head), _texts(before.lines), _texts(before.serials)])
    id: int = execute(db, _INSERT, document, post.run, post.scan, now(), post.operator, what, label, text).fetchone()[0]
    return id


def last(db: Db, document: int) -> Step | None:
    """The last step of a draft; None where there is none to take back."""
    sql = f"SELECT {_COLUMNS} FROM draft_step WHERE document_id = ? ORDER BY id DESC LIMIT 1"
    row = execute(db, sql, document).fetchone()
    return None if row is None else _step(row)


def behind(db: Db, document: int, after: int) -> list[Step]:
    """The steps of a draft that came after the one of this id, the last one first; all of them after 0."""
    sql = f"SELECT {_COLUMNS} FROM draft_step WHERE document_id = ? AND id > ? ORDER BY id DESC"
    return [_step(row) for row in execute(db, sql, document, after).fetchall()]


def scanned_before(db: Db, document: int, scan: int, raw: bytes) -> bool:
    """Whether a scan of just these bytes, other than the one of this id, has made a step that still counts."""
    sql = """SELECT 1 FROM draft_step d JOIN scan_record s ON s.id = d.scan_id
        WHERE d.document_id = ? AND d.scan_id <> ? AND s.raw = ? LIMIT 1"""
    return execute(db, sql, document, scan, raw).fetchone() is not None


def regained(db: Db, step: Step) -> Sequence[tuple[str, int | None, int | None]]:
    """The serials that taking it back would claim once more, each with its scope and its unit: they may be others'."""
    ids = [id for id, state in step.before.serials.items() if state is SerialState.GOT]
    found: list[tuple[str, int | None, int | None]] = []
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT serial, scope, item_id FROM draft_serial WHERE id IN ({marks}) AND state <> 'got'"
        found += execute(db, sql, *some).fetchall()
    return found


def take_back(db: Db, document: int, step: Step) -> None:
    """Let everything be as the step found it, and forget the step. Who does has looked at `regained`."""
    execute(db, "UPDATE draft_serial SET state = 'removed', step_id = NULL WHERE step_id = ?", step.id)
    for state in SerialState:
        draft_serials.put(db, [id for id, one in step.before.serials.items() if one is state], state)
    alike: dict[str, list[int]] = {}  # a place that was told changes many lines, in the same way
    for id, values in step.before.lines.items():
        if values:
            alike.setdefault(json.dumps(dict(values)), []).append(id)
    for text, ids in alike.items():
        document_lines.change_all(db, ids, json.loads(text))
    if step.before.head:
        documents.change(db, document, dict(step.before.head))
    execute(db, "DELETE FROM draft_step WHERE id = ?", step.id)


def _texts(values: Mapping[int, Any]) -> dict[str, Any]:
    return {str(id): value if isinstance(value, str) else dict(value) for id, value in values.items()}


def _step(row: tuple[Any, ...]) -> Step:
    id, what, label, operator, at, text = row
    head, lines, serials = json.loads(text)
    before = Before(
        head,
        {int(line): values for line, values in lines.items()},
        {int(serial): SerialState(state) for serial, state in serials.items()},
    )
    return Step(id, what, label, operator, at, before)
