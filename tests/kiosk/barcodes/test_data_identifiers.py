"""What data identifiers say: which field goes where, by whom it is printed, and what of it can't be used."""

from datetime import date
from decimal import Decimal

import pytest

from kiosk.barcodes import languages
from kiosk.barcodes.content import Content, Field
from kiosk.wording import supplier_labels as wording


def said(*elements: str, header: str = "[)>\x1e06") -> Content:
    content = languages.content("\x1d".join((header, *elements)))
    assert content is not None
    return content


@pytest.mark.parametrize(
    ("elements", "skus", "part_numbers"),
    [
        (("PAB-1", "1PX"), (), ("AB-1",)),  # ECIA: the customer's
        (("PAB-1",), ("AB-1",), ("AB-1",)),  # it names nothing else
        (("P296-1-ND", "1PX"), ("296-1-ND",), ()),  # DigiKey's older labels
        (("POURS", "1PX", "30P296-1-ND"), ("296-1-ND",), ("OURS",)),
        (("P296-1-ND", "1PX", "30P296-1-ND"), ("296-1-ND",), ()),
        (("POURS", "1PX", "12Z1"), (), ("OURS",)),  # DigiKey's with a reference of the customer's
        (("P123", "1PX", "31PY", "30PY", "12S0002"), (), ("123",)),  # MAT: RoHS, yes
        (("P123", "1PX", "30PN"), (), ("123",)),
        (("P", "1PX", "3P2470468"), ("2470468",), ()),  # Farnell
        (("1PX", "3P4006381333931"), (), ()),  # a GTIN, as ANSI has it
        (("K1", "14K001", "PBTTF"), (), ("BTTF",)),  # Mouser never prints its order code
    ],
)
def test_a_number_is_whose_the_form_of_the_label_says(
    elements: tuple[str, ...], skus: tuple[str, ...], part_numbers: tuple[str, ...]
) -> None:
    content = said(*elements)
    assert (content.skus, content.part_numbers) == (skus, part_numbers)


@pytest.mark.parametrize(
    ("elements", "supplier"),
    [
        (("1PX", "11ZPICK"), "DigiKey"),
        (("1PX", "12Z1"), "DigiKey"),
        (("1PX", "13Z1"), "DigiKey"),
        (("1PX", "20Z000"), "DigiKey"),
        (("1PX", "30P1-ND"), "DigiKey"),
        (("1PX", "14K001"), "Mouser"),
        (("1PX", "3P2470468"), "Farnell"),
        (("1PX", "3P4006381333931"), ""),
        (("1PX", "1VTI"), ""),  # the maker's name gives no supplier away
    ],
)
def test_a_supplier_is_known_by_what_no_other_prints(elements: tuple[str, ...], supplier: str) -> None:
    assert said(*elements).supplier == supplier


def test_the_header_that_only_mouser_misprints_gives_it_away() -> None:
    assert said("1PX", header=">[)>06").supplier == "Mouser"


@pytest.mark.parametrize(
    ("elements", "quantity", "unit"),
    [
        (("Q100",), "100", ""),
        (("Q000000001",), "1", ""),
        (("Q2.5",), "2.5", ""),
        (("Q100EA",), "100", ""),
        (("Q100 PCS",), "100", ""),
        (("Q50NAR000",), "50", ""),
        (("Q20", "3QPCE"), "20", ""),
        (("Q1.5KG",), "1.5", "kg"),
        (("Q500GRM",), "0.5", "kg"),
        (("Q10", "3QMTR"), "10", "m"),
        (("Q10FT",), "3.048", "m"),
        (("Q2L",), "2", "l"),
        (("Q3M2",), "3", "m2"),
        (("7Q12EA",), "12", ""),
        (("7Q10LB",), "4.535924", "kg"),
        (("Q5", "7Q10LB"), "5", ""),  # ECIA: the weight of the package
        (("Q1E3",), None, ""),
        (("Q1000000000000",), "1000000000000", ""),
    ],
)
def test_a_quantity_is_read_with_its_unit(elements: tuple[str, ...], quantity: str | None, unit: str) -> None:
    content = said("1PX", *elements)
    assert content.quantity == (None if quantity is None else Decimal(quantity))
    assert content.unit == unit
    assert bool(content.faults) == (quantity is None)


@pytest.mark.parametrize(
    "value",
    [
        "0",
        "000",
        "-5",
        "1,000",
        "ten",
        "1/2",
        "0.0000001",
        "9" * 15,
        "9" * 60,
        "5 0",
        "٥",
        "100XYZ",
        "50NAR500",
        "1KG2",
    ],
)
def test_a_quantity_that_is_none_is_told_and_the_rest_holds(value: str) -> None:
    content = said("1PX", f"Q{value}")
    assert content.quantity is None
    (fault,) = content.faults
    assert value in fault
    assert "by hand" in fault
    assert content.manufacturer_number == "X"


@pytest.mark.parametrize("value", ["N/T", "n/t", "N/A", "", "   "])
def test_what_is_not_traceable_is_no_batch_no_serial_and_no_date_code(value: str) -> None:
    content = said("1PX", f"1T{value}", f"S{value}", f"9D{value}", "10D2436")
    assert (content.batch, content.serials, content.date_code) == ("", (), "2436")


def test_serials_may_be_many_and_each_counts_once() -> None:
    assert said("1PX", "SA1", "SA2", "SA1", "3SPKG", "SA3").serials == ("A1", "A2", "A3")


