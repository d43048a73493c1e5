"""What the station offers its screens. They know this of the app that keeps it, and nothing of each other.

So the app imports the screens, and no screen imports the app.
"""

from collections.abc import Callable, Sequence
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, Protocol

from kiosk.outcome import Outcome
from kiosk.stock.thing import Thing
from screens.intake import Intake
from screens.paint.marks import Marks
from screens.parts import Demo, Parts
from screens.places import Place
from screens.sound import Sound
from screens.upkeep import Upkeep
from screens.vitals import Vitals
from screens.widgets.bars import Keys

if TYPE_CHECKING:
    from screens.printing import Printing


class Host(Protocol):
    """All that the screens share, and the ways from one to another. `zone` is None where it is the system's."""

    marks: Marks
    zone: tzinfo | None
    intake: Intake
    sound: Sound
    vitals: Vitals
    demo: Demo | None
    parts: Parts
    upkeep: Upkeep

    @property
    def printing(self) -> "Printing":
        """The station's printers; there may be none."""
        ...

    @property
    def is_open(self) -> bool:
        """Whether the store is open."""
        ...

    @property
    def who(self) -> str:
        """Who works here, for the title line."""
        ...

    @property
    def prefix(self) -> str:
        """With what the store's own codes and the command codes begin; empty until it is open."""
        ...

    def open_store(self) -> None:
        """Try once more to open the store."""
        ...

    async def read(self, fn: Callable[..., Any], *args: Any) -> Any:
        """Call a flow's function that only reads: `fn(db, post, *args)`. Raises StoreError."""
        ...

    async def aside(self, fn: Callable[..., Any], *args: Any) -> Any:
        """The same for lists, and for all that takes tens of milliseconds: on another way, which holds up no scan."""
        ...

    async def learn(self) -> None:
        """Go by the rules of the store as they are now; raises nothing where they can't be read."""
        ...

    def typed(self, text: str) -> None:
        """A code that was typed goes the way of a scanned one."""
        ...

    def tell(self, text: str) -> None:
        """A toast, for what is no answer to a scan."""
        ...

    def visit(self, place: Place, *args: Any) -> None:
        """Go to another screen by a key, in its turn among the scans; Esc there leads back here."""
        ...

    async def enter(self, place: Place, *args: Any) -> None:
        """Go to another screen at once: for who has their turn already, as what an answer leads to has."""
        ...

    def home(self) -> None:
        """Go to the menu by a key. What waits by itself is put away on the way, and for what would be lost is asked."""
        ...

    async def enter_home(self) -> bool:
        """The same at once, for who has their turn. Whether the menu is shown."""
        ...

    def open(self, thing: Thing) -> None:
        """Open a thing in Quick scan, a document on its card, by a key; Esc there leads back here."""
        ...

    def begin(self, fn: Callable[..., tuple[Any, Outcome]], *args: Any) -> None:
        """Begin a draft by a flow's function `fn(db, post, state, *args)`, by a key, and go on with it.

        Where none could be begun, that is answered on the screen that one comes back to.
        """
        ...

    async def answer(self, outcomes: Sequence[Outcome]) -> None:
        """Show answers on the screen that has just come up for them; of a thing, over a list, in Quick scan."""
        ...

    def explain(self) -> None:
        """Tell how the last scan was read."""
        ...

    def help(self, title: str, paragraphs: tuple[str, ...], keys: Keys, codes: Keys) -> None:
        """Tell what the screen of this title can do, and by which keys and command codes now."""
        ...

    def ask_to_leave(self) -> None:
        """Ask whether the station is to end."""
        ...

    def leave(self) -> None:
        """End the station in good order."""
        ...
