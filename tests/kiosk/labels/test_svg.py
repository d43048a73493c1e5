"""SVG as a parser of XML sees it: every text is text, whatever is in it."""

from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.labels import svg
from kiosk.labels.drawing import Code, Drawing, Page, Rule, Text, page
from kiosk.labels.encoding import encode
from kiosk.labels.symbols import Symbology
from kiosk.labels.text_width import shown
from kiosk.scan import visible

NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> Drawing:
    code = Code(2, 10, 0.5, 0, encode(Symbology.QR, text))
    return Drawing(50, 40, (Text(2, 2, 4, text), code, Rule(0, 0, 50, 0.2)), title=text)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
@example("<script>alert(1)</script>")
@example("]]></text><image href='x'/>")
@example("&amp; &#0; &x; \"quoted\" 'too'")
@example("\x00\x1b[31m\x7f\x9b\ufffe\uffff\u2028")
@example("\u202eright to left\u2066")
@example("  two  spaces \xa0\u3000 ")
@settings(deadline=None, max_examples=60)
def test_any_text_is_text_and_nothing_else(text):
    written = svg.render(page(drawn(text)))
    root = ElementTree.fromstring(written.encode())
    assert [element.tag.removeprefix(NAMESPACE) for element in root.iter()] == [
        *("svg", "title", "rect", "text", "g", "title", "path", "rect")
    ]
    assert root.findtext(f"{NAMESPACE}text") == shown(text)
    assert [title.text for title in root.iter(f"{NAMESPACE}title")] == [shown(text)] * 2
    assert all(visible(line) == line for line in written.split("\n"))


def test_a_text_that_can_not_be_encoded_is_shown():
    drawing = Drawing(50, 10, (Text(2, 2, 4, "half \ud800 a letter"),))
    assert "half \\ud800 a letter" in svg.render(page(drawing)).encode().decode()


def test_labels_stand_where_the_page_has_them():
    drawing = Drawing(20, 10, (Rule(1, 2, 3, 4), Text(10, 1, 4, "a", align="center")), "One")
    root = ElementTree.fromstring(svg.render(Page(100, 50, ((5, 6, drawing), (45, 6, drawing)))))
    rects = [element.attrib for element in root.iter(f"{NAMESPACE}rect")][1:]
    assert [(rect["x"], rect["y"], rect["width"], rect["height"]) for rect in rects] == [
        ("6", "8", "3", "4"),
        ("46", "8", "3", "4"),
    ]
    left, right = (float(text.attrib["x"]) for text in root.iter(f"{NAMESPACE}text"))
    assert right - left == pytest.approx(40)
    assert root.findtext(f"{NAMESPACE}title") == "One"
    assert (root.attrib["width"], root.attrib["viewBox"]) == ("100mm", "0 0 100 50")


def test_measures_are_written_without_exponents_and_needless_noughts():
    written = svg.render(page(Drawing(1e-5, 10, (Rule(-1e-5, 3.5, 1 / 3, 100),))))
    assert '<rect x="0" y="3.5" width="0.3333" height="100"/>' in written


def test_an_empty_text_and_an_empty_page_are_drawn():
    for one in (Page(10, 10, ()), page(Drawing(10, 10, (Text(1, 1, 3, ""),)))):
        ElementTree.fromstring(svg.render(one))
