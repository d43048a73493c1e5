"""Create a part with its initial stock and serials, or edit one."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.barcodes.content import Content
from kiosk.flows import part_form
from kiosk.flows.entry import find, find_holding
from kiosk.flows.flow import ScanStep
from kiosk.outcome import Option, Outcome
from kiosk.serials import schemes
from kiosk.stock.thing import Kind, Thing
from kiosk.stock.tracking import Tracking
from kiosk.wording import collecting as collecting_wording
from kiosk.wording import entry as wording
from screens.catalogue.entry import field
from screens.frame.form import Field, FieldKind
from screens.host import Host
from screens.places import Place
from screens.stock.entry import SERIALS, StockEntryForm
from screens.widgets.bars import Keys

_STOCK = ("quantity", SERIALS, "location", "batch", "expiry")
_TRACKED = ("tracking", "minimum", "default_location", *_STOCK)  # of use only where stock is tracked


class PartForm(StockEntryForm):
    """`part` is edited; without one a new part is entered, as a variant of `variant_of` where that is given, or for
    what a `label` says."""

    journal_name = "part_form"
    saving = staticmethod(part_form.save)

    def __init__(
        self, host: Host, part: Thing | None = None, variant_of: Thing | None = None, label: Content | None = None
    ) -> None:
        self._of = part, variant_of, label
        self._serialising = False
        super().__init__(host, _title(part, variant_of), part_form.PartForm(subject=part), _fields(), part_form)

    @property
    def step(self) -> ScanStep[Any]:
        return part_form.scan

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return part_form.begin, self._of

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.part_form()

    def shown(self) -> Sequence[Field]:
        hidden = set(_STOCK) if self.state.subject is not None else set()
        if self.state.values.get("track_stock") == "no":
            hidden |= {name for name in _TRACKED if not self.state.values.get(name) or name == "tracking"}
        if not self.state.tracking.serial and not self.state.serials:
            hidden.add(SERIALS)
        if not self.state.tracking.serial:
            hidden |= {"serial_scheme", "serial_mask"}
        elif self.state.values.get("serial_scheme") == schemes.COUNTER and not self.state.values.get("serial_mask"):
            hidden.add("serial_mask")
        return [one for one in self._all if one.name not in hidden or one.name in self.state.errors]

    def keys(self) -> Keys:
        keys = super().keys()
        return (("F4", collecting_wording.key_serialise()), *keys) if self.state.serialise else keys

    def action_remove(self) -> None:
        """F4 takes a serial out; where stock needs its serials first, it saves the rest and goes there."""
        if self.state.serialise and not self.state.collecting:
            self._serialising = True
            self.kiosk.intake.act(self, part_form.without_tracking)
        else:
            super().action_remove()

    async def show(self, outcomes: Sequence[Outcome]) -> None:
        part = self._of[0]
        goes_on = self._serialising and self.state.done and part is not None
        self._serialising = False
        if not goes_on:
            await super().show(outcomes)
            return
        await self.ended()
        await self.kiosk.enter(Place.SERIALISE, part)


def _title(part: Thing | None, variant_of: Thing | None) -> str:
    if part is not None:
        return wording.edit_part(part.label)
    return wording.new_part() if variant_of is None else wording.new_variant(variant_of.label)


def _fields() -> Sequence[Field]:
    """All fields, the most needed first: digits reach nine of them."""
    tracking = tuple(Option(one.value, wording.tracking(one)) for one in Tracking)
    scheme = tuple(Option(name, wording.scheme(name)) for name in schemes.names())
    return (
        field("number"),
        field("name"),
        field("tracking", FieldKind.CHOICE, choices=tracking),
        field("default_location", FieldKind.THING, find=find_holding),
        field("quantity"),
        field(SERIALS),
        field("batch"),
        field("expiry"),
        field("location", FieldKind.THING, find=find_holding),
        field("unit"),
        field("decimals"),
        field("minimum"),
        field("warranty_months"),
        field("serial_scheme", FieldKind.CHOICE, choices=scheme),
        field("serial_mask"),
        field("description"),
        field("variant_of", FieldKind.THING, find=find(Kind.PART)),
        field("track_stock", FieldKind.YES_NO),
    )
