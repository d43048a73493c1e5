"""The form with which a document is begun: nothing in it is needed, all of it is saved or nothing."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.flows.documents import lines, posting, starting
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.documents import SerialState
from kiosk.store import document_lines, documents, draft_serials, partners
from kiosk.store.partners import NewPartner
from kiosk.store.progress import go_on

Form = Callable[..., Any]
Begin = Callable[..., Any]
BEGUN = (DocKind.ORDER, DocKind.RECEIPT, DocKind.ISSUE, DocKind.PURCHASE_INVOICE, DocKind.SALES_INVOICE, DocKind.RETURN)


@pytest.fixture
def order(shop: Any, draft: Begin) -> str:
    """The number of a placed purchase order of 3 power supplies, from Acme."""
    acme = shop.store.look(partners.find, "Acme")
    placed = draft(DocKind.ORDER, partner=acme, reference="Q-5").do(lines.add_part, shop.ids["supply"])
    placed.do(lines.quantity, "3").do(posting.post, go_on)
    number: str = placed.state.document.number
    return number


def _file(tmp_path: Path, text: str) -> str:
    (tmp_path / "dn.csv").write_text(text, encoding="utf-8")
    return str(tmp_path / "dn.csv")


def _lines(shop: Any, form: Any) -> list[tuple[str, Decimal | None]]:
    rows = shop.store.look(document_lines.page, form.state.document).rows
    return [(line.number, line.expected) for line in rows]


@pytest.mark.parametrize("kind", BEGUN)
def test_a_document_of_each_kind_is_begun_with_nothing_told(shop: Any, form: Form, kind: DocKind) -> None:
    begun = form(starting, kind).save()
    found = shop.store.look(documents.get, begun.state.document)
    assert begun.state.done
    assert begun.said[:2] == ("ok", found.number)
    assert (found.kind, found.partner, found.source, found.lines, found.listed) == (kind, None, None, 0, False)
    assert found.lease.run == shop.post.run


def test_what_is_told_is_in_the_draft(shop: Any, form: Form) -> None:
    begun = form(starting, DocKind.RECEIPT).put(partner="Acme", reference="DN-7", notes="two pallets").save()
    found = shop.store.look(documents.get, begun.state.document)
    assert (found.partner.name, found.reference, found.notes) == ("Acme", "DN-7", "two pallets")


def test_a_customer_that_nobody_has_entered_comes_into_being(shop: Any, form: Form) -> None:
    sale = form(starting, DocKind.SALES_INVOICE).put(customer="Baker")
    (option,) = shop.store.look(starting.find_customer, shop.post, "Baker")
    assert (option.key, option.text) == ("Baker", "New customer: Baker")
    found = shop.store.look(documents.get, sale.save().state.document)
    assert found.partner.id == shop.store.look(partners.find, "Baker")


def test_partners_are_found_by_typing(shop: Any) -> None:
    options = shop.store.look(starting.find_supplier, shop.post, "ac")
    assert [option.text for option in options] == ["Acme", "New supplier: ac"]


def test_an_order_brings_its_partner_and_what_is_still_to_come(shop: Any, form: Form, order: str) -> None:
    (option,) = shop.store.look(starting.find_order, shop.post, "q-5")
    assert (option.key, option.text) == (order, f"{order} · Acme · Q-5")
    begun = form(starting, DocKind.RECEIPT).put(order=order)
    assert begun.state.values["partner"] == "Acme"
    begun.save()
    assert begun.said[2] == f"Goods receipt begun. 1 line expected by {order}."
    found = shop.store.look(documents.get, begun.state.document)
    assert (found.source.label, found.listed, found.partner.name) == (order, True, "Acme")
    assert _lines(shop, begun) == [("PSU-12", Decimal(3))]


def test_a_scanned_order_fills_its_field(shop: Any, form: Form, order: str) -> None:
    begun = form(starting, DocKind.PURCHASE_INVOICE).scan(order)
    assert begun.said[:2] == ("ok", order)
    assert begun.state.values["order"] == order


def test_an_order_that_is_being_received_already_is_taken_and_told(shop: Any, form: Form, order: str) -> None:
    first = form(starting, DocKind.RECEIPT).put(order=order).save()
    number = shop.store.look(documents.get, first.state.document).number
    for second in (form(starting, DocKind.RECEIPT).put(order=order), form(starting, DocKind.RECEIPT).scan(order)):
        assert second.said[:2] == ("again", order)
        assert f"by {number} already" in second.said[2]
        assert second.state.values["order"] == order


def test_a_scan_that_is_for_no_field_is_refused_and_loses_nothing(shop: Any, form: Form, order: str) -> None:
    begun = form(starting, DocKind.RECEIPT).put(reference="DN-7").scan("PSU-12")
    assert begun.said[:2] == ("no", "A form is open")
    assert form(starting, DocKind.ISSUE).scan(order).said[1] == "This is a document"
    assert begun.state.values["reference"] == "DN-7"


def test_a_code_fills_the_reference_while_that_is_open(form: Form) -> None:
    begun = form(starting, DocKind.RECEIPT).open("reference").scan("DN-2027/15")
    assert begun.state.values["reference"] == "DN-2027/15"


# Refused


def _none(shop: Any) -> bool:
    return shop.store.look(lambda db: db.execute_sql("SELECT COUNT(*) FROM document").fetchone()[0]) == 0


@pytest.mark.parametrize("number", ["PO-9-9", "nonsense"])
def test_what_is_no_open_order_is_refused(shop: Any, form: Form, number: str) -> None:
    begun = form(starting, DocKind.RECEIPT).put(order=number)
    assert "is no purchase order" in begun.errors["order"]
    assert begun.save().said[0] == "no"
    assert _none(shop)


def test_an_order_of_which_all_has_come_meanwhile_is_refused(shop: Any, form: Form, draft: Begin, order: str) -> None:
    begun = form(starting, DocKind.RECEIPT).put(order=order)
    shop.store.call(lambda db: db.execute_sql("UPDATE document_line SET quantity = 0"))
    assert "nothing is to come any more" in begun.save().errors["order"]


def test_an_archived_partner_is_refused(shop: Any, form: Form) -> None:
    old = shop.store.call(partners.add, NewPartner("Old"))
    shop.store.call(partners.archive, old, True)
    assert "archived" in form(starting, DocKind.RECEIPT).put(partner="Old").save().errors["partner"]
    assert _none(shop)


def test_a_reference_that_is_too_long_is_refused(form: Form) -> None:
    assert "reference" in form(starting, DocKind.RECEIPT).put(reference="x" * 201).save().errors


# Lists


def test_a_list_is_read_when_it_is_named_and_expected_when_saved(shop: Any, form: Form, tmp_path: Path) -> None:
    file = _file(tmp_path, "sku,serial,quantity,part\n0805-103,,200,\n,A-1,,PSU-12\n,SN-0001,,PSU-12\n")
    begun = form(starting, DocKind.RECEIPT).put(partner="Acme", list=file).save()
    assert begun.said[2].startswith("Goods receipt begun. 2 lines, 2 serials expected by dn.csv. Look at: SN-0001 is ")
    assert _lines(shop, begun) == [("RES-10K", Decimal(200)), ("PSU-12", Decimal(2))]
    line = shop.store.look(document_lines.page, begun.state.document).rows[1]
    assert shop.store.look(draft_serials.count, line.id, SerialState.MISSING) == 2


def test_one_serial_of_a_list_is_one(form: Form, tmp_path: Path) -> None:
    begun = form(starting, DocKind.RECEIPT).put(list=_file(tmp_path, "part,serial\nPSU-12,A-1\n")).save()
    assert begun.said[2] == "Goods receipt begun. 1 line, 1 serial expected by dn.csv."


def test_lines_of_a_list_work_off_the_order(shop: Any, form: Form, tmp_path: Path, order: str) -> None:
    file = _file(tmp_path, "part,serial\nPSU-12,A-1\nFAN-80,F-1\n")
    begun = form(starting, DocKind.RECEIPT).put(order=order, list=file).save()
    rows = shop.store.look(document_lines.page, begun.state.document).rows
    assert [shop.store.look(document_lines.order_line, line.id) is not None for line in rows] == [True, False]


def test_all_that_is_wrong_with_a_list_is_told_at_once_and_nothing_is_made(
    shop: Any, form: Form, tmp_path: Path
) -> None:
    begun = form(starting, DocKind.RECEIPT).put(list=_file(tmp_path, "part,serial\nNONE,A-1\nRES-10K,A-2\n"))
    assert begun.errors["list"].startswith("has 2 errors, told below")
    assert begun.state.faults[0].startswith("row 2, part: there is no part")
    assert len(begun.state.faults) == 2
    assert begun.save().said[0] == "no"
    assert _none(shop)
    begun.put(list=_file(tmp_path, "part,serial\nPSU-12,A-1\n")).save()
    assert (begun.state.faults, begun.state.done) == ((), True)


def test_a_list_that_was_mended_is_read_anew_when_it_is_saved(shop: Any, form: Form, tmp_path: Path) -> None:
    file = _file(tmp_path, "part,serial\nNONE,A-1\n")
    begun = form(starting, DocKind.RECEIPT).put(list=file).save()
    assert begun.said[0] == "no"
    _file(tmp_path, "part,serial\nPSU-12,A-1\n")
    begun.save()
    assert (begun.state.done, begun.state.faults, begun.errors) == (True, (), {})


def test_a_list_that_is_gone_when_it_is_saved_is_refused(shop: Any, form: Form, tmp_path: Path) -> None:
    file = _file(tmp_path, "part,serial\nPSU-12,A-1\n")
    begun = form(starting, DocKind.RECEIPT).put(list=file)
    Path(file).unlink()
    assert begun.save().errors["list"].startswith("can't be used: ")
    assert _none(shop)


def test_of_very_many_errors_those_that_are_not_told_are_counted(form: Form, tmp_path: Path) -> None:
    rows = "".join(f"NO-{at},1\n" for at in range(1_203))
    begun = form(starting, DocKind.RECEIPT).put(list=_file(tmp_path, f"part,quantity\n{rows}"))
    assert begun.errors["list"].startswith("has 1,203 errors")
    assert (len(begun.state.faults), begun.state.faults[-1]) == (1_001, "… and 203 more.")


def test_whose_codes_a_list_has_follows_the_partner(shop: Any, form: Form, tmp_path: Path) -> None:
    shop.store.call(partners.add, NewPartner("Baker"))
    begun = form(starting, DocKind.RECEIPT).put(partner="Baker", list=_file(tmp_path, "sku,quantity\n0805-103,5\n"))
    assert "of Baker" in begun.state.faults[0]
    assert begun.put(partner="Acme").errors == {}


_NO_FILES = (
    "/none.csv",
    "/no\0ne.csv",
    "/\ud800.csv",
    "/" + "n" * 300,
    "-",
    "~nobody-of-this-name/dn.csv",
    ".",
    "/dev/null",
)


@pytest.mark.parametrize("name", _NO_FILES)
def test_a_file_that_can_not_be_read_is_told(form: Form, name: str) -> None:
    begun = form(starting, DocKind.RECEIPT).put(list=name)
    assert begun.errors["list"].startswith("can't be used: ")
    assert not begun.errors["list"].endswith(".")
    assert begun.save().said[0] == "no"
