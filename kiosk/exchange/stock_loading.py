"""An import of stock inside its transaction: rows are matched, judged and handed to the ledger, many at a time."""

from collections.abc import Sequence

from kiosk.exchange.kind import Code, Loading, Row
from kiosk.exchange.stock_match import Known, known
from kiosk.exchange.stock_rules import Complain, Judge, references
from kiosk.post import Post
from kiosk.stock.ledger import Act, Change
from kiosk.stock.statuses import Status
from kiosk.store import ledger, stock_rows
from kiosk.store.sql import Db
from kiosk.store.stock_items import NewItem
from kiosk.store.stock_rows import Named, Present
from kiosk.wording import exchange as exchange_wording
from kiosk.wording import stock_rows as wording

_UIDS = 5  # that an error lists


class StockLoader:
    """Loads rows of stock. All that changes is one operation, which names the file and can be undone as a whole."""

    def __init__(self, db: Db, post: Post, loading: Loading) -> None:
        self._db = db
        self._post = post
        self._loading = loading
        self._operation = 0
        self._named = Named(db)

    def load(self, rows: Sequence[Row]) -> None:
        found = known(self._db, rows)
        chunk = _Chunk(self._db, found, self._loading, self._named)
        for row in rows:
            chunk.take(row)
        self._loading.created += len(chunk.new)
        self._loading.changed += len(chunk.changes)
        if chunk.new or chunk.changes:
            if chunk.changes:
                ledger.record(self._db, self._post, self._begun(), chunk.changes)
            made = ledger.create(self._db, self._post, self._begun(), [item for _, item in chunk.new])
            chunk.items.update((item, row.number) for item, (row, _) in zip(made, chunk.new, strict=True))
        self._named.add(chunk.items)

    def finish(self) -> None:
        self._named.forget()

    def _begun(self) -> int:
        # Not before something is to be written: what changes nothing leaves no operation.
        if not self._operation:
            self._operation = ledger.begin(self._db, self._post, Act.IMPORT, reference=self._loading.reference)
        return self._operation


class _Chunk:
    """Some rows, and what they come to."""

    def __init__(self, db: Db, known: Known, loading: Loading, named: Named) -> None:
        self._db = db
        self._known = known
        self._loading = loading
        candidates = [item.id for items in (known.by_uid, known.by_serial) for item in items.values()]
        candidates += [item.id for items in known.in_spots.values() for item in items]
        self.items = named.rows(candidates)  # the items that rows have meant so far, with the rows' numbers
        self._fresh: dict[tuple[object, ...], int] = {}  # what the new items are known by, with their rows
        self.new: list[tuple[Row, NewItem]] = []
        self.changes: list[Change] = []

    def take(self, row: Row) -> None:
        before = self._loading.errors_total

        def complain(column: str, code: Code, message: str) -> None:
            self._loading.error(row.number, column, code, message)

        references(row.values, self._known, complain)
        if row.broken or self._loading.errors_total > before:
            return
        item = self._meant(row, complain)
        if self._loading.errors_total > before:
            return
        if item is not None:
            first = self.items.setdefault(item.id, row.number)
            if first != row.number:
                complain("", Code.TWICE, exchange_wording.twice(first))
                return
        judge = Judge(row.values, self._known, item, complain)
        if item is None:
            new = judge.new()
            if self._loading.errors_total == before and self._is_fresh(row, new, complain):
                self.new.append((row, new))
            return
        change = judge.changed(item)
        if self._loading.errors_total > before:
            return
        if change is None:
            self._loading.unchanged += 1
        else:
            self.changes.append(change)

    def _is_fresh(self, row: Row, new: NewItem, complain: Complain) -> bool:
        """Whether no other new item of these rows is known by the same: the store has none of them yet."""
        if new.serial is not None:
            key: tuple[object, ...] = (self._known.parts[row.values["part"]].scope, new.serial)
        else:
            key = (new.part, new.status, new.location, new.batch, new.expiry, new.supplier_part)
        first = self._fresh.setdefault(key, row.number)
        if first != row.number and (new.serial is not None or new.uid is None):
            complain("", Code.TWICE, exchange_wording.twice(first))
            return False
        return True

    def _meant(self, row: Row, complain: Complain) -> Present | None:
        uid, serial = row.values.get("uid"), row.values.get("serial")
        part = self._known.parts[row.values["part"]]
        unit = self._known.by_serial.get((part.scope, serial)) if serial else None
        if uid:
            return self._by_uid(row, part.id, unit, complain)
        if unit is not None:
            if unit.part != part.id:
                complain("serial", Code.REFUSED, self._taken(unit))
            return unit
        return None if serial else self._alike(row, complain)

    def _by_uid(self, row: Row, part: int, unit: Present | None, complain: Complain) -> Present | None:
        item = self._known.by_uid.get(row.values["uid"])
        if item is None:
            if unit is not None:
                text = wording.serial_of_another_uid(unit.uid) if unit.part == part else self._taken(unit)
                complain("serial", Code.REFUSED, text)
        elif item.status is Status.VOID:
            complain("uid", Code.REFUSED, wording.item_void(stock_rows.label(self._db, item.id)))
        elif item.part != part:
            complain("part", Code.REFUSED, wording.part_fixed(stock_rows.label(self._db, item.id)))
        elif "serial" in row.values and row.values["serial"] != item.serial:
            complain("serial", Code.REFUSED, wording.serial_fixed(item.serial))
        return item

    def _alike(self, row: Row, complain: Complain) -> Present | None:
        found = self._known.alike(row.values)
        named = [self.items[item.id] for item in found if item.id in self.items]
        if named:
            complain("", Code.TWICE, exchange_wording.twice(min(named)))
        elif len(found) > 1:
            uids = [item.uid for item in found]
            complain("uid", Code.MISSING, wording.several_fit(uids[:_UIDS], len(uids) > _UIDS))
        return found[0] if len(found) == 1 else None

    def _taken(self, unit: Present) -> str:
        place = stock_rows.path(self._db, unit.location)
        return wording.serial_taken(stock_rows.label(self._db, unit.id), unit.status, place)
