"""Textual's app as a kiosk needs it: looks of its own, no way out but the menu's, no traceback on the terminal.

Knows nothing of what the station does.
"""

from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver

from kiosk.wording import screens as wording
from screens.paint import marks, theme
from screens.paint.text import fit
from screens.terminal import Terminal

TOAST = 160  # cells of a toast's text


class Shell(App[None]):
    """The base of the station's app. `console` is true on the Linux console, which has 16 colours and a small font."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "locked", show=False, priority=True),
    ]

    def __init__(self, *, console: bool) -> None:
        here = Path(__file__).parent
        sheets = [here / "app.tcss", *([here / "console.tcss"] if console else [])]
        super().__init__(css_path=[str(sheet) for sheet in sheets])
        self.HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (80, "-normal"), (120, "-wide")]
        self.VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-short"), (15, "-low"), (24, "-mid"), (36, "-tall")]
        self.animation_level = "none"
        palette = theme.CONSOLE if console else theme.DARK
        self.register_theme(palette)
        # By hand, since the watcher would have all style sheets parsed and worked through a second time.
        self.set_reactive(App.theme, palette.name)
        self.stylesheet.set_variables(self.get_css_variables())
        self._refresh_truecolor_filter(self.ansi_theme)
        self.marks = marks.CONSOLE if console else marks.UNICODE

    def get_driver_class(self) -> type[Driver]:
        return Terminal

    def tell(self, text: str) -> None:
        """A toast, for what is no answer to a scan."""
        self.notify(fit(text, TOAST, self.marks), severity="warning", markup=False)

    async def action_quit(self) -> None:
        self.action_locked()

    def action_help_quit(self) -> None:
        self.action_locked()

    def action_locked(self) -> None:
        self.tell(wording.how_to_leave())

    @property
    def fault(self) -> Exception | None:
        """What stopped the app, if it was a fault; a worker's failure wraps its cause."""
        return getattr(self._exception, "error", None) or self._exception

    def _fatal_error(self) -> None:
        """Textual's own ways to die, here and below, paint a traceback with the store's contents on the terminal."""
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        self._close_messages_no_wait()
