"""One row of the history with all that is known of it; what it names can be opened."""

from collections.abc import Sequence
from functools import partial

from kiosk.errors import StoreError
from kiosk.flows import history as flow
from kiosk.flows.history import About
from kiosk.stock.history import Entry, Log, Movement
from kiosk.stock.thing import Thing
from kiosk.wording import history as wording
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.history import rows as history_rows
from screens.host import Host
from screens.places import Place
from screens.widgets.bars import Keys
from screens.widgets.sheet import Row


class HistoryEntry(Framed):
    """A scan or a movement. It scrolls, and nothing of it is left out."""

    def __init__(self, host: Host, value: Entry | Movement) -> None:
        super().__init__(host, wording.details(Log.JOURNAL if isinstance(value, Entry) else Log.MOVEMENTS))
        self._value = value
        self.sheet.show(partial(self._rows, None))

    def on_mount(self) -> None:
        super().on_mount()
        self.run_worker(self._read)

    async def _read(self) -> None:
        try:
            about = await self.kiosk.read(flow.about, self._value)
        except StoreError as error:
            self.kiosk.tell(common.details_failed(str(error)))
        else:
            self.sheet.show(partial(self._rows, about))
            self.key_line.redraw()

    def _rows(self, about: About | None, width: int) -> Sequence[Row]:
        return history_rows.details(self._value, about, width, self.marks, self.kiosk.zone)

    def keys(self) -> Keys:
        choose = (("1-9", common.key_open()),) if self.sheet.pick is not None else ()
        return (("Esc", common.key_back()), *choose, *self.scroll_keys(), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_of_entry()

    def pick(self, pick: object) -> None:
        match pick:
            case Thing():
                self.kiosk.open(pick)
            case Movement():
                self.kiosk.visit(Place.HISTORY_ENTRY, pick)
