import logging
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.barcodes import account
from kiosk.barcodes.plugins import Claim
from kiosk.barcodes.reading import STEPS, Ambiguous, Found, Meaning, Reader, Unknown, Verdict
from kiosk.barcodes.resolve import OFFERED, resolve
from kiosk.plugins import Plugin
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.statuses import Status
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes, documents, partners, parts, supplier_parts
from kiosk.store.partners import NewPartner
from kiosk.store.parts import NewPart
from kiosk.store.stock_items import NewItem
from kiosk.store.supplier_parts import NewSupplierPart


def meaning(shop: Any, raw: bytes, plugins: tuple[Plugin, ...] = (), **kwargs: Any) -> Meaning:
    return shop.store.call(resolve, shop.scan(raw, **kwargs), shop.post.codes, plugins)


def named(found: Meaning) -> tuple[Kind, int]:
    assert isinstance(found, Found)
    return found.thing.kind, found.thing.id


def verdicts(found: Meaning) -> dict[str, Verdict]:
    return {reading.reader: reading.verdict for reading in account.readings(found.tried)}


def chosen(found: Meaning) -> list[str]:
    return [reading.reader for reading in account.readings(found.tried) if reading.verdict is Verdict.CHOSEN]


@pytest.mark.parametrize(
    ("code", "kind", "name", "reader"),
    [
        ("RES-10K", Kind.PART, "resistor", Reader.PART_NUMBER),
        ("SN-0001", Kind.STOCK_ITEM, "psu 1", Reader.SERIAL),
        ("SN-0002", Kind.STOCK_ITEM, "psu 2", Reader.SERIAL),  # sold ones are known, too
        ("20261015", Kind.STOCK_ITEM, "bag", Reader.BATCH),
        ("OUT-1", Kind.STOCK_ITEM, "sold batch", Reader.BATCH),
        ("MAIN/A", Kind.LOCATION, "a", Reader.LOCATION),
        ("0805-103", Kind.SUPPLIER_PART, "acme", Reader.SUPPLIER_SKU),
        ("2000000000015", Kind.PART, "resistor", Reader.ASSIGNED),
        ("02000000000015", Kind.PART, "resistor", Reader.GTIN),
        ("ABCD", Kind.LOCATION, "b", Reader.ASSIGNED_LOOSE),
        ("A\x1dB\x1eCD\x04", Kind.LOCATION, "b", Reader.ASSIGNED_LOOSE),
    ],
)
def test_each_reader_finds_its_thing(shop: Any, code: str, kind: Kind, name: str, reader: Reader) -> None:
    found = meaning(shop, code.encode())
    assert named(found) == (kind, shop.ids[name])
    assert chosen(found) == [reader]
    assert found.thing.label


@pytest.mark.parametrize(
    ("letters", "kind", "name"),
    [
        ("PA", Kind.PART, "resistor"),
        ("SI", Kind.STOCK_ITEM, "reel"),
        ("SL", Kind.LOCATION, "main"),
        ("SP", Kind.SUPPLIER_PART, "acme"),
    ],
)
def test_own_codes_find_their_thing(shop: Any, letters: str, kind: Kind, name: str) -> None:
    found = meaning(shop, f"KSK-{letters}{shop.ids[name]}".encode())
    assert named(found) == (kind, shop.ids[name])
    assert chosen(found) == [Reader.OWN]


def test_a_document_is_found_by_its_number_and_by_its_own_code_whatever_became_of_it(shop: Any) -> None:
    id = shop.store.call(documents.create, shop.post, DocKind.RECEIPT)
    shop.store.call(documents.cancel, shop.post, id)
    for code, reader in ((f"GR-{shop.post.station}-1", Reader.DOCUMENT), (f"KSK-DO{id}", Reader.OWN)):
        found = meaning(shop, code.encode())
        assert named(found) == (Kind.DOCUMENT, id)
        assert chosen(found) == [reader]
        assert found.thing.label == f"GR-{shop.post.station}-1"


def test_codes_that_are_not_text_are_found_by_their_bytes(shop: Any) -> None:
    assert named(meaning(shop, b"\xff\xfe")) == (Kind.STOCK_ITEM, shop.ids["psu 1"])


@pytest.mark.parametrize("code", ["KSK-PA99999", "KSK-DO1"])
def test_an_own_code_of_nothing_says_that_this_store_has_no_such_thing(shop: Any, code: str) -> None:
    found = meaning(shop, code.encode())
    assert isinstance(found, Unknown)
    assert "this store has no" in account.invalid(found.tried)
    assert verdicts(found)[Reader.OWN] is Verdict.NO_MATCH


