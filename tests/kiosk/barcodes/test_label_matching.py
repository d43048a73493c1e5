"""What a supplier's label comes to at a station: by order code, manufacturer's number, or our own number."""

from typing import Any

import pytest

from kiosk.barcodes import account
from kiosk.barcodes.reading import Ambiguous, Found, Meaning, Reader, Unknown, Verdict
from kiosk.barcodes.resolve import resolve
from kiosk.stock.thing import Kind
from kiosk.store import barcodes, partners, parts, supplier_parts
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.supplier_parts import NewSupplierPart

DIGIKEY = (
    "[)>\x1e06\x1dP{ours}\x1d1PCRCW0805\x1d30P{sku}\x1dKPO-1\x1d1K72991337\x1d9D2436\x1d1TLOT-7\x1d11K1\x1dQ25\x1d12Z1"
)
MOUSER = ">[)>06\x1dK21421337\x1d14K033\x1d1PCRCW0805\x1dQ32\x1d11K060931337\x1d4LCN\x1d1VVishay"


@pytest.fixture
def offer(shop: Any) -> Any:
    """`offer(partner, part, sku, number)` lets a partner supply a part; answers the supplier part's id."""

    def one(partner: str, part: str, sku: str, number: str | None = None) -> int:
        def add(db: Any) -> int:
            who = partners.add(db, NewPartner(partner))
            offered = NewSupplierPart(partner=who, part=shop.ids[part], sku=sku, manufacturer_number=number)
            return supplier_parts.add(db, offered)

        id: int = shop.store.call(add)
        return id

    return one


def meaning(shop: Any, text: str) -> Meaning:
    return shop.store.call(resolve, shop.scan(text.encode()), shop.post.codes, ())


def named(found: Meaning) -> tuple[Kind, int]:
    assert isinstance(found, Found)
    return found.thing.kind, found.thing.id


def by(found: Meaning) -> list[str]:
    return [reading.reader for reading in account.readings(found.tried) if reading.verdict is Verdict.CHOSEN]


def test_the_order_code_comes_first_and_the_label_tells_how_many(shop: Any, offer: Any) -> None:
    ours = offer("DigiKey Electronics", "cable", "541-103-ND")
    found = meaning(shop, DIGIKEY.format(ours="RES-10K", sku="541-103-ND"))
    assert named(found) == (Kind.SUPPLIER_PART, ours)
    assert by(found) == [Reader.LABEL_SKU]
    assert isinstance(found, Found)
    assert found.pack == 25_000_000
    content = found.tried.content
    assert content is not None
    assert (content.batch, content.date_code, content.order) == ("LOT-7", "2436", "PO-1")
    assert (content.supplier_order, content.supplier) == ("72991337", "DigiKey")


def test_the_manufacturers_number_comes_next(shop: Any) -> None:
    found = meaning(shop, "[)>\x1e06\x1d1PCRCW0805\x1dQ32")
    assert named(found) == (Kind.SUPPLIER_PART, shop.ids["acme"])
    assert by(found) == [Reader.LABEL_MANUFACTURER]


def test_what_only_another_supplier_sells_is_the_part_and_none_of_his(shop: Any) -> None:
    found = meaning(shop, MOUSER)
    assert named(found) == (Kind.PART, shop.ids["resistor"])
    assert by(found) == [Reader.LABEL_MANUFACTURER]
    assert isinstance(found, Found)
    assert found.pack == 32_000_000


def test_the_order_code_is_believed_whatever_the_supplier_is_called_here(shop: Any, offer: Any) -> None:
    ours = offer("Our dealer in Thief River Falls", "cable", "541-103-ND")
    assert named(meaning(shop, DIGIKEY.format(ours="", sku="541-103-ND"))) == (Kind.SUPPLIER_PART, ours)


def test_of_two_order_codes_of_the_labels_supplier_their_part_is_meant(shop: Any, offer: Any) -> None:
    offer("Mouser", "cable", "71-CRCW-REEL", "CRCW0805")
    offer("Mouser Electronics", "cable", "71-CRCW-TAPE", "CRCW0805")
    assert named(meaning(shop, MOUSER)) == (Kind.PART, shop.ids["cable"])


def test_our_own_number_comes_last(shop: Any) -> None:
    found = meaning(shop, "[)>\x1e06\x1dPRES-10K\x1d1PUNHEARD\x1dQ25")
    assert named(found) == (Kind.PART, shop.ids["resistor"])
    assert by(found) == [Reader.LABEL_PART]


def test_of_two_suppliers_with_one_number_the_labels_own_is_meant(shop: Any, offer: Any) -> None:
    digikey = offer("Digi-Key Corporation", "resistor", "541-1-ND", "CRCW0805")
    mouser = offer("Mouser", "resistor", "71-CRCW", "CRCW0805")
    assert named(meaning(shop, MOUSER)) == (Kind.SUPPLIER_PART, mouser)
    assert named(meaning(shop, DIGIKEY.format(ours="", sku="other-ND"))) == (Kind.SUPPLIER_PART, digikey)


