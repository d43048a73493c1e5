"""An import of the ledger inside its transaction: each movement goes on from where its item is, or is refused.

Nothing is done anew: entries keep their stations, numbers, times and operators.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.exchange import movements_chain as chain
from kiosk.exchange.kind import Code, Loading, Row
from kiosk.exchange.movements_chain import Step, Wrong
from kiosk.exchange.runs import Runs, run_of
from kiosk.exchange.stock_match import Known, Values
from kiosk.exchange.stock_rules import references
from kiosk.stock import quantity
from kiosk.stock.ledger import NOTHING, Change, State
from kiosk.stock.statuses import Status
from kiosk.store import ids, ledger, movement_rows, stock_rows
from kiosk.store.ledger import MovementRow, OperationRow
from kiosk.store.movement_rows import Written
from kiosk.store.sql import Db
from kiosk.store.stock_rows import Present
from kiosk.wording import exchange as exchange_wording
from kiosk.wording import stock_rows as wording

Number = tuple[int, int]  # a station's id, and the number of an entry of it


class MovementsLoader:
    """Loads rows of the ledger, in its order."""

    def __init__(self, db: Db, loading: Loading) -> None:
        self.db = db
        self.loading = loading
        self.broken: set[str] = set()  # items with an error: what follows of them can't be judged
        # Items which the last chunk left in a state that they can only pass, with the row that did.
        self.passing: dict[str, tuple[Present, int]] = {}
        self.runs = Runs(db)
        self._last = 0

    def load(self, rows: Sequence[Row]) -> None:
        chunk = _Chunk(self, rows)
        for row in rows:
            self._last = row.number
            if row.broken:
                self.broken.add(row.values.get("item", ""))
            elif row.values["item"] not in self.broken:
                self._take(chunk, row)
        chunk.write()

    def finish(self) -> None:
        for item, number in self.passing.values():
            self.loading.error(number, "to", Code.REFUSED, wording.no_state(item.status))
        if self.loading.errors_total:
            return
        if found := movement_rows.misplaced(self.db):
            self.loading.error(self._last, "", Code.REFUSED, wording.left_misplaced(*found))
        if found := movement_rows.unheld(self.db):
            self.loading.error(self._last, "", Code.REFUSED, wording.left_unheld(*found))

    def _take(self, chunk: "_Chunk", row: Row) -> None:
        try:
            new = chunk.take(row)
        except Wrong as wrong:
            self.loading.error(row.number, wrong.column, wrong.code, wrong.text)
            self.broken.add(row.values["item"])
        else:
            self.loading.created += new
            self.loading.unchanged += not new


class _Chunk:
    """Some rows, what the store has of all that they name, and what is to be written."""

    def __init__(self, loader: MovementsLoader, rows: Sequence[Row]) -> None:
        self._loader = loader
        self._db = loader.db
        whole = [row for row in rows if not row.broken]
        self._known = _known(self._db, [row.values for row in whole])
        self._items = dict(self._known.by_uid) | {uid: item for uid, (item, _) in loader.passing.items()}
        self._units = dict(self._known.by_serial)
        self._touched: dict[str, int] = {}  # items with the last row of each
        self._new: set[str] = set()
        self._numbers: dict[Number, Written] = {}
        self._operations: dict[Number, tuple[int, str]] = {}
        for station, (entries, acts) in self._wanted(whole).items():
            for seq, written in movement_rows.written(self._db, station, entries).items():
                self._numbers[station, seq] = written
            for seq, operation in movement_rows.operations(self._db, station, acts).items():
                self._operations[station, seq] = operation
        self._item_ids = iter(ids.reserve(self._db, "stock_item", len(whole)))
        self._movement_ids = iter(ids.reserve(self._db, "movement", len(whole)))
        self._movements: list[MovementRow] = []

    def take(self, row: Row) -> bool:
        """Whether the row is new. Raises Wrong."""
        values = row.values
        number = (self._loader.runs.station(values["station"]), values["seq"])
        if number in self._numbers:
            if self._numbers[number].uid != values["uid"]:
                raise Wrong("seq", wording.number_taken(values["station"], values["seq"]))
            return False
        self._referenced(values)
        step = self._step(values)
        item = self._item(values, step)
        reverses = self._reversed(values, step, item)
        operation = self._operation(number[0], values)
        id = next(self._movement_ids)
        back = None if reverses is None else reverses.id
        change = Change(item.id, step.before, step.after, step.fields, values.get("note", ""), back)
        movement = ledger.movement_row(id, values["uid"], *number, operation, change)
        self._movements.append(movement)
        self._numbers[number] = Written(
            id, movement.uid, step.item, step.before, step.after, movement.fields, taken_back=False
        )
        after = chain.moved(item, step)
        self._items[step.item] = after
        self._touched[step.item] = row.number
        if after.serial is not None:
            self._units[after.scope, after.serial] = after
        return True

    def write(self) -> None:
        loader, passing = self._loader, dict[str, tuple[Present, int]]()
        new: list[Present] = []
        changed: list[Present] = []
        for uid, number in self._touched.items():
            item = self._items[uid]
            if not chain.stands(item.state):
                passing[uid] = (item, number)
                item = replace(item, location=None, status=Status.VOID)  # until the rows that follow have come
            (new if uid in self._new else changed).append(item)
        untouched = {uid: item for uid, item in loader.passing.items() if uid not in self._touched}
        loader.passing = untouched | passing
        movement_rows.put_items(self._db, new, changed)
        ledger.put(self._db, self._movements)

    def _wanted(self, rows: Sequence[Row]) -> Mapping[int, tuple[set[int], set[int]]]:
        """The numbers of entries and of operations that the rows name, by station."""
        wanted: dict[int, tuple[set[int], set[int]]] = {}
        for row in rows:
            values = row.values
            entries, acts = wanted.setdefault(self._loader.runs.station(values["station"]), (set(), set()))
            entries.add(values["seq"])
            acts.add(values["operation_seq"])
            for column, place in (("reverses", 0), ("operation_reverses", 1)):
                if named := values.get(column):
                    station = self._loader.runs.station(named[0])
                    wanted.setdefault(station, (set(), set()))[place].add(named[1])
        return wanted

    def _referenced(self, values: Values) -> None:
        def complain(column: str, code: Code, text: str) -> None:
            raise Wrong(column, text, code)

        references(values, self._known, complain)
        for column in ("from", "to"):
            path = values.get(column)
            if path and path not in self._known.places:
                raise Wrong(column, exchange_wording.no_location(path), Code.NOT_FOUND)

    def _step(self, values: Values) -> Step:
        def state(place: str, amount: str, status: str) -> State:
            path = values.get(place)
            location = self._known.places[path].id if path else None
            return State(location, quantity.millionths(values.get(amount) or quantity.of(0)), values.get(status))

        before = state("from", "quantity_before", "status_before")
        after = state("to", "quantity_after", "status_after")
        return Step(values["item"], before, after, values.get("fields") or {})

    def _item(self, values: Values, step: Step) -> Present:
        """The item before the step, which may bring it into being."""
        item = self._items.get(step.item)
        if item is None:
            if step.before != NOTHING:
                raise Wrong("item", wording.not_begun(step.item), Code.NOT_FOUND)
            return self._begun(values, step)
        if step.before.status is None:
            raise Wrong("item", wording.begun_otherwise(step.item))
        if item.part != self._known.parts[values["part"]].id:
            raise Wrong("part", wording.item_of_another_part())
        if column := chain.apart(item, item.state, step):
            raise Wrong(column, wording.not_next(self._left(item, column)))
        return item

    def _left(self, item: Present, column: str) -> str:
        match column:
            case "status_before":
                return item.status
            case "quantity_before":
                return f"{quantity.of(item.quantity):f}"
            case "from":
                return stock_rows.path(self._db, item.location)
            case _:
                return ""

    def _begun(self, values: Values, step: Step) -> Present:
        part = self._known.parts[values["part"]]
        serial: str | None = values.get("serial")
        if serial:
            unit = self._units.get((part.scope, serial))
            if unit is not None and unit.status is not Status.VOID:
                raise Wrong("serial", wording.serial_of_another_uid(unit.uid))
        supplier = self._known.supplier_part(values)
        self._new.add(step.item)
        return Present(
            id=next(self._item_ids),
            uid=step.item,
            part=part.id,
            location=None,
            quantity=0,
            serial=serial,
            scope=part.scope,
            batch=values.get("batch"),
            expiry=values.get("expiry"),
            status=Status.VOID,  # of no meaning: the step gives it its own
            warranty_until=values.get("warranty_until"),
            notes=values.get("notes") or "",
            supplier_part=supplier and supplier[0],
        )

    def _reversed(self, values: Values, step: Step, item: Present) -> Written | None:
        named = values.get("reverses")
        if named is None:
            chain.allowed(step, item.serial)
            return None
        number = (self._loader.runs.station(named[0]), named[1])
        there = self._numbers.get(number)
        if there is None:
            raise Wrong("reverses", wording.no_entry(*named), Code.NOT_FOUND)
        chain.fits(step, item.serial)
        chain.takes_back(step, there, item.serial)
        self._numbers[number] = replace(there, taken_back=True)
        return there

    def _operation(self, station: int, values: Values) -> int:
        number = (station, values["operation_seq"])
        if number not in self._operations:
            self._operations[number] = (self._added(station, values), values["operation"])
        id, uid = self._operations[number]
        if uid != values["operation"]:
            raise Wrong("operation_seq", wording.act_taken(values["station"], values["operation_seq"]))
        return id

    def _added(self, station: int, values: Values) -> int:
        reverses = None
        if named := values.get("operation_reverses"):
            number = (self._loader.runs.station(named[0]), named[1])
            if number not in self._operations:
                raise Wrong("operation_reverses", wording.no_entry(*named), Code.NOT_FOUND)
            reverses = self._operations[number][0]
        row = OperationRow(
            uid=values["operation"],
            station_id=station,
            seq=values["operation_seq"],
            run_id=self._loader.runs.run(station, run_of(values)),
            kind=values["kind"],
            operator=values.get("operator", ""),
            at=values["at"],
            recorded_at=values["recorded_at"],
            reference=values.get("reference", ""),
            note=values.get("operation_note", ""),
            reverses_id=reverses,
        )
        return ledger.put_operation(self._db, row)


def _known(db: Db, rows: Sequence[Values]) -> Known:
    def named(*columns: str) -> list[str]:
        return list(dict.fromkeys(values[column] for values in rows for column in columns if values.get(column)))

    return Known(
        stock_rows.parts(db, named("part")),
        stock_rows.places(db, named("from", "to")),
        stock_rows.supplier_parts(db, named("sku")),
        stock_rows.by_uid(db, named("item")),
        stock_rows.by_serial(db, named("serial")),
        {},
    )
