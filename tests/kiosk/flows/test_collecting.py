"""What may come in while serials are collected: the part's own codes never, then what its scheme says."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.flows import part_form, serialise, stock_entry, stock_form
from kiosk.flows.collecting import Serial, literal, target, typed
from kiosk.outcome import Outcome
from kiosk.plugins import Plugin
from kiosk.scan import Label, joined
from kiosk.serials import schemes
from kiosk.serials.schemes import PartFacts
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, parts
from kiosk.store.verify import verify


class Even:
    """Only even numbers; fails at what is no number."""

    def validate(self, serial: str, part: PartFacts) -> str:
        return "" if int(serial) % 2 == 0 else f"{serial} is odd, no serial of {part.number}"

    def next(self, latest: str | None, part: PartFacts) -> str | None:
        return None

    def sort_key(self, serial: str) -> int:
        return int(serial)


@pytest.fixture
def even(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemes, "installed", lambda: (Plugin("even", Even),))


def has_scheme(shop: Any, name: str, scheme: str, mask: str = "") -> None:
    def work(db: Any) -> None:
        stored = parts.get(db, shop.ids[name])
        assert stored is not None
        new = replace(stored.part, serial_scheme=scheme, serial_mask=mask)
        assert parts.problems(db, new, stored.id) == ()
        parts.update(db, stored.id, new)

    shop.store.call(work)


def typed_in(shop: Any, name: str, text: str) -> Serial | Outcome:
    def look(db: Any) -> Serial | Outcome:
        return typed(db, text, target(db, shop.ids[name]), (), None)

    found: Serial | Outcome = shop.store.look(look)
    return found


EAN = b"4006381333931"


def test_the_parts_own_ean_is_no_serial_whatever_its_scheme_says(shop: Any, form: Any) -> None:
    has_scheme(shop, "supply", "mask", "{digits 12}{mod10}")
    own = Thing(Kind.PART, shop.ids["supply"], "")
    shop.store.call(barcodes.assign, shop.post, EAN, own, 1_000_000)
    new = form(stock_form, own).look(stock_entry.begin)
    new.scan(EAN)
    assert new.said[:2] == ("no", "No serial")
    assert "PSU-12 · Power supply 12 V itself" in new.said[2]
    new.scan("PSU-12")
    assert "itself" in new.said[2]
    new.look(stock_entry.add, EAN.decode())  # whoever has a unit that is called so types it
    assert new.state.serials == (EAN.decode(),)


def test_the_code_of_another_part_is_no_serial_either(shop: Any) -> None:
    def look(db: Any) -> Any:
        return literal(db, shop.post, shop.scan(b"FAN-80"), target(db, shop.ids["supply"]))

    found = shop.store.look(look)
    assert isinstance(found, Outcome)
    assert "FAN-80" in found.detail
    assert "itself" not in found.detail


def test_a_serial_fits_the_mask_of_its_part(shop: Any) -> None:
    has_scheme(shop, "supply", "mask", "SN-{digits 4}")
    assert typed_in(shop, "supply", "SN-0100") == Serial("SN-0100")
    refused = typed_in(shop, "supply", "SN-010")
    assert isinstance(refused, Outcome)
    assert (refused.tone, refused.text) == ("no", "SN-010")
    assert "7" in refused.detail
    assert typed_in(shop, "fan", "SN-010") == Serial("SN-010")


@pytest.mark.usefixtures("even")
def test_a_plugin_decides_and_one_that_raises_is_a_fault_that_stops_nothing(
    shop: Any, form: Any, caplog: pytest.LogCaptureFixture
) -> None:
    has_scheme(shop, "supply", "even")
    new = form(stock_form, Thing(Kind.PART, shop.ids["supply"], "")).put(location="MAIN/A").look(stock_entry.begin)
    new.scan("13")
    assert new.said == ("no", "13", "13 is odd, no serial of PSU-12")
    new.scan("S12")
    assert new.said[:2] == ("fault", "No serial")
    assert "even failed: ValueError" in new.said[2]
    assert "even" in caplog.text
    new.scan("12").put(quantity="1").save()
    assert new.said[1] == "Stock added"


def test_a_scheme_that_is_not_installed_is_told_and_the_part_can_be_edited(
    shop: Any, form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as here:
        here.setattr(schemes, "installed", lambda: (Plugin("even", Even),))
        has_scheme(shop, "supply", "even")
    fault = typed_in(shop, "supply", "12")
    assert isinstance(fault, Outcome)
    assert fault.tone == "fault"
    assert "even is not installed here" in fault.detail
    edit = form(part_form, Thing(Kind.PART, shop.ids["supply"], ""), None).put(name="Supply").save()
    assert edit.said[1] == "Part saved"


def test_units_that_are_serialised_get_what_the_scheme_allows(shop: Any, form: Any) -> None:
    has_scheme(shop, "resistor", "mask", "R{digits 3}")
    new = form(serialise, Thing(Kind.PART, shop.ids["resistor"], ""))
    new.scan("R01")
    assert new.said[0] == "no"
    new.scan("R001")
    assert new.said[0] == "ok"


def test_a_new_part_collects_by_the_scheme_of_its_form(shop: Any, form: Any) -> None:
    new = form(part_form, None, None).put(number="X-1", name="X", tracking="serial", quantity="2", location="MAIN/A")
    new.put(serial_scheme="mask", serial_mask="X{digits 2}").look(stock_entry.begin)
    new.scan("X1")
    assert new.said[0] == "no"
    new.scan("X01").scan("X02").look(stock_entry.end)
    new.put(serial_mask="Y{digits 2}").save()
    assert "X01" in new.errors["serials"]
    new.put(serial_mask="X{digits 2}").save()
    assert new.said[1] == "Part saved"
    stored = shop.store.look(lambda db: parts.get(db, parts.find(db, "X-1") or 0))
    assert (stored.part.serial_scheme, stored.part.serial_mask) == ("mask", "X{digits 2}")


@pytest.mark.parametrize("mask", ["X{digits", "X", "{digits 101}", "{nothing}"])
def test_a_mask_that_can_not_be_used_is_refused_at_its_field(form: Any, mask: str) -> None:
    new = form(part_form, None, None).put(number="X-1", name="X", tracking="serial", serial_scheme="mask")
    new.put(serial_mask=mask)
    assert new.errors["serial_mask"]
    new.save()
    assert new.said[1] == "Not saved"
    assert new.errors.keys() == {"serial_mask"}


@pytest.mark.parametrize(
    ("scheme", "mask", "field"),
    [("mask", "", "serial_mask"), ("counter", "{digits 3}", "serial_mask"), ("acme", "", "serial_scheme")],
)
def test_scheme_and_mask_go_together(form: Any, scheme: str, mask: str, field: str) -> None:
    new = form(part_form, None, None).put(number="X-1", name="X", tracking="serial")
    new.put(serial_scheme=scheme, serial_mask=mask).save()
    assert new.errors.keys() == {field}


def test_another_mask_changes_no_serial_that_is_there(shop: Any, form: Any) -> None:
    edit = form(part_form, Thing(Kind.PART, shop.ids["supply"], ""), None)
    edit.put(serial_scheme="mask", serial_mask="NEW-{digits 3}").save()
    assert edit.said[1] == "Part saved"
    assert shop.store.call(verify) == ()
    edit = form(part_form, Thing(Kind.PART, shop.ids["supply"], ""), None)
    assert (edit.state.values["serial_scheme"], edit.state.values["serial_mask"]) == ("mask", "NEW-{digits 3}")
    assert edit.put(serial_scheme="counter", serial_mask="").save().said[1] == "Part saved"


def test_several_serials_at_one_trigger_are_collected_together_or_not_at_all(shop: Any) -> None:
    def read(*codes: bytes) -> Any:
        labels = tuple(map(Label, codes))
        scan = shop.scan(joined(labels)[0], labels=labels)
        return shop.store.call(lambda db: literal(db, shop.post, scan, target(db, shop.ids["supply"])))

    assert read(b"NEW-1", b"NEW-2").texts == ("NEW-1", "NEW-2")
    assert read(b"PSU-12", b"NEW-1").texts == ("NEW-1",)
    for refused in (read(b"NEW-1", b"KSKCMDDONE"), read(b"NEW-1", b"MAIN/A"), read(b"FAN-80", b"NEW-1")):
        assert refused.result == "refused"
        assert refused.detail


CHANCE = b"0112345678901231"  # 01 and fourteen digits of which the last fits the others, as in one serial in ten


@pytest.mark.parametrize(("scheme", "mask", "taken"), [("mask", "01{digits 14}", True), ("counter", "", False)])
def test_a_number_that_is_a_label_only_by_chance_is_a_serial_where_the_scheme_says_so(
    shop: Any, scheme: str, mask: str, taken: bool
) -> None:
    has_scheme(shop, "supply", scheme, mask)

    def look(db: Any, scan: Any) -> Serial | Outcome:
        return literal(db, shop.post, scan, target(db, shop.ids["supply"]))

    found = shop.store.look(look, shop.scan(CHANCE))
    if taken:
        assert isinstance(found, Serial)
        assert found.text == CHANCE.decode()
    else:
        assert isinstance(found, Outcome)
        assert "type it" in found.detail
    labelled = shop.store.look(look, shop.scan(CHANCE, symbology="C1"))
    assert isinstance(labelled, Outcome)  # the scanner knows that it is GS1


@pytest.mark.parametrize(
    "raw",
    [
        b"KSK-PA9999",
        b"KSK-ZZ1",
        b"inv-pa10",
        b"INV-PA10",
        b'{"part": 10}',
        b"5012345678900",
        b"(01)09501101530003(21)S1",
        b"http://example.com/x",
        b"010950110153000421S1",  # a GS1 code with a misread GTIN
    ],
)
def test_a_label_that_names_nothing_here_is_no_serial(shop: Any, raw: bytes) -> None:
    def look(db: Any, scan: Any) -> Serial | Outcome:
        return literal(db, shop.post, scan, target(db, shop.ids["supply"]))

    found = shop.store.look(look, shop.scan(raw))
    assert isinstance(found, Outcome)
    assert found.detail
