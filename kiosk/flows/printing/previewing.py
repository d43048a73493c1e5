"""Labels drawn before they are printed, as their printer would have them; and the templates to choose among. Pure.

Reads the user's own templates, so it belongs into a thread.
"""

from collections.abc import Mapping, Sequence

from kiosk.config import AnyPrinter
from kiosk.flows.printing.making import ALSO, slip
from kiosk.labels import drawn
from kiosk.labels.drawing import Drawing
from kiosk.labels.library import Library
from kiosk.labels.tables import TemplateError
from kiosk.labels.templates import Template
from kiosk.stock.print_jobs import Content


def templates(library: Library, kinds: Sequence[str]) -> Mapping[str, Sequence[Template]]:
    """The templates that fit each of these kinds of labels, its own first. What can't be read is left out."""
    found = [one for name in library.templates() if (one := _read(library, name)) is not None]
    return {kind: _fitting(found, kind) for kind in kinds}


def slips(library: Library, printers: Sequence[AnyPrinter]) -> Mapping[str, str]:
    """The usual template of slips for each label printer; others have pages. Raises TemplateError."""
    return {one.name: slip(library, roll=True) for one in printers if one.language == "zpl"}


def drawings(library: Library, content: Content) -> tuple[Drawing, ...]:
    """A label as a file has it, a slip's pages in their order. Raises TemplateError, LayoutError."""
    return drawn.drawings(library, content.template, content.fields, content.rows)


def _read(library: Library, name: str) -> Template | None:
    try:
        return library.template(name)
    except TemplateError:
        return None


def _fitting(templates: Sequence[Template], kind: str) -> Sequence[Template]:
    fitting = [one for one in templates if one.kind in (kind, ALSO.get(kind))]
    return sorted(fitting, key=lambda one: (one.name != kind, one.kind != kind, one.name))
