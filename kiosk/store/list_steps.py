"""The steps by which a list was written, each with what it changed as it was: undo takes back the last one.

They are part of the list in the store, so that a step can be taken back after a power cut, too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.post import Post
from kiosk.store import scan_list_rows
from kiosk.store.clock import now
from kiosk.store.sql import Db, execute

_INSERT = """INSERT INTO list_step (list_id, run_id, scan_id, at, operator, what, label, before, operation_id,
    document_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
_LAST = """SELECT id, what, label, operator, at, before, operation_id, document_id FROM list_step
    WHERE list_id = ? ORDER BY id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Were:
    """Rows that had the same values: columns of `scan_list_row`. Of rows that the step adds: `{"removed": 1}`."""

    values: Mapping[str, int | None]
    ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Draft:
    """The steps of a draft that a step of the list made, each by its id and its time, in their order.

    An id alone is not enough: that of a step that was taken back may be given to the next one.
    """

    steps: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Code:
    """The code that a step assigned to the thing of a row: the ids of both."""

    id: int
    row: int


@dataclass(frozen=True, slots=True)
class Before:
    """What a step found: rows as they were, the name of the list; what it added to a draft; which code it assigned."""

    rows: Sequence[Were] = ()
    name: str | None = None
    draft: Draft | None = None
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be taken back: what it was (a word of the flow), and of what, for people.

    `operation` is what it did to stock, `document` the one that it posted or added to; None where there is none.
    """

    id: int
    what: str
    label: str
    operator: str
    at: int
    before: Before
    operation: int | None
    document: int | None


def add(
    db: Db,
    post: Post,
    list: int,
    what: str,
    label: str,
    before: Before,
    *,
    operation: int | None = None,
    document: int | None = None,
) -> int:
    """Keep a step of writing a held list; answers its id."""
    rows = [[dict(were.values), [*were.ids]] for were in before.rows]
    code = None if before.code is None else [before.code.id, before.code.row]
    text = json.dumps([rows, before.name, None if before.draft is None else before.draft.steps, code])
    row = (list, post.run, post.scan, now(), post.operator, what, label, text, operation, document)
    id: int = execute(db, _INSERT, *row).fetchone()[0]
    return id


def last(db: Db, list: int) -> Step | None:
    """The last step of a list; None where there is none to take back."""
    row = execute(db, _LAST, list).fetchone()
    return None if row is None else _step(row)


def take_back(db: Db, step: Step) -> None:
    """Let the rows of the held list be as the step found them, and forget the step. Who does counts the rows."""
    for were in step.before.rows:
        scan_list_rows.put(db, were.ids, were.values)
    execute(db, "DELETE FROM list_step WHERE id = ?", step.id)


def _step(row: tuple[Any, ...]) -> Step:
    id, what, label, operator, at, text, operation, document = row
    rows, name, draft, *later = json.loads(text)  # a step of an earlier version knows of no codes
    made = None if draft is None else Draft(tuple((id, at) for id, at in draft))
    code = Code(*later[0]) if later and later[0] else None
    before = Before(tuple(Were(values, ids) for values, ids in rows), name, made, code)
    return Step(id, what, label, operator, at, before, operation, document)
