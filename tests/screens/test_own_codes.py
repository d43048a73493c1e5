"""Each kind of thing that a code of our own names shows that code, and a scan of it leads back to the thing."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.barcodes import internal
from kiosk.flows.counting import starting
from kiosk.stock.document_kinds import DocKind
from kiosk.stock.thing import Kind, Thing
from kiosk.store import documents
from screens.places import Place

_FIRST = {
    Kind.PART: "SELECT id FROM part WHERE number = 'CAB-USBC-1'",
    Kind.STOCK_ITEM: "SELECT MIN(id) FROM stock_item WHERE serial IS NOT NULL AND status = 'in_stock'",
    Kind.LOCATION: "SELECT id FROM location WHERE path = 'MAIN/A/01'",
    Kind.SUPPLIER_PART: "SELECT MIN(id) FROM supplier_part",
}


def _thing(kiosk: Any, kind: Kind, of: DocKind) -> Thing:
    if kind is not Kind.DOCUMENT:
        ((id,),) = kiosk.rows(_FIRST[kind])
    elif of is DocKind.COUNT:
        id = kiosk.store.call(starting.make, kiosk.post, None, blind=False).document.id
    else:
        id = kiosk.store.call(lambda db: documents.create(db, kiosk.post, of))
    return Thing(kind, id, "")


async def all_of_it(kiosk: Any) -> str:
    """What the sheet says, page by page."""
    await kiosk.key("home")
    told = kiosk.words
    for _ in range(4):
        await kiosk.key("pagedown")
        told += kiosk.words
    return told


@pytest.mark.parametrize("size", [(40, 15), (80, 24)], ids=["40x15", "80x24"])
@pytest.mark.parametrize("kind", [Kind.PART, Kind.STOCK_ITEM, Kind.LOCATION])
async def test_the_sheet_of_a_thing_has_the_code_that_its_label_says(
    station: Callable[..., Any], kind: Kind, size: tuple[int, int]
) -> None:
    async with station(size) as kiosk:
        own = internal.write(kind, _thing(kiosk, kind, DocKind.RECEIPT).id, "KSK")
        await kiosk.scan(own)
        assert kiosk.journal()[-1][2] == "found"
        assert f"Own code {own}" in await all_of_it(kiosk)


@pytest.mark.parametrize("of", [DocKind.RECEIPT, DocKind.REPAIR, DocKind.COUNT])
async def test_documents_repairs_and_counts_have_theirs_on_their_card(station: Callable[..., Any], of: DocKind) -> None:
    async with station() as kiosk:
        document = _thing(kiosk, Kind.DOCUMENT, of)
        own = internal.write(Kind.DOCUMENT, document.id, "KSK")
        await kiosk.scan(own)
        assert kiosk.journal()[-1][2] == "found"
        await kiosk.enter(Place.DOCUMENT_CARD, document.id)
        assert f"Own code {own}" in kiosk.words


async def test_a_unit_has_its_own_on_its_card(station: Callable[..., Any]) -> None:
    async with station() as kiosk:
        unit = _thing(kiosk, Kind.STOCK_ITEM, DocKind.RECEIPT)
        await kiosk.enter(Place.UNIT, unit)
        assert f"Own code {internal.write(Kind.STOCK_ITEM, unit.id, 'KSK')}" in kiosk.words


@pytest.mark.parametrize("kind", [Kind.PART, Kind.STOCK_ITEM, Kind.LOCATION, Kind.SUPPLIER_PART])
async def test_whatever_can_have_codes_has_its_own_on_their_page(station: Callable[..., Any], kind: Kind) -> None:
    async with station() as kiosk:
        thing = _thing(kiosk, kind, DocKind.RECEIPT)
        await kiosk.enter(Place.CODES, thing)
        assert f"Own code: {internal.write(kind, thing.id, 'KSK')}" in kiosk.words
