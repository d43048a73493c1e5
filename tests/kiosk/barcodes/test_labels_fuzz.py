"""Labels that nobody prints: no text makes a reader raise, and none claims a code without a rule."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.barcodes import foreign, lcsc, packed_labels, supplier_labels, tme
from kiosk.barcodes.content import Content
from kiosk.barcodes.data_identifiers import MOST
from kiosk.stock.quantity import PLACES, fits
from kiosk.wording import supplier_labels as wording

TEXTS = [label["text"] for label in json.loads((Path(__file__).parent / "labels.json").read_text())["labels"]]

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

_ELEMENT = st.tuples(st.integers(0, 999).map(str) | st.just(""), st.sampled_from("PQSTKDLVZEé1 "), st.text(max_size=12))
_BODY = st.lists(_ELEMENT.map("".join), max_size=12)
_SEPARATORS = st.sampled_from(["\x1d", "\x1e", "\x04", "^]", "␝", "<GS>", "]", "@", "", " ", "."])
_HEADERS = st.sampled_from(["[)>\x1e06", ">[)>06", "[)>06", "[)>^06", "[)>\x1e05", "[)>\x1e12", "]d1[)>\x1e06", "[)>"])
_MESSAGES = st.builds(lambda header, gs, body: gs.join([header, *body]), _HEADERS, _SEPARATORS, _BODY)
_LCSC = st.lists(st.tuples(st.sampled_from(["pc", "pm", "qty", "on", "x", ""]), st.text(max_size=9)), max_size=6).map(
    lambda pairs: "{" + ",".join(f"{key}:{value}" for key, value in pairs) + "}"
)
_TME_KEYS = st.sampled_from(["QTY:", "PN:", "PO:", "MPN:", "P", "1P", "Q", "K", "RoHS", "https:"])
_TME = st.lists(st.tuples(_TME_KEYS, st.text(max_size=9)).map("".join), max_size=6).map(" ".join)


def check(content: Content | None) -> None:
    if content is None:
        return
    assert wording.rule(content.rule) or content.language == "gs1"
    assert len(content.skus) <= MOST
    assert len(content.part_numbers) <= MOST
    assert content.quantity is None or (content.quantity > 0 and fits(content.quantity, PLACES))
    assert all(content.faults)
    assert all(content.serials)
    assert all(content.skus)


@settings(patient, max_examples=300)
@given(_MESSAGES | _LCSC | _TME | st.text(max_size=60))
@example("[)>\x1e06\x1d9N\x1dD")
@example("[)>\x1e06\x1dQ" + "9" * 4000)
def test_no_text_makes_a_reader_raise(text: str) -> None:
    check(supplier_labels.read(text))
    check(lcsc.read(text))
    check(tme.read(text))
    foreign.read(text)


@settings(patient, max_examples=300)
@given(st.sampled_from(TEXTS), st.data())
def test_no_damage_to_a_real_label_makes_a_reader_raise(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 9)))
    check(supplier_labels.read(text[:start] + data.draw(st.text(max_size=5)) + text[end:]))


@settings(patient)
@given(st.binary(max_size=4096))
def test_no_bytes_make_a_reader_raise(raw: bytes) -> None:
    for text in (raw.decode(errors="replace"), "[)>\x1e06\x1d" + raw.decode("latin-1")):
        check(supplier_labels.read(text))


@pytest.mark.parametrize(
    "packed",
    ["P" + "1PK1K" * 75, "P" + "1P" * 20 + "30P" * 12 + "-NDK1K1234567" * 12, "K" + "14K0011P" * 40 + "Q1" * 30],
)
def test_a_label_with_too_many_ways_to_read_it_is_given_up(packed: str) -> None:
    assert packed_labels.elements(packed) == ()


def test_a_label_longer_than_any_symbol_is_none() -> None:
    assert supplier_labels.read("[)>\x1e06\x1d" + "S1\x1d" * 2000) is None


def test_more_elements_than_any_label_has_are_not_read() -> None:
    element = "Q1\x1d"
    assert supplier_labels.read(f"1PX\x1d{element * 20}") is not None
    assert supplier_labels.read(f"1PX\x1d{element * 1000}") is None
    content = supplier_labels.read(f"[)>\x1e06\x1d1PX\x1d{element * 1000}")
    assert content is not None
    assert "1,001 fields" in content.faults[0]
    assert content.fields == ()


@pytest.mark.parametrize(
    "packed",
    [
        # The number could end with the K of the order, or go on: RC0402FR-0710 with the order LK, or RC0402FR-0710KL.
        "P1PRC0402FR-0710KLK1K6544643310K7540567211K14LCNQ6",
        "K1234567814K0011PAB14K0011PXQ511K089561051",
        "P1PX30PA-NDKB-NDK1K6544643310K7540567211K14LCNQ6",
    ],
)
def test_a_label_that_can_be_read_in_two_ways_is_not_guessed(packed: str) -> None:
    assert packed_labels.elements(packed) == ()
