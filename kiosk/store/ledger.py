"""The one place that changes stock: each change writes its movement and the stock item together."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from kiosk.post import Post
from kiosk.stock.ledger import EDITABLE, NOTHING, Act, Change, Fields, State, restated
from kiosk.stock.statuses import way
from kiosk.store import ids, stock_items, uid
from kiosk.store.clock import now
from kiosk.store.sql import Db, execute, insert_many, update_many
from kiosk.store.stock_items import NewItem

CHUNK = 1000  # items that are written at once


class OperationRow(NamedTuple):
    """An operation by the columns of its table; times are UTC microseconds. `seq` is None for the station's next."""

    uid: str
    station_id: int
    seq: int | None
    run_id: int
    kind: str
    operator: str
    at: int
    recorded_at: int
    reference: str
    note: str
    reverses_id: int | None


class MovementRow(NamedTuple):
    """A movement by the columns of its table; quantities in millionths, `fields` as JSON."""

    id: int
    uid: str
    station_id: int
    seq: int
    operation_id: int
    item_id: int
    scan_id: int | None
    from_id: int | None
    to_id: int | None
    quantity_before: int
    quantity_after: int
    status_before: str | None
    status_after: str | None
    fields: str | None
    note: str
    reverses_id: int | None
    line_id: int | None


_OPERATION = f"""INSERT INTO operation ({", ".join(OperationRow._fields)})
    VALUES (?, ?, COALESCE(?, (SELECT COALESCE(MAX(seq), 0) + 1 FROM operation WHERE station_id = ?)),
        {", ".join("?" * len(OperationRow._fields[3:]))}) RETURNING id"""
_MOVEMENT = f"INSERT INTO movement ({', '.join(MovementRow._fields)})"
# Only an item that is as the change says: who was overtaken by another station changes nothing.
_ITEM = """UPDATE stock_item SET location_id = CAST(w.column1 AS BIGINT), quantity = CAST(w.column2 AS BIGINT),
        status = w.column3{sets}, version = version + 1
    FROM (VALUES {{rows}}) w WHERE stock_item.id = CAST(w.column4 AS BIGINT) AND status = w.column7
        AND COALESCE(location_id, 0) = CAST(w.column5 AS BIGINT) AND quantity = CAST(w.column6 AS BIGINT){terms}"""
_COLUMNS = 7  # of its rows, before those of the further columns
_UNEDITED: Fields = MappingProxyType({})


class Overtaken(Exception):
    """The stock item is not any more what the change starts from; nothing of the transaction may be kept."""

    def __init__(self, item: int) -> None:
        super().__init__(f"stock item {item} has been changed meanwhile")
        self.item = item


@dataclass(frozen=True, slots=True)
class _Net:
    """What several changes of one item come to."""

    before: State
    after: State
    fields: Fields


def begin(db: Db, post: Post, act: Act, *, reference: str = "", note: str = "", reverses: int | None = None) -> int:
    """A new operation of this station; answers its id. `reverses` is the operation that it takes back."""
    at = now()
    row = OperationRow(
        uid=uid.new(),
        station_id=post.station,
        seq=None,
        run_id=post.run,
        kind=act.value,
        operator=post.operator,
        at=at,
        recorded_at=at,
        reference=reference,
        note=note,
        reverses_id=reverses,
    )
    return put_operation(db, row)


def put_operation(db: Db, row: OperationRow) -> int:
    """An operation as it is; answers its id."""
    operation: int = execute(db, _OPERATION, *row[:3], row.station_id, *row[3:]).fetchone()[0]
    return operation


def enter(db: Db, post: Post, act: Act, items: Sequence[NewItem], *, reference: str = "") -> tuple[int, ...]:
    """`create` as an operation of its own."""
    return create(db, post, begin(db, post, act, reference=reference), items)


def create(db: Db, post: Post, operation: int, items: Sequence[NewItem]) -> tuple[int, ...]:
    """New stock items; answers their ids. What is not new any more has come there along the table of statuses.

    A serial that its scope has already is refused by the store. Raises ValueError for a status that nothing leads
    to, and for a quantity with more decimals than its part.
    """
    made: list[int] = []
    for start in range(0, len(items), CHUNK):
        some = items[start : start + CHUNK]
        states = stock_items.insert(db, some)
        changes = [
            change for (id, state), item in zip(states, some, strict=True) for change in _arrival(id, state, item)
        ]
        _write(db, post, operation, changes)
        made += [id for id, _ in states]
    return tuple(made)


