"""Create a place, or rename, move or describe one."""

from collections.abc import Callable
from typing import Any

from kiosk.flows import location_form
from kiosk.flows.entry import Entry, find
from kiosk.stock.thing import Kind, Thing
from kiosk.wording import entry as wording
from screens.catalogue.entry import EntryForm, field
from screens.frame.form import FieldKind
from screens.host import Host


class LocationForm(EntryForm):
    """`location` is edited; without one a new place is entered, inside `parent` where that is given."""

    journal_name = "location_form"

    def __init__(self, host: Host, location: Thing | None = None, parent: Thing | None = None) -> None:
        self._of = location, parent
        title = wording.new_location() if parent is None else wording.location_inside(parent.label)
        title = title if location is None else wording.edit_part(location.label)
        fields = (
            field("code"),
            field("name"),
            field("parent", FieldKind.THING, find=find(Kind.LOCATION)),
            field("structural", FieldKind.YES_NO),
        )
        super().__init__(host, title, Entry(), fields, location_form)

    def begin(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return location_form.begin, self._of

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import entry_help as words

        return words.location_form()
