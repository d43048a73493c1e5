"""GS1 element strings."""

from kiosk.barcodes.content import Content


def read(text: str, symbology: str = "", *, typed: bool = False) -> Content | None:
    """What an element string says; None for a code that is none."""
    return None
