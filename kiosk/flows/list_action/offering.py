"""Which actions fit the things of a list. Only reads."""

from collections.abc import Mapping

from kiosk.flows import acting
from kiosk.flows.lists import doing
from kiosk.post import Post
from kiosk.stock.acting import Action
from kiosk.store.sql import Db


def fits(db: Db, post: Post, list: int) -> Mapping[Action, str]:
    """Of each action why it fits none of the things that it would be for; empty where it fits some."""
    return acting.fits(db, post, doing.targets(db, post, list))
