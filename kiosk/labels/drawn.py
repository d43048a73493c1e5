"""What is kept of a label to be printed, drawn: by its template, or as the sheet of command codes. Pure."""

from collections.abc import Mapping, Sequence

from kiosk.labels import command_sheet
from kiosk.labels.drawing import Drawing
from kiosk.labels.layout import DOT, lay_out
from kiosk.labels.library import Library


def drawings(
    library: Library,
    template: str,
    fields: Mapping[str, str],
    rows: Sequence[Mapping[str, str]] = (),
    dot: float = DOT,
) -> tuple[Drawing, ...]:
    """A drawing for each page; labels have one. `dot` is that of the printer, in mm. Raises TemplateError, LayoutError.

    The `fields` of a sheet of command codes are the `prefix` of the codes.
    """
    read = library.template(template)
    if read.commands is not None:
        return command_sheet.drawings(fields.get("prefix", ""), read)
    return lay_out(read, fields, rows, dot=dot)