def record(db: Db, post: Post, operation: int, changes: Sequence[Change]) -> None:
    """Write changes of stock items that exist, those of one item in their order and one after the other.

    Raises Overtaken when an item is not in the state that its first change starts from. Each item is written once,
    in its last state: those on the way need not be ones that stock can be in.
    """
    for net, items in _by_columns(_net(changes)).items():
        _update(db, net, items)
    _write(db, post, operation, changes)


def _arrival(id: int, state: State, item: NewItem) -> Iterator[Change]:
    """The movements by which a new item came to its status. What is out now has no place on the way either."""
    assert state.status is not None
    statuses = way(None, state.status)
    if not statuses:
        raise ValueError(f"nothing becomes {state.status}")
    before = NOTHING
    for status in statuses[:-1]:
        after = restated(state, status)
        yield Change(id, before, after, _UNEDITED, line=item.line, scan=item.scan)
        before = after
    yield Change(id, before, state, _UNEDITED, line=item.line, scan=item.scan)


def _write(db: Db, post: Post, operation: int, changes: Sequence[Change]) -> None:
    last = execute(db, "SELECT COALESCE(MAX(seq), 0) FROM movement WHERE station_id = ?", post.station).fetchone()[0]
    new = zip(ids.reserve(db, "movement", len(changes)), uid.several(len(changes)), changes, strict=True)
    rows = [
        movement_row(id, new_uid, post.station, seq, operation, change, scan=post.scan)
        for seq, (id, new_uid, change) in enumerate(new, last + 1)
    ]
    put(db, rows)


def movement_row(
    id: int, uid: str, station: int, seq: int, operation: int, change: Change, *, scan: int | None = None
) -> MovementRow:
    """A change as the row it is written as."""
    before, after = change.before, change.after
    return MovementRow(
        id,
        uid,
        station,
        seq,
        operation,
        change.item,
        change.scan or scan,
        before.location,
        after.location,
        before.quantity,
        after.quantity,
        before.status and before.status.value,
        after.status and after.status.value,
        json.dumps(dict(change.fields)) if change.fields else None,
        change.note,
        change.reverses,
        change.line,
    )


def put(db: Db, rows: Sequence[MovementRow]) -> None:
    """Movements as they are; whoever writes them writes the items that they move with them."""
    insert_many(db, _MOVEMENT, rows)


def _net(changes: Sequence[Change]) -> dict[int, _Net]:
    nets: dict[int, _Net] = {}
    for change in changes:
        net = nets.get(change.item)
        if net is None:
            nets[change.item] = _Net(change.before, change.after, change.fields)
            continue
        if net.after != change.before:
            raise Overtaken(change.item)
        fields = dict(net.fields)
        for name, (before, after) in change.fields.items():
            fields[name] = (fields[name][0] if name in fields else before, after)
        nets[change.item] = _Net(net.before, change.after, fields)
    return nets


def _by_columns(nets: dict[int, _Net]) -> dict[tuple[str, ...], list[tuple[int, _Net]]]:
    """The items by the further columns that are written: each has a statement of its own."""
    groups: dict[tuple[str, ...], list[tuple[int, _Net]]] = {}
    for item, net in nets.items():
        groups.setdefault(tuple(sorted(net.fields)), []).append((item, net))
    return groups


def _update(db: Db, names: tuple[str, ...], items: Sequence[tuple[int, _Net]]) -> None:
    if not EDITABLE.issuperset(names):
        raise ValueError(f"not a column that can be edited: {names}")
    sets = [f", {name} = w.column{at}" for at, name in enumerate(names, _COLUMNS + 1)]
    terms = [f" AND COALESCE({name}, '') = w.column{at}" for at, name in enumerate(names, _COLUMNS + len(names) + 1)]
    rows = [_row(item, net, names) for item, net in items]
    if update_many(db, _ITEM.format(sets="".join(sets), terms="".join(terms)), rows) != len(rows):
        raise Overtaken(_moved_on(db, items))


def _row(item: int, net: _Net, names: tuple[str, ...]) -> tuple[object, ...]:
    return (
        net.after.location,
        net.after.quantity,
        net.after.status and net.after.status.value,
        item,
        net.before.location or 0,
        net.before.quantity,
        net.before.status and net.before.status.value,
        *(net.fields[name][1] for name in names),
        *(net.fields[name][0] or "" for name in names),
    )


def _moved_on(db: Db, items: Sequence[tuple[int, _Net]]) -> int:
    """The first of the items that was not in its state. Those that were have been written already."""
    for item, net in items:
        if stock_items.state(db, item) != net.after:
            return item
    return items[0][0]  # one of its further columns was another
