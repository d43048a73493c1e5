"""A form in which stock comes in: its serials are collected on the same screen, then it goes on as a form."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from kiosk.flows import stock_entry
from kiosk.flows.stock_entry import StockEntry
from kiosk.outcome import Outcome
from kiosk.wording import collecting as wording
from screens.catalogue.entry import EntryForm
from screens.frame.form import Field
from screens.stock.collector import Collector, rows
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row

SERIALS = "serials"  # the field that opens the collector


class StockEntryForm(EntryForm, Collector):
    """F6 lets the quantity be as many as there are serials; Esc goes back to the fields and keeps them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f6", "match", show=False)]

    collector = stock_entry
    state: StockEntry
    _collects = False  # whether the collector is on the screen

    def keys(self) -> Keys:
        if not self.state.collecting:
            return super().keys()
        have = len(self.state.serials)
        match = (("F6", wording.key_quantity(have)),) if have and have != self.state.wanted else ()
        return self.collector_keys(wording.key_fields(), *match)

    def collected(self) -> Sequence[Row]:
        return rows(self.state.serials, self.sheet.size.width, self.marks)

    def fill(self, outcome: Outcome) -> None:
        was, self._collects = self._collects, self.state.collecting
        if self._collects:
            self.took(outcome)
            self.open_collector()
            return
        if was:
            self.prompt.shut()
        super().fill(outcome)

    def _make_room(self, *, told: bool) -> None:
        super()._make_room(told=told)
        if self.state.collecting:
            self.answer.remove_class("-line", "-brief")  # each serial is read in large letters

    def pick(self, pick: object) -> None:
        if isinstance(pick, Field) and pick.name == SERIALS:
            self._at = list(self.fields).index(pick)
            self.kiosk.intake.look(self, stock_entry.begin)
        elif not self.state.collecting:
            super().pick(pick)

    def go_on_to(self, field: Field) -> None:
        if field.name == SERIALS:
            self.pick(field)
        else:
            super().go_on_to(field)

    def submitted(self, text: str) -> None:
        if self.state.collecting:
            self.add_typed(text)
        else:
            super().submitted(text)

    def action_save(self) -> None:
        if self.state.collecting:
            self.save_collected()
        else:
            super().action_save()

    def action_back(self) -> None:
        if self.state.collecting:
            self.kiosk.intake.look(self, stock_entry.end)
        else:
            super().action_back()

    def action_remove(self) -> None:
        if self.state.collecting:
            super().action_remove()

    def action_match(self) -> None:
        if self.state.collecting:
            self.kiosk.intake.look(self, stock_entry.match)
