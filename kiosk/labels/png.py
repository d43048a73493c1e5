"""A page as PNG, black and white. Needs the extra `labels`."""

from io import BytesIO

from kiosk.labels import raster
from kiosk.labels.drawing import Page


def render(page: Page, dpi: int = 300) -> bytes:
    """The file, which says its dots to the inch. Raises KioskError as `raster.image` does."""
    written = BytesIO()
    raster.image(page, dpi).save(written, "PNG", dpi=(dpi, dpi))
    return written.getvalue()