def test_a_wrong_check_digit_is_the_reason_given(shop: Any) -> None:
    found = meaning(shop, b"2000000000016")
    assert isinstance(found, Unknown)
    assert "should be 5" in account.invalid(found.tried)
    assert verdicts(found)[Reader.GTIN] is Verdict.NOT_THIS


@pytest.mark.parametrize(
    "code", [b"NOTHING", b"", b"\x1d", b" ", b"\xff", b"a\0b", b"res-10k", b" RES-10K", b"RES-10K\r"]
)
def test_what_nothing_has_is_unknown_with_a_word_on_every_reading(shop: Any, code: bytes) -> None:
    found = meaning(shop, code)
    assert isinstance(found, Unknown)
    expected = [reader for step in STEPS for reader in step if reader is not Reader.PLUGIN]
    readings = account.readings(found.tried)
    assert [reading.reader for reading in readings] == expected
    assert all(reading.why and reading.verdict in (Verdict.NOT_THIS, Verdict.NO_MATCH) for reading in readings)


def test_only_from_typed_codes_spaces_are_taken_off(shop: Any) -> None:
    assert named(meaning(shop, b"  RES-10K ", typed=True)) == (Kind.PART, shop.ids["resistor"])
    assert isinstance(meaning(shop, b"  RES-10K "), Unknown)


def test_a_code_has_the_pack_it_was_assigned_with(shop: Any) -> None:
    for code, pack in ((b"2000000000015", 10), (b"0805-103", 100), (b"RES-10K", 1)):
        found = meaning(shop, code)
        assert isinstance(found, Found)
        assert found.pack == pack * 1_000_000


def test_one_serial_of_two_parts_asks_which(shop: Any) -> None:
    found = meaning(shop, b"007")
    assert isinstance(found, Ambiguous)
    assert {thing.id for thing in found.things} == {shop.ids["psu 7"], shop.ids["fan 7"]}
    assert verdicts(found)[Reader.SERIAL] is Verdict.AMBIGUOUS


def test_a_text_that_two_readers_of_one_step_know_asks_which(shop: Any) -> None:
    shop.store.call(parts.add, NewPart(number="SN-0001", name="Confusing"))
    found = meaning(shop, b"SN-0001")
    assert isinstance(found, Ambiguous)
    assert {thing.kind for thing in found.things} == {Kind.PART, Kind.STOCK_ITEM}
    assert verdicts(found)[Reader.SERIAL] is verdicts(found)[Reader.PART_NUMBER] is Verdict.AMBIGUOUS


def test_one_thing_known_in_two_ways_is_not_ambiguous(shop: Any) -> None:
    item = NewItem(part=shop.ids["supply"], location=shop.ids["a"], serial="TWICE", batch="TWICE")
    (id,) = shop.enter(item)
    found = meaning(shop, b"TWICE")
    assert named(found) == (Kind.STOCK_ITEM, id)
    assert chosen(found) == [Reader.SERIAL, Reader.BATCH]


def test_of_a_batch_the_items_on_hand_are_meant(shop: Any) -> None:
    sold = NewItem(part=shop.ids["resistor"], location=None, batch="20261015", status=Status.SOLD)
    shop.enter(sold)
    assert named(meaning(shop, b"20261015")) == (Kind.STOCK_ITEM, shop.ids["bag"])


def test_a_batch_of_hundreds_is_capped_and_says_how_many_more(shop: Any) -> None:
    shop.enter(
        *(
            NewItem(part=shop.ids["fan"], location=shop.ids["a"], serial=f"F{number}", batch="BIG")
            for number in range(200)
        )
    )
    found = meaning(shop, b"BIG")
    assert isinstance(found, Ambiguous)
    assert (len(found.things), found.more) == (OFFERED, 41)


def test_a_batch_of_hundreds_hides_no_other_reading(shop: Any) -> None:
    test_a_batch_of_hundreds_is_capped_and_says_how_many_more(shop)
    id = shop.store.call(parts.add, NewPart(number="BIG", name="Big"))
    assert Thing(Kind.PART, id, "BIG · Big") in meaning(shop, b"BIG").things  # type: ignore[union-attr]


def test_void_units_are_not_found_by_their_serial(shop: Any) -> None:
    assert isinstance(meaning(shop, b"SN-VOID"), Unknown)


