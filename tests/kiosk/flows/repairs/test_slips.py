"""The slip of a repair: the parts that are in it."""

from decimal import Decimal

from kiosk.flows.repairs import taking_out, working
from kiosk.stock.thing import Kind, Thing
from kiosk.store import label_facts
from kiosk.store.stock_items import NewItem


def told(shop, id):
    (facts,) = shop.store.look(label_facts.facts, [Thing(Kind.DOCUMENT, id, "")])
    return [row.get("serial") or row["quantity"] for row in facts.rows]


def test_it_has_the_parts_that_are_in_the_repair_and_not_what_was_taken_out_or_undone(shop, bench):
    shop.enter(NewItem(part=shop.ids["supply"], location=shop.ids["a"], quantity=Decimal(1), serial="SN-0009"))
    one = bench(serial="X-1").scan(b"RES-10K").scan(b"SN-0001").scan(b"SN-0009")
    assert told(shop, one.id) == ["1", "2", "SN-0001", "SN-0009"]
    one.do(taking_out.take_out).answer("1")
    assert told(shop, one.id) == ["1", "1", "SN-0001"]
    one.do(working.undo)
    assert told(shop, one.id) == ["1", "2", "SN-0001", "SN-0009"]
    one.do(working.undo)
    assert told(shop, one.id) == ["1", "1", "SN-0001"]
