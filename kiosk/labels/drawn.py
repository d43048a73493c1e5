"""What is kept of a label to be printed, drawn: by its template, or as the sheet of command codes. Pure."""

from collections.abc import Mapping, Sequence

from kiosk.labels import command_sheet
from kiosk.labels.drawing import Drawing
from kiosk.labels.layout import DOT, lay_out
from kiosk.labels.library import COMMANDS, Library


def drawings(
    library: Library,
    template: str,
    fields: Mapping[str, str],
    rows: Sequence[Mapping[str, str]] = (),
    dot: float = DOT,
) -> tuple[Drawing, ...]:
    """A drawing for each page; labels have one. `dot` is that of the printer, in mm. Raises TemplateError, LayoutError.

    The sheet of command codes has no file: its `fields` are the `prefix` of the codes.
    """
    if template == COMMANDS:
        return tuple(drawing for page in command_sheet.pages(fields["prefix"]) for _, _, drawing in page.labels)
    return lay_out(library.template(template), fields, rows, dot=dot)
