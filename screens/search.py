"""Search: find a thing by a part of its name or number, and open it in Quick scan."""

from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input

from kiosk.errors import StoreError
from kiosk.flows import assign
from kiosk.scan import Scan
from kiosk.stock.thing import Thing
from kiosk.wording import screens as wording
from screens.found import things
from screens.host import Host
from screens.station import Framed
from screens.widgets.bars import Keys
from screens.widgets.prompt import Prompt
from screens.widgets.sheet import no_rows

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Search(Framed):
    """What is chosen comes up in Quick scan; Esc there leads back here."""

    def __init__(self, host: Host) -> None:
        super().__init__(host, wording.search())
        self._blank = assign.begin(Scan(b"", "", 0, 0, 0))
        self.prompt = Prompt(host.marks, wording.type_to_find())

    def body(self) -> "ComposeResult":
        yield self.prompt
        yield self.sheet

    def on_mount(self) -> None:
        self.prompt.open()
        self.sheet.show(no_rows, numbers=False)

    def keys(self) -> Keys:
        return (("Esc", wording.key_back()), ("↑↓ Enter", wording.key_open()), ("F1", wording.key_help()))

    def help(self) -> tuple[str, ...]:
        from kiosk.wording import help as words

        return words.search()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.run_worker(self._search(event.value))

    async def _search(self, text: str) -> None:
        try:
            state = await self.kiosk.read(assign.search, self._blank, text)
        except StoreError as error:
            self.kiosk.tell(wording.details_failed(str(error)))
            return
        if text == self.prompt.text:  # or more has been typed since
            self.sheet.show(partial(things, state.things, text, assign.FOUND, self.marks), numbers=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_choose()

    def pick(self, pick: object) -> None:
        if isinstance(pick, Thing):
            self.kiosk.open(pick)