@pytest.mark.parametrize(
    ("elements", "expiry", "date_code"),
    [
        (("14D20270131",), date(2027, 1, 31), ""),
        (("14D20270200",), date(2027, 2, 28), ""),
        (("9N111234567842", "D270131"), date(2027, 1, 31), ""),
        (("D211207",), None, "211207"),
        (("9D2436", "10D2437", "16D20240901"), None, "2436"),
        (("10D2437", "16D20240901"), None, "2437"),
        (("11D202436",), None, "202436"),
        (("16D20240901",), None, "20240901"),
    ],
)
def test_dates_are_what_their_identifier_says(elements: tuple[str, ...], expiry: date | None, date_code: str) -> None:
    content = said("1PX", *elements)
    assert (content.expiry, content.date_code, content.faults) == (expiry, date_code, ())


@pytest.mark.parametrize("value", ["20271301", "20270230", "2027", "202701310", "tomorrow", "٢٠٢٧٠١٣١", "00000000"])
def test_an_expiry_that_is_no_day_is_told(value: str) -> None:
    content = said("1PX", f"14D{value}")
    assert content.expiry is None
    assert len(content.faults) == 1


@pytest.mark.parametrize(
    ("elements", "order", "supplier_order", "delivery"),
    [
        (("KPO-1", "1K72991337", "10K5", "11K1", "4K2"), "PO-1", "72991337", "1"),
        (("K0", "16K0"), "", "", ""),  # MAT: none
        (("KPO-1", "16KDN-7"), "PO-1", "", "DN-7"),
        (("K12345678", "14K001"), "12345678", "12345678", ""),  # Mouser's own where the customer gave none
    ],
)
def test_orders_and_deliveries_are_told_apart(
    elements: tuple[str, ...], order: str, supplier_order: str, delivery: str
) -> None:
    content = said("1PX", *elements)
    assert (content.order, content.supplier_order, content.delivery) == (order, supplier_order, delivery)


def test_every_element_is_kept_with_its_name_those_that_nobody_knows_too() -> None:
    assert said("1PX", "17V9988", "395132", "kpo-1", "é").fields == (
        Field("1P", "manufacturer's number", "X"),
        Field("17V", "", "9988"),
        Field("", "", "395132"),
        Field("K", "order", "po-1"),
        Field("", "", "é"),
    )


def test_messages_in_several_envelopes_are_read_together() -> None:
    content = languages.content("[)>\x1e01\x1d96\x1d123\x1e06\x1d1PX\x1dQ5\x1e06\x1dSA1\x1e\x04")
    assert content is not None
    assert content.serials == ("A1",)
    assert (content.rule, content.manufacturer_number, content.quantity) == ("header", "X", 5)


def test_a_format_that_is_not_read_is_told() -> None:
    content = languages.content("[)>\x1e07\x1dfree text\x1e\x04")
    assert content is not None
    assert content.faults == (wording.unknown_format("07"),)


def test_aviations_text_identifiers_are_read_in_format_12() -> None:
    content = languages.content("[)>\x1e12\x1dMFR 1A2B3\x1dSER 0042\x1dPNR AB-1\x1dLOT L7\x1e\x04")
    assert content is not None
    assert (content.manufacturer_number, content.serials, content.batch) == ("AB-1", ("0042",), "L7")


@pytest.mark.parametrize(
    "text", ["[)>06", "[)>\x1e06", "[)>", "[)>\x1e06\x1d", "[)>3006291P", "[)>\x1e06K1", "[)>06.1PX"]
)
def test_a_message_that_nobody_can_take_apart_names_nothing_and_says_why(text: str) -> None:
    content = languages.content(text)
    assert content is not None
    assert not content.names
    assert content.faults == ((wording.separators_dropped(),) if text != "[)>\x1e06\x1d" else ())


@pytest.mark.parametrize(
    "text",
    ["", "P", "PN:", "PN:X", "PSU-12", "P1P", "PQ1PK", "{", "{}", "{pc}", "{a:b}", "{pc:,pm:}", '{"pc": 1}', "QTY:5",
     "QTY:5 MPN:X PO:1", "PN:X PO:1", "P1 1P2 Q3", "[)", ")>06", "X[)>X[)>06", "PX 1PY Q0.5 K1"],
)  # fmt: skip
def test_a_plain_code_is_no_label(text: str) -> None:
    assert languages.content(text) is None


@pytest.mark.parametrize("text", ["1PX\x1dQ5", "Q5\x1d1PX\x1e\x04", "1PX\x1d\x1dQ5\x1d"])
def test_a_label_without_its_header_is_read_where_all_its_elements_have_identifiers(text: str) -> None:
    content = languages.content(text)
    assert content is not None
    assert (content.rule, content.manufacturer_number, content.quantity) == ("no_header", "X", 5)


@pytest.mark.parametrize("text", ["AB\x1dCD", "1PX\x1d17V1", "1PX\x1d", "1PX\x1d395132", "\x1d", "S\x1d21X3"])
def test_other_codes_with_separators_are_no_labels(text: str) -> None:
    content = languages.content(text)
    assert content is None or content.language != "iso15434"


@pytest.mark.parametrize("text", ["10K857\x1d21S1", "\x1d10K857\x1d21S1", "11K260101\x1d10P1"])
def test_identifiers_of_gs1_are_not_taken_for_those_of_suppliers(text: str) -> None:
    content = languages.content(text)
    assert content is None or content.language == "gs1"
