"""Rename a partner, archive it or bring it back."""

from collections.abc import Callable
from typing import Any

from kiosk.flows import partner_form
from kiosk.flows.entry import Entry
from kiosk.wording import entry as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import FieldKind
from screens.host import Host


class PartnerForm(EntryForm):
    """`name` is the partner's as it stands."""

    journal_name = "partner_form"

    def __init__(self, host: Host, name: str) -> None:
        self._of = name
        fields = (field("partner"), field("archived", FieldKind.YES_NO))
        super().__init__(host, wording.edit_part(name), Entry(), fields, partner_form)

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return partner_form.begin, (self._of,)

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.partner_form()
