"""Several labels of one trigger, sorted by what each can be; what doesn't fit together is refused whole."""

from decimal import Decimal
from typing import Any

import pytest

from kiosk.barcodes import account
from kiosk.barcodes.content import Language
from kiosk.barcodes.mixed import Role
from kiosk.barcodes.reading import Found, Meaning, Reader, Unknown, Verdict
from kiosk.barcodes.resolve import resolve
from kiosk.flows.lookup import explain
from kiosk.outcome import Tone
from kiosk.scan import Label, joined
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, parts
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem

EAN, IMEI = b"4006381333931", b"490154203237518"
GTIN = "04006381333931"


def read(shop: Any, *raws: bytes) -> Any:
    labels = tuple(Label(raw) for raw in raws)
    raw, symbology = joined(labels)
    return shop.scan(raw, symbology=symbology, labels=labels)


def meaning(shop: Any, *raws: bytes) -> Meaning:
    return shop.store.call(resolve, read(shop, *raws), shop.post.codes, ())


@pytest.fixture
def phone(shop: Any) -> Any:
    """A shop with a phone, its EAN and its IMEIs."""
    imei = {"tracking": "serial", "serial_scheme": "mask", "serial_mask": "{digits 14}{luhn}"}
    new = NewPart(number="PHONE", name="Phone", **imei)
    shop.ids["phone"] = shop.store.call(parts.add, new)
    shop.store.call(barcodes.assign, shop.post, EAN, shop.part("phone"))
    return shop


def faulty(shop: Any, *raws: bytes) -> str:
    found = meaning(shop, *raws)
    assert isinstance(found, Unknown)
    assert found.tried.content is None
    return account.invalid(found.tried)


def roles(found: Meaning) -> list[Role]:
    return [label.role for label in found.tried.labels]


def test_an_ean_names_the_part_and_what_fits_its_mask_is_a_serial_in_any_order(phone: Any) -> None:
    for raws in ((EAN, IMEI), (IMEI, EAN)):
        found = meaning(phone, *raws)
        assert isinstance(found, Found)
        assert (found.thing.kind, found.thing.id, found.pack) == (Kind.PART, phone.ids["phone"], 1_000_000)
        content = found.tried.content
        assert content is not None
        assert (content.language, content.serials) == (Language.MIXED, (IMEI.decode(),))
        assert set(roles(found)) == {Role.PART, Role.SERIAL}


def test_what_does_not_fit_the_mask_is_refused_with_the_whole_read(phone: Any) -> None:
    assert "SN-1 can't be a serial number" in faulty(phone, EAN, b"SN-1")


def test_a_serial_that_the_part_has_is_that_unit(shop: Any) -> None:
    found = meaning(shop, b"PSU-12", b"SN-0001")
    assert isinstance(found, Found)
    assert (found.thing.kind, found.thing.id) == (Kind.STOCK_ITEM, shop.ids["psu 1"])


def test_a_serial_of_two_parts_is_that_of_the_part_it_was_read_with(shop: Any) -> None:
    for number, unit in ((b"PSU-12", "psu 7"), (b"FAN-80", "fan 7")):
        found = meaning(shop, b"007", number)
        assert isinstance(found, Found)
        assert found.thing.id == shop.ids[unit]


def test_another_parts_serial_is_a_new_one_of_this_part(shop: Any) -> None:
    found = meaning(shop, b"FAN-80", b"SN-0001")
    assert isinstance(found, Found)
    assert (found.thing.kind, found.thing.id) == (Kind.PART, shop.ids["fan"])
    assert found.tried.content is not None
    assert found.tried.content.serials == ("SN-0001",)


def test_several_serials_are_so_many_pieces(shop: Any) -> None:
    found = meaning(shop, b"FAN-80", b"F-1", b"F-2", b"F-3")
    assert isinstance(found, Found)
    assert found.tried.content is not None
    assert (found.tried.content.serials, found.pack) == (("F-1", "F-2", "F-3"), 3_000_000)


def test_the_unit_gives_the_part_away_where_no_label_names_it(shop: Any) -> None:
    shop.enter(NewItem(part=shop.ids["supply"], location=shop.ids["a"], serial="SN-9", batch="B-9"))
    found = meaning(shop, b"SN-9", b"B-9")
    assert isinstance(found, Found)
    assert found.thing.kind is Kind.STOCK_ITEM
    assert found.tried.content is not None
    assert found.tried.content.batch == "B-9"


def test_labels_that_say_the_same_twice_count_once(shop: Any) -> None:
    found = meaning(shop, b"FAN-80", b"F-1", b"FAN-80", b"F-1")
    assert isinstance(found, Found)
    assert found.tried.content is not None
    assert (len(found.tried.labels), found.tried.content.serials) == (2, ("F-1",))


def test_one_code_read_again_and_again_is_that_code(shop: Any) -> None:
    found = meaning(shop, b"RES-10K", b"RES-10K")
    assert isinstance(found, Found)
    assert found.tried.labels == ()


def test_codes_of_one_part_agree_and_the_one_that_says_how_much_counts(shop: Any) -> None:
    found = meaning(shop, b"RES-10K", b"2000000000015", f"KSK-PA{shop.ids['resistor']}".encode())
    assert isinstance(found, Found)
    assert (found.thing.id, found.pack) == (shop.ids["resistor"], 10_000_000)


