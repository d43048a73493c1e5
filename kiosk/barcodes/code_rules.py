"""What the stations of a store have settled about codes. Pure."""

from typing import NamedTuple


class CodeRules(NamedTuple):
    """The prefix of our own codes, empty for none; and patterns of amounts in codes, as `kiosk.barcodes.amounts`
    reads them."""

    prefix: str = "KSK"
    amounts: str = ""
