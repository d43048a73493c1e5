"""The plugins that are installed here, of all kinds, as the Station screen lists them."""

from dataclasses import dataclass
from typing import Any

from kiosk.barcodes import plugins as readers
from kiosk.plugins import Plugin
from kiosk.post import Post
from kiosk.serials import batches, schemes
from kiosk.store.sql import Db


@dataclass(frozen=True, slots=True)
class PluginFacts:
    """One plugin. `group` is that of its entry point, `names` what that names; `fault` is what it last failed at, empty
    where nothing was.

    `place` is when it is asked among its like, from 1; 0 where there is no order. `slowest` is what it took longest for
    a code in milliseconds, 0 where it kept to what it has. One that kiosk.toml names and nobody installed is `missing`.
    """

    group: str
    name: str
    fault: str
    names: str = ""
    place: int = 0
    slowest: float = 0.0
    missing: bool = False


def plugins(db: Db, post: Post) -> tuple[PluginFacts, ...]:
    """All plugins, kind by kind. The first call of a process looks for them, which takes tens of milliseconds."""
    ordered = readers.installed(post.plugins)
    names = {plugin.name for plugin in ordered}
    missing = tuple(PluginFacts(readers.GROUP, name, "", missing=True) for name in post.plugins if name not in names)
    asked = tuple(_facts(readers.GROUP, plugin, place) for place, plugin in enumerate(ordered, 1))
    others = ((schemes.GROUP, schemes.installed()), (batches.GROUP, batches.installed()))
    return (*asked, *missing, *(_facts(group, plugin, 0) for group, several in others for plugin in several))


def _facts(group: str, plugin: Plugin[Any], place: int) -> PluginFacts:
    return PluginFacts(group, plugin.name, plugin.fault, plugin.names, place, plugin.slowest)