@pytest.mark.parametrize(
    ("table", "name", "codes"),
    [
        ("part", "resistor", ["RES-10K", "2000000000015", "02000000000015", "0805-103"]),
        ("location", "b", ["MAIN/B", "AB\x1dCD", "ABCD"]),
        ("supplier_part", "acme", ["0805-103"]),
    ],
)
def test_archived_things_are_told_of_and_mean_nothing(shop: Any, table: str, name: str, codes: list[str]) -> None:
    shop.archive(table, name)
    for code in codes:
        found = meaning(shop, code.encode())
        assert isinstance(found, Unknown)
        assert "archived" in account.invalid(found.tried)
        assert any("archived" in reading.why for reading in account.readings(found.tried))


def test_an_archived_thing_gives_way_to_a_later_step(shop: Any) -> None:
    id = shop.store.call(parts.add, NewPart(number="2000000000015", name="Named like a code"))
    assert named(meaning(shop, b"2000000000015")) == (Kind.PART, shop.ids["resistor"])
    shop.archive("part", "resistor")
    assert named(meaning(shop, b"2000000000015")) == (Kind.PART, id)


def test_the_first_step_that_matches_wins_whatever_the_later_ones_say(shop: Any) -> None:
    """One code that every reader knows, each as another thing: take the winner away, and the next one wins."""
    own = f"KSK-PA{shop.ids['resistor']}"
    text = shop.store.call(parts.add, NewPart(number=own, name="Named like an own code"))
    barcode = (
        "INSERT INTO barcode (raw, loose, kind, thing_id, pack, assigned_by, assigned_at) VALUES (?, ?, ?, ?, 1, '', 0)"
    )
    for raw, name in ((own, "fan"), (f"{own}\x1d", "cable")):
        values = (raw.encode(), own.encode(), "part", shop.ids[name])
        shop.store.call(lambda db, values=values: db.execute_sql(barcode, values))
    expected = [
        (Reader.OWN, shop.ids["resistor"]),
        (Reader.ASSIGNED, shop.ids["fan"]),
        (Reader.ASSIGNED_LOOSE, shop.ids["cable"]),
        (Reader.PART_NUMBER, text),
    ]
    for at, (reader, id) in enumerate(expected):
        found = meaning(shop, own.encode())
        assert named(found) == (Kind.PART, id)
        assert chosen(found) == [reader]
        outranked = [key for key, verdict in verdicts(found).items() if verdict is Verdict.OUTRANKED]
        assert outranked == [later for later, _ in expected[at + 1 :]]
        shop.store.call(lambda db, id=id: db.execute_sql(f"UPDATE part SET archived_at = 1 WHERE id = {id}"))


def test_an_exact_code_outranks_the_same_gtin(shop: Any) -> None:
    other = (
        "INSERT INTO barcode (raw, loose, gtin14, kind, thing_id, pack, assigned_by, assigned_at)"
        " VALUES (?, ?, ?, 'part', ?, 1, '', 0)"
    )
    values = (b"02000000000015", b"02000000000015", "02000000000015", shop.ids["fan"])
    shop.store.call(lambda db: db.execute_sql(other, values))
    assert named(meaning(shop, b"02000000000015")) == (Kind.PART, shop.ids["fan"])
    assert named(meaning(shop, b"2000000000015")) == (Kind.PART, shop.ids["resistor"])


def test_unassigned_codes_mean_nothing(shop: Any) -> None:
    shop.store.call(barcodes.unassign, shop.post, b"2000000000015")
    assert isinstance(meaning(shop, b"2000000000015"), Unknown)


@pytest.fixture
def tree(shop: Any) -> Any:
    """A shop with a variant of the power supply, a variant of that, and units of each; GTINs of all three."""
    for name, number, above in (("blue", "PSU-12-B", "supply"), ("dark", "PSU-12-BD", "blue")):
        new = NewPart(number=number, name=name, tracking="serial", variant_of=shop.ids[above])
        shop.ids[name] = shop.store.call(parts.add, new)
        (shop.ids[f"{name} 1"],) = shop.enter(
            NewItem(part=shop.ids[name], location=shop.ids["a"], serial=f"{number}-1")
        )
    for name, ean in (("supply", b"4006381333931"), ("blue", b"4006381333948"), ("dark", b"4006381333955")):
        shop.store.call(barcodes.assign, shop.post, ean, shop.part(name))
    return shop


@pytest.mark.parametrize(
    ("gtin", "serial", "unit"),
    [
        ("4006381333931", "SN-0001", "psu 1"),
        ("4006381333931", "SN-0002", "psu 2"),  # sold ones are known, too
        ("4006381333931", "PSU-12-B-1", "blue 1"),  # of a variant, which is one of the template
        ("4006381333931", "PSU-12-BD-1", "dark 1"),
        ("4006381333948", "PSU-12-BD-1", "dark 1"),
        ("4006381333955", "PSU-12-BD-1", "dark 1"),
    ],
)
def test_a_gtin_with_a_serial_is_the_unit(tree: Any, gtin: str, serial: str, unit: str) -> None:
    found = meaning(tree, f"010{gtin}21{serial}".encode())
    assert named(found) == (Kind.STOCK_ITEM, tree.ids[unit])
    assert chosen(found) == [Reader.GS1]


