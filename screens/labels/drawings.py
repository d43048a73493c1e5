"""Labels drawn for the screen in a thread, as the chosen printer or a file would have them; or why they can't be."""

from collections.abc import Sequence
from functools import partial

from kiosk.config import AnyPrinter
from kiosk.errors import KioskError
from kiosk.flows.printing import library, previewing
from kiosk.flows.printing.making import Made, paper
from kiosk.labels.drawing import Drawing
from kiosk.stock.print_jobs import Due
from screens.host import Host
from screens.thread import in_thread

Drawn = tuple[Sequence[Drawing], str]  # the pages of a label, and why there are none


def printer(host: Host, name: str) -> AnyPrinter | None:
    """The printer of this name; None for a file."""
    return next((one for one in host.parts.config.printer if one.name == name), None)


async def drawn(host: Host, label: Made, on: str) -> Drawn:
    """One label for this printer or kind of file."""
    return await in_thread(partial(_drawn, host, label, printer(host, on)))


def _drawn(host: Host, label: Made, on: AnyPrinter | None) -> Drawn:
    try:
        templates = library.of(host.parts.config)
        if on is None:
            if label.thing is not None:
                paper(templates, [label])  # or it is told only when the file is written that there is none
            return previewing.drawings(templates, label.content), ""
        from kiosk.printers.rendering import Renderer

        return Renderer(on, templates).drawings(Due(0, label.content.dumped(), label.label, 1)), ""
    except KioskError as error:
        return (), str(error)
