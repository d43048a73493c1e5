"""The kind `barcodes`: codes assigned to things, with the history of those that were. Known by the code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kiosk.exchange import codes, texts, things
from kiosk.exchange.kind import Cells, Code, Column, Loading, Row
from kiosk.post import Post
from kiosk.stock import fields, quantity
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, code_rows
from kiosk.store.clock import now
from kiosk.store.code_rows import Assignment
from kiosk.store.sql import Db
from kiosk.times import iso
from kiosk.wording import columns as about
from kiosk.wording import exchange as wording
from kiosk.wording import fields as field_wording

_A = about.of_barcodes()


class Barcodes:
    name = "barcodes"
    about = about.barcodes()
    columns = (
        *codes.COLUMNS,
        *things.COLUMNS,
        Column("pack", _A["pack"], fields.amount, empty=Decimal(1)),
        Column("assigned_by", _A["assigned_by"], fields.optional_name),
        Column("assigned_at", _A["assigned_at"], fields.moment),
        Column("unassigned_by", _A["unassigned_by"], fields.optional_name),
        Column("unassigned_at", _A["unassigned_at"], fields.moment),
    )
    examples = (
        {"code": "4006381333931", "kind": "part", "part": "RES-10K", "pack": "100"},
        {"code": "A-01", "kind": "location", "location": "MAIN/A/01"},
    )

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        try:
            raw = codes.raw(dict(values))
        except ValueError:
            return None
        return (raw.hex(), str(values.get("unassigned_at") or "")) if raw else None

    def loader(self, db: Db, post: Post, loading: Loading) -> "_Loader":
        return _Loader(db, post, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        for code, name in code_rows.barcodes(db):
            yield (
                *codes.cells(code.raw),
                *things.cells(name),
                texts.number(code.pack),
                code.assigned_by,
                iso(code.assigned_at),
                texts.optional(code.unassigned_by),
                "" if code.unassigned_at is None else iso(code.unassigned_at),
            )


class _Loader:
    def __init__(self, db: Db, post: Post, loading: Loading) -> None:
        self._db = db
        self._post = post
        self._loading = loading

    def load(self, rows: Sequence[Row]) -> None:
        whole = [row for row in rows if not row.broken]
        found = things.Things(self._db, whole)
        for row in whole:
            code = self._code(row)
            thing = found.find(row, self._loading)
            if code is None or thing is None:
                continue
            if thing.kind is Kind.PART and not self._fits(row, found.decimals(row.values["part"])):
                continue
            self._put(row, thing, code)

    def finish(self) -> None:
        pass

    def _code(self, row: Row) -> Assignment | None:
        column = "raw_hex" if row.values.get("raw_hex") is not None else "code"
        try:
            raw = codes.raw(row.values)
        except ValueError as error:
            self._loading.error(row.number, column, Code.VALUE, str(error))
            return None
        if not raw:
            self._loading.error(row.number, column, Code.MISSING, field_wording.missing())
            return None
        if len(raw) > barcodes.LONGEST:
            self._loading.error(row.number, column, Code.VALUE, wording.code_too_long(barcodes.LONGEST))
            return None
        values = row.values
        until = values.get("unassigned_at")
        since = values.get("assigned_at")
        return Assignment(
            raw,
            quantity.millionths(values.get("pack", Decimal(1))),
            values.get("assigned_by") or self._post.operator,
            since if since is not None else until if until is not None else now(),
            values.get("unassigned_by"),
            until,
        )

    def _fits(self, row: Row, decimals: int) -> bool:
        pack = row.values.get("pack", Decimal(1))
        if quantity.fits(pack, decimals):
            return True
        self._loading.error(row.number, "pack", Code.REFUSED, field_wording.too_many_decimals(f"{pack:f}", decimals))
        return False

    def _put(self, row: Row, thing: Thing, code: Assignment) -> None:
        """Columns that are not in the file keep what they are; when and by whom a code was assigned never changes."""
        stored = code_rows.stored(self._db, code.raw, thing)
        same = [(id, old) for id, old in stored.items() if old.unassigned_at == code.unassigned_at]
        if code.unassigned_at is not None and not same:
            # It was active when it was known here last, and was taken back elsewhere since.
            same = [
                (id, old)
                for id, old in stored.items()
                if old.unassigned_at is None and old.assigned_at == code.assigned_at
            ]
        if same:
            id, old = same[0]
            new = replace(old, unassigned_at=code.unassigned_at)
            if "pack" in row.values:
                new = replace(new, pack=code.pack)
            if "unassigned_by" in row.values:
                new = replace(new, unassigned_by=code.unassigned_by)
            if new == old:
                self._loading.unchanged += 1
            else:
                code_rows.change(self._db, id, new)
                self._loading.changed += 1
            return
        if code.unassigned_at is None and (taken := barcodes.taken(self._db, code.raw, thing)):
            column = "raw_hex" if row.values.get("raw_hex") is not None else "code"
            self._loading.error(row.number, column, Code.REFUSED, wording.code_taken(taken.by.label))
            return
        code_rows.add(self._db, thing, code)
        self._loading.created += 1
