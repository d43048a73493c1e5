"""What a row of stock comes to: a new item, a change of one that is there, or all that is wrong with it.

Looks up nothing; what the store has was found before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kiosk.exchange.kind import Code
from kiosk.exchange.stock_match import Known, Values, status
from kiosk.stock import quantity
from kiosk.stock.ledger import EDITABLE, Change, State
from kiosk.stock.statuses import RULES, Status, may_become
from kiosk.store.stock_items import NewItem
from kiosk.store.stock_rows import Holder, Present
from kiosk.wording import exchange as exchange_wording
from kiosk.wording import fields as field_wording
from kiosk.wording import stock_rows as wording

Complain = Callable[[str, Code, str], None]  # column, code, the end of a sentence


def references(values: Values, known: Known, complain: Complain) -> None:
    """Complain of what the row names and the store lacks."""
    number, path = values.get("part"), values.get("location")
    part = known.parts.get(number or "")
    if number and part is None:
        complain("part", Code.NOT_FOUND, exchange_wording.no_part(number))
    if path and path not in known.places:
        complain("location", Code.NOT_FOUND, exchange_wording.no_location(path))
    partner, sku = values.get("partner"), values.get("sku")
    if bool(partner) != bool(sku):
        complain("sku" if partner else "partner", Code.MISSING, wording.supplier_halved())
    elif partner and sku:
        supplier = known.supplier_part(values)
        if supplier is None:
            complain("sku", Code.NOT_FOUND, exchange_wording.no_supplier_part(partner, sku))
        elif part is not None and number and supplier[1] != part.id and not values.get("uid"):
            # With a uid it is history: the supplier's part may have come to name another part since.
            complain("sku", Code.REFUSED, wording.supplier_of_another_part(number))


@dataclass(slots=True)
class Judge:
    """One row of which all names are known. `item` is the one it means, None for a new one."""

    values: Values
    known: Known
    item: Present | None
    complain: Complain

    def new(self) -> NewItem:
        """The item that the row describes; only good if nothing was complained of."""
        values, part = self.values, self._part()
        after = self._after()
        serial = values.get("serial")
        amount = self._amount(part)
        self._placed(part, after)
        if serial and not part.tracking.serial:
            self.complain("serial", Code.REFUSED, wording.serial_untracked(values["part"]))
        if part.tracking.serial and RULES[after].on_hand and not serial:
            self.complain("serial", Code.MISSING, wording.serial_missing(values["part"]))
        # An item with a uid comes from a store which has it, maybe since before its part needed batches.
        if part.tracking.batch and not values.get("batch") and not values.get("uid"):
            self.complain("batch", Code.MISSING, wording.batch_missing(values["part"]))
        supplier = self.known.supplier_part(values)
        return NewItem(
            part=part.id,
            location=self._place(),
            quantity=amount,
            batch=values.get("batch"),
            serial=serial,
            expiry=_date(values.get("expiry")),
            status=after,
            warranty_until=_date(values.get("warranty_until")),
            notes=values.get("notes") or "",
            supplier_part=supplier and supplier[0],
            uid=values.get("uid"),
        )

    def changed(self, item: Present) -> Change | None:
        """What makes the item what the row says; None when it is so. Only good if nothing was complained of."""
        values, part = self.values, self._part()
        status_after = self._after()
        amount = item.quantity
        if values.get("quantity") is not None:
            amount = quantity.millionths(self._amount(part))
        elif "quantity" in values and item.serial is None:
            self.complain("quantity", Code.MISSING, field_wording.missing())
        after = State(self._place(), amount, status_after)
        fields = {
            name: (getattr(item, name), values[name])
            for name in sorted(EDITABLE & values.keys())
            if values[name] != getattr(item, name)
        }
        supplier = self.known.supplier_part(values)
        if supplier is not None and supplier[0] != item.supplier_part:
            self.complain("sku", Code.REFUSED, wording.supplier_fixed())
        if after == item.state and not fields:
            return None
        if after != item.state:
            self._step(item.status, status_after)
            self._placed(part, status_after)
            if part.tracking.serial and item.serial is None and after.quantity and RULES[status_after].on_hand:
                self.complain("serial", Code.REFUSED, wording.serialised_since(values["part"]))
        if "batch" in fields and part.tracking.batch and not values["batch"]:
            self.complain("batch", Code.MISSING, wording.batch_missing(values["part"]))
        return Change(item.id, item.state, after, fields)

    def _part(self) -> Holder:
        return self.known.parts[self.values["part"]]

    def _after(self) -> Status:
        if self.item is not None and "status" not in self.values:
            return self.item.status
        return status(self.values)

    def _place(self) -> int | None:
        path = self.values.get("location")
        if "location" not in self.values and self.item is not None and RULES[self._after()].on_hand:
            return self.item.location
        return self.known.places[path].id if path else None

    def _amount(self, part: Holder) -> Decimal:
        given: Decimal | None = self.values.get("quantity")
        if given is None:
            if not self.values.get("serial"):
                self.complain("quantity", Code.MISSING, field_wording.missing())
            return Decimal(1)
        serial = self.values.get("serial") or (self.item and self.item.serial)
        if serial:
            if given != 1:
                self.complain("quantity", Code.REFUSED, wording.one_piece(given))
        elif not quantity.fits(given, part.decimals):
            self.complain("quantity", Code.REFUSED, field_wording.too_many_decimals(f"{given:f}", part.decimals))
            return Decimal(1)
        return given

    def _step(self, before: Status, after: Status) -> None:
        if before is not after and not may_become(before, after):
            allowed = tuple(each.value for each in Status if may_become(before, each))
            self.complain("status", Code.REFUSED, wording.no_step(before, after, allowed))

    def _placed(self, part: Holder, after: Status) -> None:
        """What is on hand lies in a place that holds stock; what is out lies nowhere."""
        number, path, here = self.values["part"], self.values.get("location"), self._place()
        if not RULES[after].on_hand:
            if path:
                self.complain("location", Code.REFUSED, wording.place_too_many(after))
            return
        if part.archived:
            self.complain("part", Code.REFUSED, wording.part_archived(number))
        elif not part.track_stock:
            self.complain("part", Code.REFUSED, wording.part_untracked(number))
        if here is None:
            self.complain("location", Code.MISSING, wording.place_missing(after))
        elif path and (self.item is None or self.item.location != here):
            place = self.known.places[path]
            if place.archived:
                self.complain("location", Code.REFUSED, wording.place_archived(path))
            elif place.structural:
                self.complain("location", Code.REFUSED, wording.place_structural(path))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