def test_a_suppliers_label_keeps_its_supplier_part(shop: Any) -> None:
    shop.store.call(lambda db: db.execute_sql("UPDATE part SET tracking = 'batch' WHERE number = 'RES-10K'"))
    found = meaning(shop, b"0805-103", b"LOT-7")
    assert isinstance(found, Found)
    assert (found.thing.kind, found.thing.id, found.pack) == (Kind.SUPPLIER_PART, shop.ids["acme"], 100_000_000)
    assert found.tried.content is not None
    assert found.tried.content.batch == "LOT-7"


def test_gs1_content_beside_the_part_is_taken_with_it(phone: Any) -> None:
    found = meaning(phone, EAN, b"\x1d10AB-1\x1d17300131", IMEI)
    assert isinstance(found, Found)
    content = found.tried.content
    assert content is not None
    assert (content.batch, content.expiry and content.expiry.isoformat()) == ("AB-1", "2030-01-31")
    assert content.serials == (IMEI.decode(),)


def test_a_quantity_in_one_label_counts_for_all(shop: Any) -> None:
    shop.store.call(barcodes.assign, shop.post, EAN, shop.part("resistor"))
    found = meaning(shop, b"RES-10K", b"01" + GTIN.encode() + b"30250")
    assert isinstance(found, Found)
    assert found.pack == 250_000_000
    assert found.tried.content is not None
    assert found.tried.content.quantity == Decimal(250)


@pytest.mark.parametrize(
    ("raws", "words"),
    [
        ((b"RES-10K", b"FAN-80"), "different parts"),
        ((b"\xff\xfe", b"FAN-80"), "different parts"),
        ((b"F-1", b"F-2"), "None of the labels"),
        ((b"FAN-80", b"MAIN/A"), "MAIN/A"),
        ((b"MAIN/A", b"MAIN/B"), "Scan it by itself"),
        ((b"RES-10K", b"what"), "neither serial numbers nor batches"),
        ((b"FAN-80", b"4006381333931"), "isn't assigned to anything"),  # an article's, not any text
        ((b"FAN-80", b"\xff"), "not readable as text"),
        ((b"FAN-80", b"KSK-PA99999"), "Nothing here has the code KSK-PA99999"),
        ((b"FAN-80", b"KSKCMDDONE"), "command code"),
        ((b"PSU-12", b"SN-0001", b"\xff\xfe", b"007"), "different units"),
        ((b"FAN-80", b"010950600013435210X"), "not known here"),
    ],
)
def test_what_can_not_be_sorted_is_refused_whole_with_a_reason(shop: Any, raws: tuple[bytes, ...], words: str) -> None:
    assert words in faulty(shop, *raws)
    assert isinstance(meaning(shop, *raws[::-1]), Unknown)


def test_serial_or_batch_is_told_apart_by_a_mask_alone(shop: Any) -> None:
    new = {"name": "Drive", "tracking": "batch+serial"}
    shop.store.call(parts.add, NewPart(number="DRIVE-1", **new))
    shop.store.call(parts.add, NewPart(number="DRIVE-2", serial_scheme="mask", serial_mask="{digits 4}", **new))
    assert "serial mask" in faulty(shop, b"DRIVE-1", b"1234")
    found = meaning(shop, b"DRIVE-2", b"LOT-7", b"1234")
    assert isinstance(found, Found)
    content = found.tried.content
    assert content is not None
    assert (content.batch, content.serials) == ("LOT-7", ("1234",))


def test_a_read_is_explained_label_by_label(shop: Any) -> None:
    scan = read(shop, b"FAN-80", b"F-1")
    told = explain(shop.store.call(resolve, scan, shop.post.codes, ()), scan)
    assert [(label.raw, label.role) for label in told.labels] == [(b"FAN-80", "part"), (b"F-1", "serial number")]
    assert [(reading.reader, reading.verdict) for reading in told.readings] == [(Reader.MIXED, Verdict.CHOSEN)]
    assert told.said is not None
    assert [(field.id, field.name, field.text) for field in told.said.content.fields] == [
        ("1", "part", "FAN-80"),
        ("2", "serial number", "F-1"),
    ]
    assert told.labels[0].readings

    scan = read(shop, b"RES-10K", b"what")
    told = explain(shop.store.call(resolve, scan, shop.post.codes, ()), scan)
    assert told.invalid == told.labels[1].invalid != ""
    assert told.readings[0].verdict is Verdict.NO_MATCH

    scan = read(shop, b"what", b"ever")
    told = explain(shop.store.call(resolve, scan, shop.post.codes, ()), scan)
    assert [label.role for label in told.labels] == ["nothing has it", "nothing has it"]


def test_a_read_is_looked_up_and_journalled_as_one_scan(shop: Any) -> None:
    outcome = shop.look_up(b"PSU-12\nSN-0001", labels=(Label(b"PSU-12"), Label(b"SN-0001")))
    assert outcome.tone is Tone.OK
    assert outcome.view.thing == Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], outcome.view.thing.label)
    rows = shop.store.call(lambda db: db.execute_sql("SELECT raw, result FROM scan_record").fetchall())
    assert [(bytes(raw), result) for raw, result in rows] == [(b"PSU-12\nSN-0001", "found")]
