"""Which actions fit what the targets are, for a choice of actions: those that fit none of it say why."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kiosk.flows.acting.targets import Named, named
from kiosk.post import Post
from kiosk.stock import acting_rules
from kiosk.stock.acting import Action, Item, Target
from kiosk.store.sql import Db
from kiosk.wording import acting_refused as refused


def fits(db: Db, post: Post, targets: Sequence[Target]) -> Mapping[Action, str]:
    """Of each action why it fits none of the stock items; empty where it fits some. Only reads."""
    rows = named(db, targets)
    found = [row.item for row in rows if isinstance(row, Named)]
    whys = [row.why for row in rows if not isinstance(row, Named)]
    nothing = whys[0] if whys else refused.nothing_named()
    return MappingProxyType({action: _why(action, post, found) if found else nothing for action in Action})


def _why(action: Action, post: Post, found: Sequence[Item]) -> str:
    """Said of the first stock item that it doesn't fit: thousands are soon gone through, but not put into words."""
    first = ""
    fitting = list[Item]()
    for item in found:
        code = acting_rules.unfit(action, item, returned_available=post.returned_available)
        if code is not None:
            first = first or refused.unfit(code, item)
        elif action is not Action.MERGE:
            return ""
        else:
            fitting.append(item)
    if first and not fitting:
        return first
    alike = {(item.like, item.location) for item in fitting}
    return "" if len(alike) < len(fitting) else refused.none_alike()
