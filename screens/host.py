"""What the station offers its screens. They know this of the app that keeps it, and nothing of each other.

So the app imports the screens, and no screen imports the app.
"""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import Any, Protocol

from kiosk.outcome import Outcome
from kiosk.scan import Scan
from kiosk.stock.thing import Thing
from screens.intake import Intake
from screens.marks import Marks
from screens.parts import Demo
from screens.sound import Sound
from screens.vitals import Vitals


class Host(Protocol):
    """All that the screens share, and the ways from one to another. `zone` is None where it is the system's."""

    marks: Marks
    zone: tzinfo | None
    intake: Intake
    sound: Sound
    vitals: Vitals
    demo: Demo | None

    @property
    def is_open(self) -> bool:
        """Whether the store is open."""
        ...

    @property
    def who(self) -> str:
        """Who works here, for the title line."""
        ...

    def open_store(self) -> None:
        """Try once more to open the store."""
        ...

    async def read(self, fn: Callable[..., Any], *args: Any) -> Any:
        """Call a flow's function that only reads: `fn(db, post, *args)`. Raises StoreError."""
        ...

    def typed(self, text: str) -> None:
        """A code that was typed goes the way of a scanned one."""
        ...

    def tell(self, text: str) -> None:
        """A toast, for what is no answer to a scan."""
        ...

    async def quick_scan(self, state: Any = None) -> None:
        """Go to Quick scan; `state` is that of a scan which was answered elsewhere."""
        ...

    async def assign(self, scan: Scan) -> None:
        """Go and choose what this code is to mean."""
        ...

    def search(self, scan: Scan, found: Callable[[Thing], None]) -> None:
        """Look for what a code that nothing has may stand for."""
        ...

    def explain(self) -> None:
        """Tell how the last scan was read."""
        ...

    def help(self, title: str, paragraphs: tuple[str, ...]) -> None:
        """Tell what the screen of this title can do."""
        ...

    async def answer(self, outcomes: Sequence[Outcome]) -> None:
        """Show answers on the screen that has just come up for them."""
        ...

    def ask_to_leave(self) -> None:
        """Ask whether the station is to end."""
        ...

    def leave(self) -> None:
        """End the station in good order."""
        ...
