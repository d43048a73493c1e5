"""The command codes of a screen, one at a time, each drawn so that it can be scanned off the display."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from kiosk.barcodes import commands
from kiosk.labels import code128
from kiosk.wording import command_codes as wording
from kiosk.wording import screens as common
from screens.frame.framed import Framed
from screens.host import Host
from screens.paint.text import Span
from screens.thread import in_thread
from screens.widgets.bars import Keys
from screens.widgets.drawn import Drawn

if TYPE_CHECKING:
    from textual.app import ComposeResult


class DrawnCodes(Framed):
    """What is drawn is left to the screen that its help was opened on; any other command does nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", show=False),
        Binding("down", "turn(1)", show=False),
    ]

    tells = True

    def __init__(self, host: Host, codes: Keys) -> None:
        super().__init__(host, wording.drawn_title())
        self._codes = codes
        self._at = 0
        self._modules: Sequence[str] = ()
        self._drawn = Drawn(host.marks)

    def body(self) -> "ComposeResult":
        yield self._drawn

    def on_mount(self) -> None:
        super().on_mount()
        self._show()
        self.run_worker(self._read)

    async def _read(self) -> None:
        self._modules = await in_thread(lambda: tuple(code128.modules(text) for text, _ in self._codes))
        self._show()

    def _show(self) -> None:
        text, does = self._codes[self._at]
        modules = self._modules[self._at] if self._modules else ""
        self.draws = commands.read(text.encode(), self.kiosk.prefix)
        which = wording.drawn(self._at + 1, len(self._codes))
        self._drawn.show(modules, (Span(text, "strong"), Span(does), Span(which, "dim")))

    def keys(self) -> Keys:
        return (("Esc", common.key_back()), ("↑ ↓", wording.key_other()), ("F1", common.key_help()))

    def help(self) -> tuple[str, ...]:
        return wording.help_drawn()

    def action_turn(self, by: int) -> None:
        self._at = (self._at + by) % len(self._codes)
        self._show()