@pytest.mark.parametrize(
    ("gtin", "serial", "part"),
    [
        ("4006381333948", "SN-0001", "blue"),  # a unit of the template is none of its variant
        ("4006381333955", "PSU-12-B-1", "dark"),
        ("4006381333931", "007X", "supply"),
        ("4006381333931", "SN-VOID", "supply"),
    ],
)
def test_a_serial_that_the_part_does_not_have_leaves_the_part(tree: Any, gtin: str, serial: str, part: str) -> None:
    found = meaning(tree, f"010{gtin}21{serial}".encode())
    assert named(found) == (Kind.PART, tree.ids[part])
    assert found.tried.content is not None
    assert found.tried.content.serials == (serial,)


def test_a_serial_is_looked_for_where_it_is_unique_everywhere(tree: Any) -> None:
    tree.store.call(lambda db: db.execute_sql("UPDATE stock_item SET serial = 'x' || id WHERE serial = '007'"))
    tree.store.call(lambda db: db.execute_sql("UPDATE stock_item SET serial_scope = 0"))
    assert named(meaning(tree, b"010400638133393121SN-0001")) == (Kind.STOCK_ITEM, tree.ids["psu 1"])
    assert named(meaning(tree, b"010400638133394821SN-0001")) == (Kind.PART, tree.ids["blue"])


def test_a_code_that_is_assigned_as_a_whole_is_that_and_nothing_it_says_counts(tree: Any) -> None:
    raw = b"010400638133393121SN-0001"
    tree.store.call(barcodes.assign, tree.post, raw, tree.part("fan"))
    found = meaning(tree, raw)
    assert named(found) == (Kind.PART, tree.ids["fan"])
    assert found.tried.content is None
    said = account.said(found.tried)
    assert said is not None
    assert said.whole


def test_what_gs1_counts_inside_is_times_what_one_of_it_is(shop: Any) -> None:
    for raw, pieces in ((b"0102000000000015", 10), (b"0202000000000015374", 40), (b"01020000000000153025", 25)):
        found = meaning(shop, raw)
        assert isinstance(found, Found)
        assert (found.thing.id, found.pack) == (shop.ids["resistor"], pieces * 1_000_000)


LABEL = b"[)>\x1e06\x1d1PCRCW0805\x1dQ500\x1dSSN-0001\x1e\x04"


def test_the_serial_on_a_suppliers_label_is_the_unit_of_its_part(shop: Any) -> None:
    shop.store.call(lambda db: db.execute_sql(f"UPDATE supplier_part SET part_id = {shop.ids['supply']}"))
    assert named(meaning(shop, LABEL)) == (Kind.STOCK_ITEM, shop.ids["psu 1"])


def test_a_manufacturers_number_that_two_suppliers_use_is_their_part(shop: Any) -> None:
    other = shop.store.call(partners.add, NewPartner("Other"))
    new = NewSupplierPart(partner=other, part=shop.ids["resistor"], sku="X-1", manufacturer_number="CRCW0805")
    shop.store.call(supplier_parts.add, new)
    found = meaning(shop, LABEL)
    assert named(found) == (Kind.PART, shop.ids["resistor"])
    assert isinstance(found, Found)
    assert found.pack == 500_000_000


@pytest.mark.parametrize(
    ("raw", "reader", "words"),
    [
        (b"0104006381333931", Reader.GS1, "Looked up: 04006381333931"),
        (b"0104006381333932", Reader.GS1, "is 2 and should be 1"),
        (b"00106141412345678908", Reader.GS1, "106141412345678908"),
        (b"(01)04006381333931", Reader.GS1, "in brackets"),
        (b"AB\x1dC", Reader.GS1, "doesn't begin with a GS1 identifier"),
        (b"\x1d10LOT", Reader.GS1, "no GTIN, SSCC or place"),
        (b"[)>\x1e06\x1d1PNOPE\x1dQ5\x1e\x04", Reader.LABEL_MANUFACTURER, "Looked up: NOPE"),
        (b'{"part": 10}', Reader.EXTERNAL, "part 10"),
        (b"KSK-PA99999", Reader.OWN, "this store has no part 99999"),
        (b"KSK-XX1", Reader.OWN, "isn't one of them"),
        (b"2000000000016", Reader.GTIN, "should be 5"),
    ],
)
def test_why_a_code_was_not_understood_is_told_with_what_was_looked_up(
    shop: Any, raw: bytes, reader: Reader, words: str
) -> None:
    found = meaning(shop, raw)
    assert isinstance(found, Unknown)
    (reading,) = [reading for reading in account.readings(found.tried) if reading.reader == reader]
    assert words in reading.why
    assert reading.telling
    assert all(len(reading.why) < 160 for reading in account.readings(found.tried))