def test_of_two_suppliers_of_one_part_neither_the_labels_the_part_is_meant(shop: Any, offer: Any) -> None:
    offer("RS", "resistor", "111-222", "CRCW0805")
    found = meaning(shop, MOUSER)
    assert named(found) == (Kind.PART, shop.ids["resistor"])
    assert isinstance(found, Found)
    assert found.pack == 32_000_000


def test_of_two_parts_with_one_number_nobody_knows_which(shop: Any, offer: Any) -> None:
    offer("RS", "cable", "111-222", "CRCW0805")
    assert isinstance(meaning(shop, "[)>\x1e06\x1d1PCRCW0805\x1dQ5"), Ambiguous)


def test_of_two_parts_with_one_number_our_own_on_the_label_tells_which(shop: Any, offer: Any) -> None:
    offer("RS", "cable", "111-222", "CRCW0805")
    label = "[)>\x1e06\x1dP{}\x1d1PCRCW0805\x1dQ5"
    assert named(meaning(shop, label.format("CAB-1"))) == (Kind.PART, shop.ids["cable"])
    assert named(meaning(shop, label.format("RES-10K"))) == (Kind.PART, shop.ids["resistor"])
    assert isinstance(meaning(shop, label.format("FAN-80")), Ambiguous)


def test_a_supplier_tells_two_parts_with_one_number_apart(shop: Any, offer: Any) -> None:
    other = offer("Mouser", "cable", "71-CRCW", "CRCW0805")
    assert named(meaning(shop, MOUSER)) == (Kind.SUPPLIER_PART, other)


@pytest.mark.parametrize(
    "text",
    [
        "{pbn:PICK1,on:SO1,pc:C312270,pm:X,qty:2,mc:,cc:1}",
        "PC312270 1PX Q2 K19361337/1",
        "QTY:2 PN:C312270 PO:19361337/1 MPN:X RoHS https://www.tme.eu/details/C312270",
        "[)>^06]kPO1]P]1PX]3PC312270]q2]4LJP^d",
        "[)>\uf70c06\uf70bPC312270\uf70bQ2",
    ],
)
def test_every_form_finds_the_supplier_part_by_its_order_code(shop: Any, offer: Any, text: str) -> None:
    ours = offer("Somebody", "resistor", "C312270")
    found = meaning(shop, text)
    assert named(found) == (Kind.SUPPLIER_PART, ours)
    assert by(found) == [Reader.LABEL_SKU]
    assert isinstance(found, Found)
    assert found.pack == 2_000_000


def test_a_serial_on_a_label_of_its_part_names_the_unit(shop: Any) -> None:
    found = meaning(shop, "[)>\x1e06\x1dPPSU-12\x1d1PX\x1dSSN-0001\x1dQ1")
    assert named(found) == (Kind.STOCK_ITEM, shop.ids["psu 1"])


def test_a_label_assigned_as_a_whole_means_what_it_is_assigned_to(shop: Any) -> None:
    shop.store.call(barcodes.assign, shop.post, MOUSER.encode(), shop.part("fan"))
    found = meaning(shop, MOUSER)
    assert named(found) == (Kind.PART, shop.ids["fan"])
    assert found.tried.content is None


def test_a_part_whose_number_looks_like_a_label_is_still_found_by_it(shop: Any) -> None:
    number = "PX-1 1PY Q2 K12345"
    id = shop.store.call(parts.add, NewPart(number=number, name="Odd"))
    assert named(meaning(shop, number)) == (Kind.PART, id)


def test_a_label_of_nothing_here_is_unknown_and_keeps_what_a_new_supplier_part_needs(shop: Any) -> None:
    found = meaning(shop, "{pbn:PICK1,on:SO1,pc:C9,pm:NEW-1,qty:2,mc:,cc:1}")
    assert isinstance(found, Unknown)
    content = found.tried.content
    assert content is not None
    assert (content.supplier, content.skus, content.manufacturer_number) == ("LCSC", ("C9",), "NEW-1")
    tried = {reading.reader: reading.verdict for reading in account.readings(found.tried)}
    assert tried[Reader.LABEL_SKU] is tried[Reader.LABEL_MANUFACTURER] is Verdict.NO_MATCH


def test_a_label_without_separators_is_unknown_and_says_how_to_set_the_scanner(shop: Any) -> None:
    found = meaning(shop, "[)>061PCRCW0805Q5")
    assert isinstance(found, Unknown)
    assert found.tried.content is not None
    assert "set the scanner" in found.tried.content.faults[0]


def test_an_archived_supplier_part_is_not_meant(shop: Any) -> None:
    shop.archive("supplier_part", "acme")
    assert isinstance(meaning(shop, MOUSER), Unknown)
