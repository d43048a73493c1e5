"""Label papers: where drawings come to lie on them."""

import re

import pytest

from kiosk.labels import sheets
from kiosk.labels.drawing import Drawing
from kiosk.labels.layout import LayoutError
from kiosk.labels.sheets import place, read, single
from kiosk.labels.tables import TemplateError

PAPER = """[paper]
about = "mine"
page_width = 100
page_height = 60
columns = 2
rows = 2
width = 40
height = 20
left = 5
top = 6
pitch_x = 45
pitch_y = 25
"""


def drawing(width=40.0, height=20.0, title=""):
    return Drawing(width, height, (), title)


@pytest.mark.parametrize("name", sheets.names())
def test_those_of_the_program_fit_their_pages_as_they_are_called(name):
    found = sheets.builtin(name)
    kind, columns, rows = re.fullmatch(r"(a4|letter)-(\d+)x(\d+)", name).groups()
    assert (found.columns, found.rows) == (int(columns), int(rows))
    assert (found.page_width, found.page_height) == {"a4": (210, 297), "letter": (215.9, 279.4)}[kind]
    count, width, height = re.search(r"(\d+) labels of ([\d.]+) × ([\d.]+) mm", found.about).groups()
    assert (found.labels, found.width, found.height) == (int(count), float(width), float(height))
    right = found.page_width - found.left - (found.columns - 1) * found.pitch_x - found.width
    below = found.page_height - found.top - (found.rows - 1) * found.pitch_y - found.height
    assert right == pytest.approx(found.left, abs=1.1)
    assert below == pytest.approx(found.top, abs=1.1), "sheets are the same upside down"


def test_drawings_fill_a_sheet_row_by_row_and_go_on_on_the_next():
    pages = place(read(PAPER, "mine"), [drawing(title=str(number)) for number in range(6)])
    assert [[(x, y, one.title) for x, y, one in page.labels] for page in pages] == [
        [(5, 6, "0"), (50, 6, "1"), (5, 31, "2"), (50, 31, "3")],
        [(5, 6, "4"), (50, 6, "5")],
    ]
    assert {(page.width, page.height) for page in pages} == {(100, 60)}


def test_labels_that_are_gone_are_left_out():
    (page,) = place(read(PAPER, "mine"), [drawing()], start=4)
    assert [(x, y) for x, y, _ in page.labels] == [(50, 31)]
    first, second = place(read(PAPER, "mine"), [drawing()] * 2, start=4)
    assert (len(first.labels), len(second.labels)) == (1, 1)


def test_a_smaller_drawing_lies_in_the_middle():
    (page,) = place(read(PAPER, "mine"), [drawing(30, 10)])
    assert page.labels[0][:2] == (10, 11)


@pytest.mark.parametrize("size", [(41, 20), (40, 21), (41, 5)])
def test_a_larger_one_is_refused_with_both_sizes(size):
    with pytest.raises(LayoutError, match=f"is {size[0]} × {size[1]} mm, and on the paper mine one has 40 × 20 mm"):
        place(read(PAPER, "mine"), [drawing(*size)])


@pytest.mark.parametrize("start", [0, 5])
def test_a_label_that_no_sheet_has_is_refused(start):
    with pytest.raises(LayoutError, match="1 to 4"):
        place(read(PAPER, "mine"), [drawing()], start)


def test_nothing_takes_no_sheet():
    assert place(read(PAPER, "mine"), [], start=3) == ()


def test_a_page_may_be_no_larger_than_its_label():
    (page,) = single([drawing(7, 8)])
    assert (page.width, page.height, [label[:2] for label in page.labels]) == (7, 8, [(0, 0)])


def test_without_pitches_there_are_no_gaps():
    found = read(PAPER.replace("pitch_x = 45\n", "").replace("pitch_y = 25\n", ""), "mine")
    assert (found.pitch_x, found.pitch_y) == (40, 20)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("columns = 2", "columns = 3"), "reach beyond the page"),
        (("pitch_y = 25", "pitch_y = 40"), "reach beyond the page"),
        (("pitch_x = 45", "pitch_x = 39"), "pitch_x = 39: its labels would lie on each other, since width is 40"),
        (("pitch_y = 25", "pitch_y = 19"), "pitch_y = 19: its labels would lie on each other, since height is 20"),
        (("rows = 2", "rows = 0"), "rows = 0: a paper has one label at least"),
        (("width = 40", "width = 0"), "width = 0"),
        (("width = 40", "widht = 40"), 'Did you mean "width"'),
        (("left = 5\n", ""), "left: is missing"),
        (("[paper]", "[papre]"), 'Did you mean "paper"'),
    ],
)
def test_what_is_wrong_in_a_paper_is_told(change, told):
    with pytest.raises(TemplateError, match=re.escape(told)):
        read(PAPER.replace(*change), "mine")
