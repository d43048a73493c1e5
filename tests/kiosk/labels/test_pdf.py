"""PDF as another library opens it: pages, texts and fonts."""

import sys
import unicodedata

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.labels import pdf
from kiosk.labels.drawing import Drawing, Page, Text, page
from kiosk.labels.font import font
from kiosk.labels.text_width import UNKNOWN, shown

MM = 72 / 25.4
HOSTILE = "<script>alert(1)</script> ]]> & ^XA ~JR (\\) \\( %PDF endstream\nendobj\t\x00\x1d\x7f\u202e\u200b Ж"


def texts(written: bytes) -> list[str]:
    with pypdfium2.PdfDocument(written) as document:
        return [one.get_textpage().get_text_bounded() for one in document]


def drawing(text: str, title: str = "") -> Drawing:
    return Drawing(400, 10, (Text(2, 2, 4, text),), title)


def test_each_page_has_its_own_size():
    with pypdfium2.PdfDocument(pdf.render([Page(210, 297, ()), Page(57, 32, ())])) as document:
        sizes = [one.get_size() for one in document]
    assert sizes == [pytest.approx((210 * MM, 297 * MM)), pytest.approx((57 * MM, 32 * MM))]


def test_the_same_pages_give_the_same_bytes_and_name_no_time_and_no_machine():
    pages = [page(drawing("Ωµ Čž", "One"))] * 2
    written = pdf.render(pages)
    pdf.render([page(drawing("another"))])
    assert pdf.render(pages) == written
    with pypdfium2.PdfDocument(written) as document:
        told = document.get_metadata_dict()
    assert (told["Title"], told["Author"], told["Creator"]) == ("One", "", "Kiosk")
    assert told["CreationDate"] == told["ModDate"] == "D:20000101000000+00'00'"


def test_it_asks_to_be_printed_at_100_percent_and_has_its_fonts_with_it():
    written = pdf.render([page(Drawing(50, 10, (Text(1, 1, 4, "thin"), Text(20, 1, 4, "thick", bold=True))))])
    assert b"/PrintScaling /None" in written
    assert written.count(b"/FontFile2") == 2


@given(st.text(st.characters(exclude_categories=["Zs"]), min_size=1, max_size=40))
@example(HOSTILE)
@example("/" * 3 + "\\\\" + "()" * 5)
@settings(deadline=None, max_examples=60)
def test_any_text_is_text_and_can_be_read_back(text):
    has = font().advances
    expected = "".join(char if ord(char) in has else UNKNOWN for char in shown(text))
    (found,) = texts(pdf.render([page(drawing(text, title=text))]))
    assert comparable(found) == comparable(expected)


def comparable(text: str) -> str:
    """Readers of PDF take ligatures apart and leave out soft hyphens and spaces."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if not char.isspace() and char.isprintable())


def test_without_the_libraries_it_says_what_to_install(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "reportlab"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "reportlab", None)
    with pytest.raises(KioskError, match=r"PDF needs libraries .* pip install 'kiosk\[labels\]'"):
        pdf.render([Page(10, 10, ())])
