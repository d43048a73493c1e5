"""Every kind of label in every kind of code: drawn, read off the paper by other decoders, and resolved as the same."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.barcodes.reading import Found
from kiosk.barcodes.resolve import resolve
from kiosk.flows.documents import headless
from kiosk.flows.documents.headless import Wanted
from kiosk.flows.printing import making
from kiosk.labels import templates
from kiosk.labels.drawing import page
from kiosk.labels.fields import FIELDS
from kiosk.labels.layout import lay_out
from kiosk.labels.symbols import Symbology
from kiosk.stock.thing import Kind, Thing
from kiosk.store import barcodes
from kiosk.store.stock_items import NewItem

GTINS = {  # a GTIN of each thing's own
    "part": b"4006381333931",
    "supplier_part": b"2000000000022",
    "stock_item": b"2000000000039",
    "unit": b"2000000000046",
    "location": b"2000000000053",
    "document": b"2000000000060",
}
TEXTS = {Symbology.EAN13: "{gtin}", Symbology.GS1_128: "{gs1}", Symbology.GS1_DATAMATRIX: "{gs1}"}
LANGUAGES = ["png", "svg", "pdf"]


@pytest.fixture
def things(shop):
    """One thing of each kind."""
    wanted = Wanted(part="FAN-80", quantity=Decimal(3), pattern="F-1+2", location="MAIN/A")
    receipt = shop.store.call(headless.receive, shop.post, wanted)
    found = {
        "part": Thing(Kind.PART, shop.ids["resistor"], ""),
        "supplier_part": Thing(Kind.SUPPLIER_PART, shop.ids["acme"], ""),
        "stock_item": Thing(Kind.STOCK_ITEM, shop.ids["reel"], ""),
        "unit": Thing(Kind.STOCK_ITEM, shop.ids["psu 1"], ""),
        "location": Thing(Kind.LOCATION, shop.ids["a"], ""),
        "document": receipt.thing,
    }
    for kind, thing in found.items():
        shop.store.call(barcodes.assign, shop.post, GTINS[kind], thing, 1_000_000)
    return found


def label(shop, thing, kind, symbology):
    """The label of the program for this kind, with its code in another symbology; and what is on it."""
    ((made),) = shop.store.look(making.made, [thing])
    other = {"document": "document_roll", "unit": "unit_linear" if symbology.linear else "unit"}  # small, and with room
    template = templates.builtin(other.get(kind, kind))
    text = TEXTS.get(symbology, "{code}")
    text = text if text == "{code}" or text.strip("{}") in FIELDS[kind] else "{code}"
    width = max(template.width, 100) if symbology is Symbology.GS1_128 else template.width
    room = {"x": 1, "width": width - 2} if symbology is Symbology.GS1_128 else {}
    codes = tuple(replace(one, symbology=symbology, text=text, otherwise="{code}", **room) for one in template.codes)
    drawings = lay_out(replace(template, codes=codes, width=width), made.content.fields, made.content.rows)
    return drawings[0], made.content.fields


def meant(shop, raw, identifier):
    """The thing that a scan of this means; of goods that are told with a serial the unit."""
    found = shop.store.look(resolve, shop.scan(raw, symbology=identifier[1:]), shop.post.codes)
    assert isinstance(found, Found), (raw, identifier, found)
    return found


@pytest.mark.parametrize("symbology", Symbology)
@pytest.mark.parametrize("kind", list(GTINS))
def test_it_resolves_to_the_thing_that_it_is_of(kind, symbology, shop, things, read_page):
    drawing, fields = label(shop, things[kind], kind, symbology)
    for language in LANGUAGES:
        codes = read_page(page(drawing), language)
        assert len(codes) == 1, (language, codes)
        found = meant(shop, codes[0].raw, codes[0].identifier)
        assert (found.thing.kind, found.thing.id) == (things[kind].kind, things[kind].id), (language, codes)
        if symbology in (Symbology.GS1_128, Symbology.GS1_DATAMATRIX) and fields.get("gs1"):
            assert codes[0].identifier in ("]C1", "]d2")


@pytest.mark.parametrize("kind", [kind for kind in GTINS if kind != "document"])
def test_gs1_datamatrix_that_one_library_draws_another_one_reads(kind, shop, things, as_picture, read_by, tmp_path):
    drawing, _ = label(shop, things[kind], kind, Symbology.GS1_DATAMATRIX)
    file = tmp_path / "label.png"
    as_picture(page(drawing), "png").save(file)
    raw = read_by("dmtxread", "-N1", "-G29", file=file)
    gs1 = raw.startswith(b"\x1d")
    found = meant(shop, raw.removeprefix(b"\x1d"), "]d2" if gs1 else "]d1")
    assert (found.thing.kind, found.thing.id) == (things[kind].kind, things[kind].id)


@pytest.mark.parametrize("name", ["psu 1", "psu 7", "odd"])
def test_gtin_of_the_part_and_serial_name_the_unit(name, shop, read_page, as_picture, read_by, tmp_path):
    """Serials that two parts share, and that have brackets in them, too."""
    shop.store.call(barcodes.assign, shop.post, GTINS["part"], shop.part("supply"), 1_000_000)
    odd = NewItem(
        part=shop.ids["supply"], location=shop.ids["a"], quantity=Decimal(1), serial="S(21)/0(7", batch="B(10)"
    )
    (shop.ids["odd"],) = shop.enter(odd)
    ((made),) = shop.store.look(making.made, [Thing(Kind.STOCK_ITEM, shop.ids[name], "")])
    (drawing,) = lay_out(templates.builtin("gs1_unit"), made.content.fields)
    for language in LANGUAGES:
        (code,) = read_page(page(drawing), language)
        assert code.identifier == "]d2"
        assert meant(shop, code.raw, code.identifier).thing.id == shop.ids[name]
    file = tmp_path / "label.png"
    as_picture(page(drawing), "png").save(file)
    raw = read_by("dmtxread", "-N1", "-G29", file=file)
    assert meant(shop, raw.removeprefix(b"\x1d"), "]d2").thing.id == shop.ids[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_on_a_slip_names_the_document(language, shop, things, read_page):
    ((made),) = shop.store.look(making.made, [things["document"]])
    for name in ("document", "document_roll"):
        (drawing,) = lay_out(templates.builtin(name), made.content.fields, made.content.rows)
        (code,) = read_page(page(drawing), language)
        assert code.raw.decode() == made.label
        assert meant(shop, code.raw, code.identifier).thing.id == things["document"].id
