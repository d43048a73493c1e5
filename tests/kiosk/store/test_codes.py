"""The path of a scan in the store: its statements, their plans, its commits; and the same meaning on each engine."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.forms import forms
from kiosk.barcodes.internal import write
from kiosk.barcodes.plugins import Claim
from kiosk.barcodes.resolve import resolve
from kiosk.flows import intake, lookup
from kiosk.plugins import Plugin
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.ledger import Act
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.views import ItemDetails
from kiosk.store import codes, details, documents, journal, ledger, views
from kiosk.store.database import Store
from kiosk.store.stock_items import NewItem

CODES = {
    "part number": b"RES-10K",
    "serial": b"SN-0001",
    "serial of two parts": b"007",
    "batch": b"20261101",
    "location": b"MAIN",
    "supplier's code": b"0805-103",
    "assigned": b"2000000000015",
    "assigned, as ITF-14": b"02000000000015",
    "assigned, loose": b"ABCD",
    "bytes": b"\xff\xfe",
    "own code of a part": b"KSK-PA1",
    "own code of an item": b"KSK-SI1",
    "own code of a location": b"KSK-SL1",
    "own code of a supplier's part": b"KSK-SP1",
    "own code of nothing": b"KSK-DO1",
    "nothing": b"no such code",
    "nothing but controls": b"\x1d",
    "a wrong check digit": b"2000000000016",
    "GS1, GTIN": b"0102000000000015",
    "GS1, GTIN and serial": b"010200000000001521SN-0001",
    "GS1, SSCC": b"00106141412345678908",
    "GS1, place": b"\x1d4149501101530003",
    "a supplier's label": b"[)>\x1e06\x1dP0805-103\x1d1PCRCW0805\x1dQ500\x1d1TLOT7\x1d4LCN\x1e\x04",
    "a label with a serial": b"[)>\x1e06\x1d1PCRCW0805\x1dQ1\x1dSSN-0001\x1e\x04",
    "LCSC's label": b"{pbn:PICK1,on:SO1,pc:0805-103,pm:CRCW0805,qty:100,mc:RES-10K,cc:1}",
    "another system's code": b'{"part": 10}',
    "a code with an amount": b"2112345015005",
}
RULES = CodeRules(amounts="21.....{NNDDD} 2112345015005=1.5")
every_code = pytest.mark.parametrize("raw", CODES.values(), ids=list(CODES))


def statements(shop: Any, raw: bytes) -> list[str]:
    """What SQLite runs for one scan that is looked up and journalled, BEGIN and COMMIT included."""
    ran: list[str] = []
    shop.store.call(lambda db: db.connection().set_trace_callback(ran.append))
    shop.look_up(raw)
    shop.store.call(lambda db: db.connection().set_trace_callback(None))
    begin = next(at for at, sql in enumerate(ran) if sql.startswith("BEGIN"))
    end = next(at for at, sql in enumerate(ran) if at > begin and sql.startswith("BEGIN"))
    return ran[begin:end]


@every_code
def test_a_scan_takes_at_most_four_statements_and_one_commit(shop: Any, raw: bytes) -> None:
    """Four to resolve and to journal it; beside that one shows what was found, where a code needed but one."""
    ran = statements(shop, raw)
    assert ran[0].startswith("BEGIN IMMEDIATE")
    assert [sql for sql in ran if sql.startswith(("COMMIT", "ROLLBACK", "SAVEPOINT"))] == ["COMMIT"]
    shown = forms(raw, RULES).content is not None  # what says a serial is looked up twice: its part, and the unit
    assert 1 <= len(ran) - 2 <= 4 + shown
    assert sum(sql.startswith("INSERT INTO scan_record") for sql in ran) == 1


def test_a_group_of_scans_shares_one_commit(shop: Any) -> None:
    ran: list[str] = []
    scans = [shop.scan(raw) for raw in CODES.values()]
    shop.store.call(lambda db: db.connection().set_trace_callback(ran.append))
    before = (intake.Recent(), lookup.LookupState())
    shop.store.call(intake.take, shop.post, "quick_scan", lookup.scan, before, scans)
    assert ran.count("COMMIT") == 2  # that of the call which began to listen, and its own


def test_what_is_left_of_a_batch_is_found_however_much_of_it_is_sold(shop: Any) -> None:
    def sell(db: Any) -> None:
        for number in range(codes.FETCHED + 10):
            sold = NewItem(
                part=shop.ids["supply"], location=None, batch="B1", serial=f"B1-{number}", status=Status.SOLD
            )
            ledger.enter(db, shop.post, Act.OPENING, [sold])
        left = NewItem(part=shop.ids["supply"], location=shop.ids["a"], batch="B1", serial="B1-left")
        ledger.enter(db, shop.post, Act.OPENING, [left])

    shop.store.call(sell)
    assert shop.look_up(b"B1").meaning.thing.label.endswith("B1-left")


def test_a_claim_of_a_plugin_costs_one_statement_more(shop: Any) -> None:
    ran: list[str] = []
    plugin = Plugin("acme", lambda: lambda raw, context: [Claim("RES-10K")])

    def listen(db: Any) -> None:
        db.connection().set_trace_callback(ran.append)
        resolve(db, shop.scan(b"acme:1"), CodeRules(), (plugin,))
        db.connection().set_trace_callback(None)

    shop.store.call(listen)
    assert len(ran) == 2


def on_the_path(shop: Any) -> list[tuple[str, tuple[object, ...]]]:
    """All statements, with their parameters, that look codes up and show what was found."""
    asked: dict[str, tuple[object, ...]] = {}

    class Listening:
        def __init__(self, db: Any) -> None:
            self.param = db.param
            self._db = db

        def execute_sql(self, sql: str, params: Any = None) -> Any:
            asked.setdefault(sql, params)
            return self._db.execute_sql(sql, params)

    def run(db: Any) -> None:
        listening = Listening(db)
        for raw in CODES.values():
            codes.find(listening, forms(raw, RULES))
        for kind, table in ((Kind.PART, "supply"), (Kind.SUPPLIER_PART, "acme")):
            codes.unit(listening, Thing(kind, shop.ids[table], ""), "SN-0001")
        codes.supplied(listening, (shop.ids["acme"],))
        named = ((Kind.PART, "supply"), (Kind.SUPPLIER_PART, "acme"), (Kind.STOCK_ITEM, "psu 1"))
        codes.parts(listening, [Thing(kind, shop.ids[name], "") for kind, name in named])
        for kind, table in ((Kind.PART, "resistor"), (Kind.STOCK_ITEM, "psu 1"), (Kind.LOCATION, "main")):
            thing = codes.find(db, forms(write(kind, shop.ids[table], "KSK").encode(), CodeRules()))[0].thing
            view = views.view(listening, thing)
            assert view is not None
            details.details(listening, view)
        draft = Thing(Kind.DOCUMENT, documents.create(db, shop.post, DocKind.RECEIPT), "")
        codes.find(listening, forms(write(draft.kind, draft.id, "KSK").encode(), CodeRules()))
        view = views.view(listening, draft)
        assert view is not None
        details.details(listening, view)
        acme = codes.find(db, forms(b"0805-103", CodeRules()))[0].thing
        views.view(listening, acme)
        list(journal.rows(listening, since=1, limit=10))
        journal.latest(listening, 10)
        journal.forget(listening, before=1)

    shop.store.call(run)
    return list(asked.items())


def test_every_lookup_uses_an_index_on_sqlite(shop: Any) -> None:
    for sql, params in on_the_path(shop):
        plan = shop.store.call(
            lambda db, sql=sql, params=params: db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        )
        # Common table expressions and subselects are scanned once they are made; tables never are.
        scanned = [row[3] for row in plan if row[3].startswith("SCAN")]
        tables = shop.store.call(lambda db: {name for (name,) in db.execute_sql("SELECT name FROM sqlite_master")})
        aliases = _aliases(sql)
        assert not [step for step in scanned if aliases.get(step.split()[1], step.split()[1]) in tables], (sql, plan)


def _aliases(sql: str) -> dict[str, str]:
    words = sql.replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split()
    found = {}
    for at, word in enumerate(words[:-2]):
        if word in ("FROM", "JOIN") and words[at + 1] != "(":
            found[words[at + 2]] = words[at + 1]
    return found


def test_every_lookup_uses_an_index_on_postgresql(pg_store: Store, stock: Callable[[Store], Any]) -> None:
    shop = stock(pg_store)
    for sql, params in on_the_path(shop):

        def explain(db: Any, sql: str = sql, params: Any = params) -> str:
            # Tables this small are read whole by choice; what is asked is whether an index would do.
            db.execute_sql("SET LOCAL enable_seqscan = off")
            return "\n".join(row[0] for row in db.execute_sql(f"EXPLAIN {sql}", params).fetchall())

        plan = shop.store.call(explain)
        assert "Seq Scan" not in plan, (sql, plan)


def test_a_code_means_the_same_on_both_engines(shop: Any, pg_store: Store, stock: Callable[[Store], Any]) -> None:
    other = stock(pg_store)
    for raw in CODES.values():
        here, there = shop.look_up(raw), other.look_up(raw)
        assert there == here
        assert there.meaning == here.meaning
        if here.view is not None:
            assert _timeless(other.store.call(details.details, there.view)) == _timeless(
                shop.store.call(details.details, here.view)
            )


def _timeless(known: Any) -> Any:
    """Details without the times of entries, which two stores have not made in the same microsecond."""
    if not isinstance(known, ItemDetails):
        return known
    return replace(known, seen=tuple(replace(seen, at=0) for seen in known.seen))


def test_labels_made_by_the_store_and_by_a_view_agree(shop: Any) -> None:
    for raw in (b"SN-0001", b"20261015"):
        part = shop.look_up(raw).view.part
        own = shop.look_up(f"KSK-PA{part.id}".encode())
        assert own.meaning.thing == part
