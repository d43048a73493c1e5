"""All kinds of data that can be brought in and out, in the order of `kiosk.exchange.names`."""

from kiosk.exchange.barcodes import Barcodes
from kiosk.exchange.external_ids import ExternalIds
from kiosk.exchange.journal import Journal
from kiosk.exchange.kind import Kind
from kiosk.exchange.locations import Locations
from kiosk.exchange.movements import Movements
from kiosk.exchange.partners import Partners
from kiosk.exchange.parts import Parts
from kiosk.exchange.stock import Stock
from kiosk.exchange.supplier_parts import SupplierParts


def kinds() -> dict[str, Kind]:
    """By their names."""
    all: tuple[Kind, ...] = (
        Locations(),
        Parts(),
        Partners(),
        SupplierParts(),
        Movements(),
        Stock(),
        Barcodes(),
        ExternalIds(),
        Journal(),
    )
    return {kind.name: kind for kind in all}
