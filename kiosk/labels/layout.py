"""A template with the facts of one thing becomes a drawing; a slip becomes one for each of its pages. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from kiosk.errors import KioskError
from kiosk.labels import paging
from kiosk.labels.drawing import Code, Drawing, Rule, Text
from kiosk.labels.encoding import encode
from kiosk.labels.phrases import parse
from kiosk.labels.symbols import Symbol, SymbolError, Symbology
from kiosk.labels.templates import NARROWEST, CodeEntry, Pages, Template, TextEntry
from kiosk.labels.wrapping import PITCH, fitting, wrapped
from kiosk.wording import label_templates as wording

DOT = 25.4 / 600  # mm; modules are whole dots of an office printer, so that all bars come out alike
_PLAIN = {Symbology.GS1_128: Symbology.CODE128, Symbology.GS1_DATAMATRIX: Symbology.DATAMATRIX}

Piece = Text | Code | Rule


class LayoutError(KioskError):
    """A label that can't be made of these facts; the sentence says why."""

    code = "label"


def lay_out(
    template: Template,
    fields: Mapping[str, str],
    rows: Sequence[Mapping[str, str]] = (),
    *,
    dot: float = DOT,
) -> tuple[Drawing, ...]:
    """What is printed: one drawing, of a slip one for each page.

    `rows` are a slip's lines, each followed by its units, which have a `serial`. `dot` is that of the printer, in mm.
    Raises LayoutError.
    """
    title = fields.get("number") or fields.get("location", "")
    if template.rows is None:
        pieces = tuple(standing(template, fields, 1, 1, dot))
        return (Drawing(template.width, template.height, pieces, title),)
    pages = paging.pages(template.height, template.rows, rows)
    drawings = []
    for number, page in enumerate(pages, 1):
        told = {**fields, "page": str(number), "pages": str(len(pages))}
        pieces = (*standing(template, told, number, len(pages), dot), *page.pieces)
        height = template.height or max(page.bottom, *map(_bottom, pieces)) + template.rows.margin
        drawings.append(Drawing(template.width, height, pieces, title))
    return tuple(drawings)


def standing(template: Template, fields: Mapping[str, str], page: int, of: int, dot: float = DOT) -> Iterator[Piece]:
    """What stands on a page whatever its rows or codes are."""
    for line in template.lines:
        if _stands(line.pages, page, of):
            yield Rule(line.x, line.y, line.width, line.height)
    for code in template.codes:
        if _stands(code.pages, page, of):
            yield from _code(template, code, fields, dot)
    for text in template.texts:
        if _stands(text.pages, page, of):
            yield from _text(template, text, fields)


def empty(template: Template, fields: Mapping[str, str]) -> Iterator[CodeEntry]:
    """The codes that are not printed, since the thing has nothing to say in them."""
    for entry in template.codes:
        if not parse(entry.text).filled(fields) and not parse(entry.otherwise).filled(fields):
            yield entry


def _stands(pages: Pages, page: int, of: int) -> bool:
    match pages:
        case Pages.FIRST:
            return page == 1
        case Pages.LATER:
            return page > 1
        case Pages.LAST:
            return page == of
        case _:
            return True


def _text(template: Template, entry: TextEntry, fields: Mapping[str, str]) -> Iterator[Text]:
    told = parse(entry.text).filled(fields) or parse(entry.otherwise).filled(fields)
    width = template.width - entry.x if entry.width is None else entry.width
    x = entry.x + {"left": 0.0, "center": width / 2, "right": width}[entry.align]
    smallest = entry.size if entry.smallest is None else entry.smallest
    size = fitting(told, entry.size, smallest, width, entry.lines, bold=entry.bold)
    for number, line in enumerate(wrapped(told, size, width, entry.lines, bold=entry.bold)):
        yield Text(x, entry.y + number * PITCH * size, size, line, entry.bold, entry.align, width)


def _code(template: Template, entry: CodeEntry, fields: Mapping[str, str], dot: float) -> Iterator[Code]:
    found = _symbol(template, entry, fields)
    if found is not None:
        yield _boxed(entry, found, dot)


def _symbol(template: Template, entry: CodeEntry, fields: Mapping[str, str]) -> Symbol | None:
    """What is to be printed; None where the thing has nothing to say in it."""
    told, otherwise = parse(entry.text).filled(fields), parse(entry.otherwise).filled(fields)
    if not told and not otherwise:
        if entry.symbology in _PLAIN:  # nothing else stands for goods without a GTIN
            raise LayoutError(wording.no_code(template.name))
        return None
    try:
        return encode(entry.symbology, told)
    except SymbolError as error:
        if not otherwise:
            raise LayoutError(wording.not_encoded(told, str(error))) from error
    try:
        return encode(_plain(entry.symbology, otherwise), otherwise)
    except SymbolError as error:
        raise LayoutError(wording.not_encoded(otherwise, str(error))) from error


def _plain(symbology: Symbology, text: str) -> Symbology:
    """What a code that is none of the symbology's own kind is printed in."""
    if symbology in _PLAIN and not text.startswith("("):
        return _PLAIN[symbology]
    return Symbology.CODE128 if symbology is Symbology.EAN13 and not text.isdigit() else symbology


def _boxed(entry: CodeEntry, symbol: Symbol, dot: float) -> Code:
    linear = symbol.symbology.linear
    wide = symbol.width + 2 * symbol.quiet
    fits = entry.width / wide if linear else min(entry.width / wide, entry.height / (symbol.height + 2 * symbol.quiet))
    module = _whole(min(fits, entry.module), dot)
    if module < NARROWEST - 1e-9:
        raise LayoutError(wording.code_too_wide(symbol.text, module, NARROWEST, linear=linear))
    left = {"left": 0.0, "center": 0.5, "right": 1.0}[entry.align] * (entry.width - wide * module)
    quiet = symbol.quiet * module
    return Code(entry.x + left + quiet, entry.y + (0.0 if linear else quiet), module, entry.height, symbol)


def _whole(module: float, dot: float) -> float:
    """The module in whole dots. Fine dots may be shared by two bars, where the code would be lost otherwise."""
    dots = int(module / dot + 1e-6) * dot
    return dots if dots >= NARROWEST - 1e-9 or dot > DOT + 1e-9 else module


def _bottom(piece: Piece) -> float:
    match piece:
        case Text():
            return piece.y + piece.size
        case Code():
            return piece.y + piece.high
        case Rule():
            return piece.y + piece.height
