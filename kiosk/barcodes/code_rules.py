"""What is settled about codes, by the stations of a store together and by this one. Pure."""

from typing import NamedTuple


class CodeRules(NamedTuple):
    """The prefix of our own codes, empty for none; and patterns of amounts in codes, as `kiosk.barcodes.amounts`
    reads them; in which order this station asks plugins, by their names."""

    prefix: str = "KSK"
    amounts: str = ""
    plugins: tuple[str, ...] = ()
