"""A list that was read from a file, held against the store: which lines it comes to, and what is wrong in which row.

Only reads. All errors are found at once; with any of them nothing of the list may be taken over. What stock or another
draft has already is no error of the list: it is a warning.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kiosk.barcodes.gtin import gtin14
from kiosk.exchange.kind import KEPT, Code, Error
from kiosk.exchange.manifest import Item, Manifest
from kiosk.flows import clashes, collecting
from kiosk.stock import quantity as quantities
from kiosk.stock.document_kinds import Way
from kiosk.stock.documents import Partner
from kiosk.store import draft_serials, named_parts, order_serials, picking
from kiosk.store import serials as store_serials
from kiosk.store.named_parts import Named, NamedPart
from kiosk.store.sql import Db
from kiosk.wording import documents_expected as wording
from kiosk.wording import exchange as exchange_wording

WARNED = 20  # serials that are warned of by name


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line that the list comes to. `serials` are those that it names, `units` the stock items that have them.

    `missing` are those of them that the document waits for already.
    """

    part: NamedPart
    batch: str
    expiry: date | None
    quantity: Decimal
    serials: tuple[str, ...]
    units: Mapping[str, int]
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a list comes to. Of errors the first thousand are kept, of warnings the first 20.

    `came` counts the serials that have come by the document's order before, and are not expected again.
    """

    lines: tuple[Wanted, ...] = ()
    errors: tuple[Error, ...] = ()
    errors_total: int = 0
    warnings: tuple[str, ...] = ()
    warnings_total: int = 0
    came: int = 0

    def told(self) -> tuple[str, ...]:
        """The errors as sentences."""
        return tuple(exchange_wording.found(error.row, error.column, error.message) for error in self.errors)


@dataclass(frozen=True, slots=True)
class For:
    """What the list is for: the way of the document, who it is with, its id (0 for one that is still to be made), and
    the order that it works off."""

    way: Way
    partner: Partner | None
    document: int = 0
    order: int | None = None


def check(db: Db, document: For, manifest: Manifest) -> Checked:
    """Hold a list against the store; of one with errors, the rows that have none."""
    named = _parts(db, document, manifest.items)
    rows = [(item, named[item.row]) for item in manifest.items]
    errors = [error for item, found in rows if (error := _fault(item, found)) is not None]
    good = [(item, found) for item, found in rows if isinstance(found, NamedPart) and _fault(item, found) is None]
    here = _missing(db, document, good)
    units = _units(db, document, good)
    errors += _serial_faults(db, document, good, units, here)
    if errors or manifest.errors:
        total = len(errors) + manifest.errors_total
        return Checked(errors=tuple(sorted((*manifest.errors, *errors))[:KEPT]), errors_total=total)
    came = _came(db, document, good)
    good = [(item, part) for item, part in good if (part.id, item.serial) not in came]
    warnings = _warnings(db, document, good)
    told = [wording.serial_is(serial, why) for serial, why in list(warnings.items())[:WARNED]]
    lines = _lines(good, units, here if document.order is not None else frozenset())
    return Checked(lines, warnings=tuple(told), warnings_total=len(warnings), came=len(came))


def _parts(db: Db, document: For, items: Sequence[Item]) -> Mapping[int, NamedPart | Error]:
    """The part of each row, or why it has none."""
    partner = document.partner
    gtins = {item.ean: gtin14(item.ean) for item in items if item.ean}
    numbers = named_parts.by_number(db, {item.part for item in items if item.part})
    by_gtin = named_parts.by_gtin(db, {gtin for gtin in gtins.values() if gtin is not None})
    skus = named_parts.by_sku(db, {item.sku for item in items if item.sku}, None if partner is None else partner.id)

    def part(item: Item) -> NamedPart | Error:
        if item.part:
            return _one(item, "part", item.part, numbers, wording.no_part(item.part))
        if item.ean:
            gtin = gtins[item.ean]
            if gtin is None:
                return Error(item.row, "ean", Code.VALUE, wording.no_gtin(item.ean))
            return _one(item, "ean", gtin, by_gtin, wording.no_ean(item.ean))
        whose = "" if partner is None else partner.name
        return _one(item, "sku", item.sku, skus, wording.no_sku(item.sku, whose))

    return {item.row: part(item) for item in items}


def _one(item: Item, column: str, name: str, named: Named, missing: str) -> NamedPart | Error:
    found = {part.id: part for part in named.get(name, ())}
    live = {id: part for id, part in found.items() if not part.archived} or found
    match list(live.values()):
        case []:
            return Error(item.row, column, Code.NOT_FOUND, missing)
        case [part]:
            return part
        case several:
            numbers = sorted(part.number for part in several)
            return Error(item.row, column, Code.REFUSED, wording.ambiguous(getattr(item, column), numbers))


def _fault(item: Item, part: NamedPart | Error) -> Error | None:
    """What is wrong with a row by itself."""
    if isinstance(part, Error):
        return part
    column = "part" if item.part else "ean" if item.ean else "sku"
    if part.archived:
        return Error(item.row, column, Code.REFUSED, wording.archived(part.number))
    if not part.track_stock:
        return Error(item.row, column, Code.REFUSED, wording.untracked(part.number))
    if item.serial and not part.tracking.serial:
        return Error(item.row, "serial", Code.REFUSED, wording.unserialised(part.number))
    decimals = 0 if part.tracking.serial else part.decimals
    if item.quantity is not None and not quantities.fits(item.quantity, decimals):
        return Error(item.row, "quantity", Code.REFUSED, wording.too_many_decimals(part.number, decimals))
    return None


Rows = Sequence[tuple[Item, NamedPart]]


def _units(db: Db, document: For, rows: Rows) -> Mapping[tuple[int, str], int]:
    """The units that have the serials of what goes out or comes back, by part and serial."""
    if document.way not in (Way.OUT, Way.BACK):
        return {}
    return {
        (part, serial): unit.unit.id
        for part, serials in _by(rows, lambda part: part.id).items()
        for serial, unit in picking.of_part(db, part, serials).items()
    }


def _missing(db: Db, document: For, rows: Rows) -> frozenset[str]:
    """The serials that the document waits for already."""
    serials = [item.serial for item, _ in rows if item.serial]
    return frozenset(one.serial for one in draft_serials.missing(db, document.document, serials))


def _came(db: Db, document: For, rows: Rows) -> AbstractSet[tuple[int, str]]:
    """What has come by the order that the document works off: part and serial."""
    if document.order is None or document.way is not Way.IN:
        return frozenset()
    order = document.order
    parts = _by(rows, lambda part: part.id).items()
    return {(part, serial) for part, serials in parts for serial in order_serials.came(db, order, part, serials)}


def _serial_faults(
    db: Db, document: For, rows: Rows, units: Mapping[tuple[int, str], int], here: AbstractSet[str]
) -> Iterable[Error]:
    """What is wrong with serials beside the others, and with the part's scheme."""
    targets = {part: collecting.target(db, part) for part in {part.id for item, part in rows if item.serial}}
    first: dict[tuple[int, str], int] = {}
    for item, part in rows:
        if not item.serial:
            continue
        before = first.setdefault((part.scope, item.serial), item.row)
        if before != item.row:
            yield Error(item.row, "serial", Code.TWICE, wording.twice(before))
        elif item.serial in here and document.order is None:
            yield Error(item.row, "serial", Code.TWICE, wording.listed_already())
        elif document.way in (Way.OUT, Way.BACK) and (part.id, item.serial) not in units:
            yield Error(item.row, "serial", Code.NOT_FOUND, wording.no_unit(part.number))
        elif (
            document.way in (Way.IN, Way.NONE)
            and (wrong := collecting.invalid(targets[part.id], item.serial)) is not None
        ):
            yield Error(item.row, "serial", Code.REFUSED, wrong.detail)


