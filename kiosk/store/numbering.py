"""How the serials of a part go on: the scheme that it has, and the latest of them."""

from kiosk.serials.schemes import PartFacts, PartScheme, scheme_of
from kiosk.store.sql import Db, execute


def scheme(db: Db, part: int | None) -> PartScheme:
    """What decides on the serials of this part; the counter for one that is not there."""
    row = execute(db, "SELECT number, name, serial_scheme, serial_mask FROM part WHERE id = ?", part).fetchone()
    if row is None:
        return PartScheme()
    number, name, scheme, mask = row
    return scheme_of(scheme, PartFacts(number, name, mask))
