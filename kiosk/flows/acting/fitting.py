"""Which actions fit what the targets are, for a choice of actions: those that fit none of it say why."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kiosk.flows.acting.targets import Named, named
from kiosk.flows.acting.work import Order, unfit
from kiosk.post import Post
from kiosk.stock.acting import Action, Target, Wanted
from kiosk.store.sql import Db
from kiosk.wording import acting_refused as refused


def fits(db: Db, post: Post, targets: Sequence[Target]) -> Mapping[Action, str]:
    """Of each action why it fits none of the stock items; empty where it fits some. Only reads."""
    rows = named(db, targets)
    found = [row for row in rows if isinstance(row, Named)]
    whys = [row.why for row in rows if not isinstance(row, Named)]
    nothing = whys[0] if whys else refused.nothing_named()
    return MappingProxyType({action: _why(action, post, found) if found else nothing for action in Action})


def _why(action: Action, post: Post, found: Sequence[Named]) -> str:
    order = Order(Wanted(action), post)
    first = ""
    fitting = list[Named]()
    for one in found:
        fault = unfit(order, one.item)
        if fault is not None:
            first = first or fault.why
        elif action is not Action.MERGE:
            return ""
        else:
            fitting.append(one)
    if first and not fitting:
        return first
    alike = {(one.item.like, one.item.location) for one in fitting}
    return "" if len(alike) < len(fitting) else refused.none_alike()
