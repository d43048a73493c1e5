"""Labels in cells: what has room can be scanned off the screen, and of what has none all is told."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kiosk.labels.drawing import Code, Drawing, Text
from kiosk.labels.encoding import encode
from kiosk.labels.layout import lay_out
from kiosk.labels.symbols import Symbology
from kiosk.labels.templates import builtin
from screens.labels import painted
from screens.paint.marks import CONSOLE, UNICODE
from screens.paint.text import Line, clean

UNIT = {"number": "PSU-12", "name": "Power supply 12 V", "serial": "SN-0001", "code": "KSK-SI42", "batch": ""}
CODES = {
    Symbology.CODE128: "KSK-SL3",
    Symbology.EAN13: "2012345678903",
    Symbology.CODE39: "AB-12",
    Symbology.QR: "KSK-SI42",
    Symbology.DATAMATRIX: "KSK-SI42",
    Symbology.GS1_DATAMATRIX: "(01)09501101530003(21)SN-1",
}


def texts(lines: Any) -> list[str]:
    return ["".join(span.text for span in line) for line in lines]


def drawn(symbology: Symbology) -> Drawing:
    symbol = encode(symbology, CODES[symbology])
    return Drawing(50, 25, (Text(2, 1, 3, "PSU-12"), Code(10, 6, 0.3, 10, symbol)))


@pytest.mark.parametrize("symbology", CODES)
@pytest.mark.parametrize("marks", [UNICODE, CONSOLE], ids=["unicode", "console"])
def test_every_kind_of_code_is_read_off_the_cells(symbology: Symbology, marks: Any, read_off: Any) -> None:
    (found,) = read_off(texts(painted.lines(drawn(symbology), 110, 30, marks)))
    assert found.replace("\x1d", "") in (CODES[symbology], CODES[symbology].replace("(", "").replace(")", ""))


def test_a_unit_has_its_texts_beside_its_code_at_80_by_24(read_off: Any) -> None:
    (label,) = lay_out(builtin("unit"), UNIT)
    rows = texts(painted.lines(label, 76, 17, UNICODE))
    assert read_off(rows) == ["KSK-SI42"]
    assert len(rows) <= 17
    assert len({cell_len(row) for row in rows}) == 1
    for text in ("PSU-12", "Power supply 12 V", "S/N SN-0001"):
        assert any(text in row for row in rows)


@pytest.mark.parametrize("symbology", [Symbology.CODE128, Symbology.QR])
def test_a_code_without_room_is_told_with_what_it_would_need(symbology: Symbology) -> None:
    rows = texts(painted.lines(drawn(symbology), 20, 9, UNICODE))
    told = " ".join(" ".join(rows).split())
    assert "PSU-12" in told
    assert f"{symbology.called} {CODES[symbology]}: drawn from" in told
    assert not any(set(row) & set("▀▄█▌▐") for row in rows)


LABELS = st.builds(
    Drawing,
    st.floats(5, 210),
    st.floats(5, 297),
    st.lists(
        st.builds(Text, st.floats(0, 200), st.floats(0, 290), st.floats(1, 10), st.text(max_size=60)), max_size=8
    ).map(tuple),
)


@given(LABELS, st.integers(10, 120), st.integers(1, 40))
def test_no_text_is_wider_than_the_screen_or_acts_on_it(label: Drawing, width: int, height: int) -> None:
    lines: list[Line] = list(painted.lines(label, width, height, UNICODE))
    for row in texts(lines):
        assert cell_len(row) <= width
        assert clean(row, UNICODE) == row


async def test_it_is_scanned_off_the_screen(bench: Any, camera: Callable[[Any], list[str]]) -> None:
    async with bench((80, 24)) as kiosk:
        ((serial, id),) = kiosk.rows(
            "SELECT serial, id FROM stock_item WHERE serial IS NOT NULL AND status = 'in_stock' ORDER BY id LIMIT 1"
        )
        await kiosk.scan(f"KSK-SI{id}")
        await kiosk.key("f8", "f3")
        assert kiosk.name == "Preview"
        assert serial in kiosk.words
        assert camera(kiosk) == [f"KSK-SI{id}"]