def _warnings(db: Db, document: For, rows: Rows) -> Mapping[str, str]:
    """Serials that can't come in as new units as it is now, each with whose it is."""
    if document.way is not Way.IN:
        return {}
    found: dict[str, str] = {}
    for scope, serials in _by(rows, lambda part: part.scope).items():
        found |= {clash.serial: clashes.in_stock(clash) for clash in store_serials.taken(db, scope, serials)}
        claims = draft_serials.claims(db, scope, serials)
        found |= {claim.serial: clashes.in_draft(claim) for claim in claims if claim.document != document.document}
    return found


def _lines(rows: Rows, units: Mapping[tuple[int, str], int], here: AbstractSet[str]) -> tuple[Wanted, ...]:
    """One line for each part, batch and day of expiry, in the order of the file."""
    groups: dict[tuple[int, str, date | None], list[tuple[Item, NamedPart]]] = {}
    for item, part in rows:
        groups.setdefault((part.id, item.batch, item.expiry), []).append((item, part))
    return tuple(_line(group, units, here) for group in groups.values())


def _line(group: Rows, units: Mapping[tuple[int, str], int], here: AbstractSet[str]) -> Wanted:
    item, part = group[0]
    serials = tuple(one.serial for one, _ in group if one.serial)
    loose = sum((one.quantity or Decimal(0) for one, _ in group if not one.serial), start=Decimal(0))
    found = {serial: units[part.id, serial] for serial in serials if (part.id, serial) in units}
    missing = frozenset(here & set(serials))
    return Wanted(part, item.batch, item.expiry, loose + len(serials), serials, found, missing)


def _by(rows: Rows, key: Callable[[NamedPart], int]) -> Mapping[int, list[str]]:
    """The serials of the rows by what their part has."""
    found: dict[int, list[str]] = {}
    for item, part in rows:
        if item.serial:
            found.setdefault(key(part), []).append(item.serial)
    return found
