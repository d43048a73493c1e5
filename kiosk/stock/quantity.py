"""Quantities: whole numbers of a millionth of the unit inside, Decimal at the edge, never a float. Pure."""

from decimal import Context, Decimal, Inexact

UNIT = 1_000_000
PLACES = 6  # the most decimals that a part can have
_GREATEST = 2**63 - 1  # what a column of the store holds


def of(millionths: int) -> Decimal:
    """The quantity as Decimal, without needless zeros: 1_500_000 is `1.5`, 100_000_000 is `100`."""
    whole, rest = divmod(millionths, UNIT)
    return Decimal(whole) if not rest else (Decimal(millionths) / UNIT).normalize()


def millionths(quantity: Decimal, decimals: int = PLACES) -> int:
    """The quantity as the store keeps it. Raises ValueError when it has more decimals, or is too great."""
    if not quantity.is_finite() or abs(quantity) > _GREATEST // UNIT:
        raise ValueError("not a quantity")
    if quantity == (whole := int(quantity)):  # nearly all are, and a context costs more than all the rest
        return whole * UNIT
    try:
        exact = Context(traps=[Inexact]).scaleb(quantity, PLACES)  # the context in use would round
    except Inexact as error:
        raise ValueError(f"more than {decimals} decimals") from error
    if exact % 10 ** (PLACES - decimals):
        raise ValueError(f"more than {decimals} decimals")
    return int(exact)


def fits(quantity: Decimal, decimals: int) -> bool:
    """Whether the store can keep the quantity, with no more than `decimals` decimals."""
    try:
        millionths(quantity, decimals)
    except ValueError:
        return False
    return True
