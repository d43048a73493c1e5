"""The batch that is offered for stock that comes in, by the store's template and in the station's time zone."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from kiosk.post import Post
from kiosk.serials import batches
from kiosk.serials.batches import BatchFacts, BatchFault
from kiosk.store import batch_counter, parts, settings, stations
from kiosk.store.sql import Db
from kiosk.times import zone


@dataclass(frozen=True, slots=True)
class BatchCode:
    """A batch to offer; empty where none is. `fault` is the sentence that says why none could be made."""

    text: str
    fault: str = ""


def batch_code(db: Db, post: Post, part: int, now: datetime | None = None) -> BatchCode:
    """The default batch for stock of a part that comes in at the post; `now` knows its zone, it is this moment if None.

    A template with a counter uses one number up, so this writes: call it once for each line, when it is made.
    """
    template = settings.rules(db).batch_template
    stored = parts.get(db, part)
    at = (now or datetime.now(UTC)).astimezone(zone(post.zone))
    facts = BatchFacts(at, "" if stored is None else stored.part.number, stations.name(db, post.station))
    try:
        return BatchCode(batches.code(template, facts, partial(batch_counter.following, db)))
    except BatchFault as fault:
        return BatchCode("", str(fault))
