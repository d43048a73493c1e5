"""The label that tries a printer: a frame, which shows whether the paper fits, a code, who printed it when. Pure."""

from collections.abc import Mapping

from kiosk.labels.drawing import Code, Drawing, Rule, Text
from kiosk.labels.encoding import encode
from kiosk.labels.symbols import Symbology

NAME = "test"  # in the queue, where others have the name of their template
WIDTH, HEIGHT = 50.0, 25.0  # mm, where the printer's labels have no size of their own
_EDGE, _LINE = 1.0, 0.25
_LINES = ("title", "station", "printer", "time")


def draw(fields: Mapping[str, str], width: float = 0.0, height: float = 0.0, *, dot: float) -> Drawing:
    """The label on paper of this size in mm. `dot` is the printer's, in mm."""
    width, height = width or WIDTH, height or HEIGHT
    inner = (width - 2 * _EDGE, height - 2 * _EDGE)
    frame = (
        Rule(_EDGE, _EDGE, inner[0], _LINE),
        Rule(_EDGE, height - _EDGE - _LINE, inner[0], _LINE),
        Rule(_EDGE, _EDGE, _LINE, inner[1]),
        Rule(width - _EDGE - _LINE, _EDGE, _LINE, inner[1]),
    )
    symbol = encode(Symbology.DATAMATRIX, fields.get("code", "KIOSK-TEST"))
    room = min(inner[1] - 2 * _EDGE, inner[0] / 3) / (symbol.height + 2 * symbol.quiet)
    module = max(1, int(room / dot)) * dot
    edge = _EDGE + _LINE + symbol.quiet * module
    code = Code(edge, edge, module, symbol.height * module, symbol)
    left = edge + (symbol.width + symbol.quiet) * module + _EDGE
    size = min(3.0, (inner[1] - 2 * _EDGE) / len(_LINES))
    texts = (
        Text(left, 2 * _EDGE + number * size, 0.9 * size, fields.get(name, ""), width=width - left - 2 * _EDGE)
        for number, name in enumerate(_LINES)
    )
    return Drawing(width, height, (*frame, code, *texts), fields.get("title", ""))