def test_what_is_of_no_interest_is_not_telling(shop: Any) -> None:
    assert not [reading for reading in account.readings(meaning(shop, b"NOTHING").tried) if reading.telling]


def plugin(*claims: Claim) -> tuple[Plugin, ...]:
    return (Plugin("acme", lambda: lambda raw, context: claims),)


def test_a_plugin_is_asked_when_all_else_misses(shop: Any) -> None:
    found = meaning(shop, b"acme:1", plugin(Claim("RES-10K", why="Acme label", pack=5_000_000)))
    assert named(found) == (Kind.PART, shop.ids["resistor"])
    assert isinstance(found, Found)
    assert found.pack == 5_000_000
    last = account.readings(found.tried)[-1]
    assert (last.reader, last.verdict, last.why) == ("plugin:acme", Verdict.CHOSEN, "Acme label")


def test_the_first_plugin_whose_claim_is_found_wins_and_no_other_one_is_asked(shop: Any) -> None:
    def never(raw: bytes, context: Any) -> tuple[Claim, ...]:
        raise AssertionError

    asked = (*plugin(Claim("nothing")), *plugin(Claim("CAB-1", why="first")), Plugin("last", lambda: never))
    assert named(meaning(shop, b"acme:1", asked)) == (Kind.PART, shop.ids["cable"])


def test_a_plugin_is_not_asked_about_what_is_known(shop: Any) -> None:
    found = meaning(shop, b"RES-10K", plugin(Claim("CAB-1")))
    assert named(found) == (Kind.PART, shop.ids["resistor"])
    assert "plugin:acme" not in verdicts(found)


def test_claims_of_several_things_ask_which(shop: Any) -> None:
    found = meaning(shop, b"acme:1", plugin(Claim("RES-10K"), Claim("CAB-1")))
    assert isinstance(found, Ambiguous)
    assert verdicts(found)["plugin:acme"] is Verdict.AMBIGUOUS


def test_a_claim_of_a_kind_leaves_other_kinds_out(shop: Any) -> None:
    claim = Claim("20261015", kind=Kind.PART)
    found = meaning(shop, b"acme:1", plugin(claim))
    assert isinstance(found, Unknown)
    assert verdicts(found)["plugin:acme"] is Verdict.NO_MATCH


def test_a_plugin_that_raises_is_shown_and_skipped(shop: Any, caplog: pytest.LogCaptureFixture) -> None:
    def read(raw: bytes, context: object) -> list[Claim]:
        raise ZeroDivisionError

    with caplog.at_level(logging.CRITICAL):
        found = meaning(shop, b"acme:1", (Plugin("bad", lambda: read), *plugin(Claim("CAB-1"))))
    assert named(found) == (Kind.PART, shop.ids["cable"])
    assert verdicts(found)["plugin:bad"] is Verdict.FAULT
    with caplog.at_level(logging.CRITICAL):
        unknown = meaning(shop, b"acme:1", (Plugin("bad", lambda: read),))
    assert "The plugin bad failed at it" in account.invalid(unknown.tried)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.binary(max_size=40) | st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")))
def test_no_code_is_claimed_without_a_rule(shop: Any, raw: bytes) -> None:
    known = {b"RES-10K", b"PSU-12", b"FAN-80", b"CAB-1", b"MAIN", b"007", b"ABCD", b"\xff\xfe"}
    stripped = raw.translate(None, bytes([*range(0x20), 0x7F]))
    if stripped not in known:
        assert isinstance(meaning(shop, raw), Unknown)


@pytest.mark.parametrize(
    "text",
    ["[/x]", "[@click=app.quit]x", "\x1b]0;x\x07", "\u202egnp", "x" * 4096, "' OR 1=1 --", "%", "?", "%s", "é" * 50],
)
def test_hostile_codes_are_found_when_assigned_and_unknown_when_not(shop: Any, text: str) -> None:
    raw = text.encode()
    assert isinstance(meaning(shop, raw), Unknown)
    if len(raw) <= barcodes.LONGEST:
        shop.store.call(barcodes.assign, shop.post, raw, shop.part("fan"))
        assert named(meaning(shop, raw)) == (Kind.PART, shop.ids["fan"])
