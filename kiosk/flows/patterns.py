"""What a typed text of serials stands for with a part of the store, for programs; nothing is entered or claimed."""

from collections.abc import Mapping, Sequence

from kiosk.flows import clashes, collecting
from kiosk.serials.grammar import Errors, Expanded
from kiosk.serials.grammar import expand as expanded
from kiosk.store import numbering
from kiosk.store.sql import Db


def expand(db: Db, part: int, text: str, quantity: int) -> Expanded | Errors:
    """Exactly `quantity` serials of the part, none of which a unit or an open draft has; or all that is wrong."""
    target = collecting.target(db, part)

    def taken(asked: Sequence[str]) -> Mapping[str, str]:
        return clashes.new(db, None, target.scope, asked).elsewhere

    return expanded(
        text,
        quantity,
        scheme=target.scheme,
        latest=lambda: numbering.latest(db, part, target.scheme),
        taken=taken,
    )
