"""Labels of suppliers: which of the forms that they print a code has."""

from kiosk.barcodes.content import Content


def read(text: str) -> Content | None:
    """What such a label says; None for any other text."""
    return None
