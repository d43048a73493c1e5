"""How a supplier names a part and packs it."""

from collections.abc import Callable
from typing import Any

from kiosk.barcodes.content import Content
from kiosk.flows import supplier_form
from kiosk.flows.entry import Entry
from kiosk.stock.thing import Thing
from kiosk.wording import entry as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import FieldKind
from screens.host import Host


class SupplierForm(EntryForm):
    """`supplier_part` of `part` is edited; without one a new one is entered, with what a `label` says of it."""

    journal_name = "supplier_form"

    def __init__(self, host: Host, part: Thing, supplier_part: Thing | None, label: Content | None = None) -> None:
        self._of = part, None if supplier_part is None else supplier_part.id, label
        title = wording.new_supplier_part()
        fields = (
            field("partner", FieldKind.THING, find=supplier_form.find),
            field("sku"),
            field("manufacturer_number"),
            field("pack"),
        )
        super().__init__(
            host,
            title if supplier_part is None else wording.edit_part(supplier_part.label),
            Entry(),
            fields,
            supplier_form,
        )

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return supplier_form.begin, self._of

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.supplier_form()
