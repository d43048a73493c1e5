"""How the serials of a part go on: the scheme that it has, and the latest of them in its tree of variants.

Void units are left out: their serials are free again.
"""

from kiosk.serials.counting import parted
from kiosk.serials.schemes import COUNTER, PartFacts, PartScheme, scheme_of
from kiosk.store.sql import Db, execute

_LOOKED_AT = 500  # serials in each order that a scheme with an order of its own is asked for

# As the index stock_item_numbered has it: how long the number is that a serial ends with, -1 for none; the number.
_DIGITS = "substr({0}.serial, length(rtrim({0}.serial, '0123456789')) + 1)"
_NUMBER = f"ltrim({_DIGITS}, '0')"
_LENGTH = f"CASE WHEN {_DIGITS} = '' THEN -1 ELSE length({_NUMBER}) END"
_BY_NUMBER = f"{_LENGTH} DESC, {_NUMBER} DESC"
_COUNTS = "{0}.serial IS NOT NULL AND {0}.status <> 'void'"
_TREE = "p.root = (SELECT root FROM part WHERE id = ?)"

# Part by part the unit of the greatest number, from the end of the index, and of these the greatest.
_GREATEST = f"""SELECT g.serial FROM (SELECT (SELECT i.id FROM stock_item i WHERE i.part_id = p.id
        AND {_COUNTS.format("i")} ORDER BY {_BY_NUMBER.format("i")} LIMIT 1) AS id
    FROM part p WHERE {_TREE}) t JOIN stock_item g ON g.id = t.id ORDER BY {_BY_NUMBER.format("g")} LIMIT 1"""
# All that end with this number; where very many do, such as all without any, the newest of them.
_EQUAL = f"""SELECT e.serial FROM (SELECT i.id, i.serial FROM part p JOIN stock_item i ON i.part_id = p.id
        WHERE {_TREE} AND {_COUNTS.format("i")} AND {_LENGTH.format("i")} = ? AND {_NUMBER.format("i")} = ?
        ORDER BY i.id DESC LIMIT {_LOOKED_AT}) e
    ORDER BY (SELECT MAX(m.id) FROM movement m WHERE m.item_id = e.id) DESC, e.id DESC LIMIT 1"""
# The last of each part in an order that an index has.
_SOME = f"""SELECT i.serial FROM part p JOIN stock_item i ON i.id IN (SELECT o.id FROM stock_item o
        WHERE o.part_id = p.id AND {_COUNTS.format("o")} ORDER BY {{}} LIMIT {_LOOKED_AT})
    WHERE {_TREE}"""
_ORDERS = (_BY_NUMBER.format("o"), "o.serial DESC")


def scheme(db: Db, part: int | None) -> PartScheme:
    """What decides on the serials of this part; the counter for one that is not there."""
    row = execute(db, "SELECT number, name, serial_scheme, serial_mask FROM part WHERE id = ?", part).fetchone()
    if row is None:
        return PartScheme()
    number, name, scheme, mask = row
    return scheme_of(scheme, PartFacts(number, name, mask))


def latest(db: Db, part: int | None, scheme: PartScheme) -> str | None:
    """The serial to count on from; None where there is none yet.

    For the counter that with the greatest number at its end, of those the one that moved last. For another scheme the
    greatest by its own order of those that it takes for valid: it is asked for a thousand of each part, those with
    the greatest numbers and those that are last by their text. Raises SchemeFault.
    """
    if scheme.name != COUNTER:
        found = {text for order in _ORDERS for (text,) in execute(db, _SOME.format(order), part).fetchall()}
        return max((text for text in sorted(found) if not scheme.validate(text)), key=scheme.sort_key, default=None)
    row = execute(db, _GREATEST, part).fetchone()
    if row is None:
        return None
    digits = parted(row[0])[1]
    number = digits.lstrip("0")
    length = len(number) if digits else -1
    return str(execute(db, _EQUAL, part, length, number).fetchone()[0])
