"""A long change of the store: how far it is, and Ctrl-C, after which nothing of it is kept."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kiosk.cli.interrupting import interruptible
from kiosk.cli.progress import Progress
from kiosk.errors import StoreError

if TYPE_CHECKING:
    from kiosk.store.database import Store


def worked(store: "Store", far: Callable[[float], str], fn: Callable[..., Any], *args: Any) -> Any:
    """Call `fn(db, *args, told)` in one transaction, which hears by `told` whether to go on.

    `far` says how much is done, 0 to 1. Raises KeyboardInterrupt where Ctrl-C has stopped it.
    """
    with Progress() as progress, interruptible() as pressed:

        def told(done: float) -> bool:
            progress.show(far(done))
            return not pressed()

        try:
            return store.call(fn, *args, told)
        except StoreError as error:
            if not pressed():
                raise
            raise KeyboardInterrupt from error
