"""Labels on their way to a printer: what one has on it, how it stands in its queue. Values.

Knows no printer and no template; `content` has all that is printed, so that printing needs no look-up.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kiosk.stock.thing import Thing

MOST_COPIES = 1000


class JobState(StrEnum):
    """How a label stands in its queue."""

    WAITING = "waiting"
    PRINTED = "printed"  # it was sent: what the printer made of it, it doesn't tell
    DROPPED = "dropped"  # by hand, with what it was for, or since it could not be drawn (then it has a fault)


@dataclass(frozen=True, slots=True)
class Content:
    """A template by its name, and the texts that it is filled with; `rows` are the lines of a slip."""

    template: str
    fields: Mapping[str, str]
    rows: Sequence[Mapping[str, str]] = ()

    def dumped(self) -> str:
        """As it is kept in the store."""
        return json.dumps({"template": self.template, "fields": dict(self.fields), "rows": list(map(dict, self.rows))})

    @classmethod
    def loaded(cls, text: str) -> "Content":
        """The content of a text that `dumped` has made. Raises ValueError for any other."""
        try:
            values = json.loads(text)
            template, fields, rows = values["template"], dict(values["fields"]), tuple(map(dict, values["rows"]))
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(text) from error
        texts = (template, *fields.values(), *(value for row in rows for value in row.values()))
        if not all(isinstance(one, str) for one in texts):
            raise ValueError(text)
        return cls(template, fields, rows)


@dataclass(frozen=True, slots=True)
class NewJob:
    """A label to be printed. `label` is what it is called in the queue, `printer` the one it is for.

    `thing` is what it is of; `draft_serial` and `document` let it be dropped with the serial of a draft.
    """

    printer: str
    content: Content
    label: str
    copies: int = 1
    thing: Thing | None = None
    document: int | None = None
    draft_serial: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A label in the queue, as lists show it. Times are UTC microseconds; `fault` is the last one, a sentence.

    `tries` counts how often it failed; `reprints` is the id of the one that it repeats.
    """

    id: int
    at: int
    operator: str
    printer: str
    template: str
    label: str
    copies: int
    state: JobState
    settled_at: int | None
    tries: int
    fault: str
    reprints: int | None

    @property
    def undrawn(self) -> bool:
        """Whether it could not be drawn, and nobody has dropped it for that."""
        return self.state is JobState.DROPPED and bool(self.fault)


@dataclass(frozen=True, slots=True)
class Due:
    """The label that a printer is to print next. `content` is as `Content.dumped` has made it."""

    id: int
    content: str
    label: str
    copies: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue of one printer: how many labels wait, and how the last one went that was tried."""

    printer: str
    waiting: int
    fault: str = ""
