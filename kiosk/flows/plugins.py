"""The plugins that are installed here, of all kinds, as the Station screen lists them."""

from dataclasses import dataclass

from kiosk.barcodes import plugins as readers
from kiosk.post import Post
from kiosk.serials import batches, schemes
from kiosk.store.sql import Db


@dataclass(frozen=True, slots=True)
class PluginFacts:
    """One plugin. `group` is that of its entry point; `fault` is what it last failed at, empty where nothing was."""

    group: str
    name: str
    fault: str


def plugins(db: Db, post: Post) -> tuple[PluginFacts, ...]:
    """All plugins, kind by kind. The first call of a process looks for them, which takes tens of milliseconds."""
    kinds = ((readers.GROUP, readers.installed()), (schemes.GROUP, schemes.installed()))
    found = (*kinds, (batches.GROUP, batches.installed()))
    return tuple(PluginFacts(group, plugin.name, plugin.fault) for group, several in found for plugin in several)
