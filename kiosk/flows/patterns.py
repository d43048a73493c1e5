"""What a typed text of serials stands for with a part of the store, for programs; nothing is entered or claimed."""

from collections.abc import Mapping, Sequence

from kiosk.flows import collecting
from kiosk.serials.grammar import Errors, Expanded
from kiosk.serials.grammar import expand as expanded
from kiosk.store import draft_serials, numbering, serials
from kiosk.store.sql import Db
from kiosk.wording import serials as wording


def expand(db: Db, part: int, text: str, quantity: int) -> Expanded | Errors:
    """Exactly `quantity` serials of the part, none of which a unit or an open draft has; or all that is wrong."""
    target = collecting.target(db, part)

    def taken(asked: Sequence[str]) -> Mapping[str, str]:
        claims = draft_serials.claims(db, target.scope, asked)
        return {
            **{claim.serial: wording.in_draft(claim.number) for claim in claims},
            **{clash.serial: collecting.told(clash) for clash in serials.taken(db, target.scope, asked)},
        }

    return expanded(
        text,
        quantity,
        scheme=target.scheme,
        latest=lambda: numbering.latest(db, part, target.scheme),
        taken=taken,
    )
