"""GS1 text in brackets, as people write it, and as a code holds it: `(01)09501101530003(10)AB-123`.

Values are checked as GS1 defines them before anything is drawn. A bracket that belongs to a value is written `\\(`.
"""

import re
from collections.abc import Iterable
from datetime import date

from kiosk.barcodes.gtin import check_digit
from kiosk.labels.symbols import SymbolError
from kiosk.scan import visible
from kiosk.wording import labels_symbols as wording

GS = "\x1d"

_ELEMENT = re.compile(r"\((\d{2,4})\)((?:[^(\\]|\\.)+)", re.ASCII | re.DOTALL)
_TO_ESCAPE = re.compile(r"[(\\]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CHECKED = frozenset({"00", "01", "02", "03", "410", "411", "412", "413", "414", "415", "416", "417"})
_DATES = frozenset({"11", "12", "13", "15", "16", "17"})


def bracketed(elements: Iterable[tuple[str, str]]) -> str:
    """Identifiers and their values as text in brackets, such as `encode` and templates take."""
    return "".join(f"({ai}){_TO_ESCAPE.sub(_escaped, value)}" for ai, value in elements)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def written(text: str) -> str:
    """Text in brackets as it stands in a code, with GS after each value whose end GS1 doesn't fix, but the last.

    Raises SymbolError for text that isn't in brackets, and values that GS1 has no such form for.
    """
    found = ""
    open_ = False
    for ai, value in _elements(text):
        separated = _check(ai, value)
        found += f"{GS if open_ else ''}{ai}{value}"
        open_ = separated
    return found


def _elements(text: str) -> list[tuple[str, str]]:
    found = []
    at = 0
    while at < len(text):
        element = _ELEMENT.match(text, at)
        if element is None:
            raise SymbolError("gs1", wording.gs1_brackets(visible(text)))
        found.append((element[1], _ESCAPED.sub(r"\1", element[2])))
        at = element.end()
    return found


def _check(ai: str, value: str) -> bool:
    """Whether a separator has to follow. Raises SymbolError where GS1 doesn't know the identifier or such a value."""
    from biip import ParseError
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier

    try:
        known = GS1ApplicationIdentifier.extract(ai)
    except ParseError:
        known = None
    if known is None or known.ai != ai:
        raise SymbolError("gs1", wording.gs1_unknown(ai))
    if re.fullmatch(known.pattern.removesuffix("$"), ai + value, re.ASCII) is None:
        raise SymbolError("gs1", wording.gs1_value(ai, visible(value), known.data_title, known.format))
    if ai in _CHECKED and value[-1] != (right := check_digit(value)):
        raise SymbolError("check_digit", wording.gs1_check_digit(ai, value, right))
    if ai in _DATES and not _is_date(value):
        raise SymbolError("gs1", wording.gs1_date(ai, value))
    return known.separator_required


def _is_date(value: str) -> bool:
    """Whether YYMMDD can be a day; the day 00 stands for the last one of the month."""
    try:
        date(2000 + int(value[:2]), int(value[2:4]), int(value[4:]) or 1)
    except ValueError:
        return False
    return True
