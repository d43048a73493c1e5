"""Lists of suppliers: names of columns as they write them, rows by serial or quantity, all errors at once."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.exchange import manifest, xlsx_file
from kiosk.exchange.manifest import Item, Manifest

Read = Callable[[str], Manifest]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """`read(text)` reads a list that is this text."""

    def file(text: str) -> Manifest:
        (tmp_path / "list.csv").write_bytes(text.encode("utf-8", "surrogatepass"))
        return manifest.read(str(tmp_path / "list.csv"))

    return file


def _errors(found: Manifest) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.code.value) for error in found.errors]


def test_names_of_columns_are_taken_as_suppliers_write_them(read: Read) -> None:
    found = read("Part Number;Serial-number;QTY;Lot;Expiry date\nPSU-12;0001;;;\nRES-10K;;5;L1;2027-03-31\n")
    assert found == Manifest(
        "list.csv",
        (
            Item(2, "PSU-12", "", "", "0001", None, "", None),
            Item(3, "RES-10K", "", "", "", Decimal(5), "L1", date(2027, 3, 31)),
        ),
    )


def test_columns_for_other_things_are_passed_over(read: Read) -> None:
    (item,) = read("Pos,,sku,Description,serial,\n1,x,0805-103,Resistor,R-1,y\n").items
    assert item == Item(2, "", "", "0805-103", "R-1", None, "", None)


def test_a_workbook_keeps_digits(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    xlsx_file.write(path, [("ean", "serial"), ("4006381333931", "00350123456789012345")])
    (item,) = manifest.read(str(path)).items
    assert (item.ean, item.serial) == ("4006381333931", "00350123456789012345")


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("part,serial\n,A\n", [(2, "part", "missing")]),
        ("part,serial\nP,\n", [(2, "quantity", "missing")]),
        ("part,quantity\nP,0\nP,-1\n", [(2, "quantity", "value"), (3, "quantity", "value")]),
        ("part,serial,quantity\nP,A,2\n", [(2, "quantity", "value")]),
        ("part,serial,expiry\nP,A,31.3.2027\n", [(2, "expiry", "value")]),
        ("part,serial\nP,A\nP,B\nP,A\n", [(4, "", "twice")]),
        ("part,serial\nP,A,x\n", [(2, "", "form")]),
        ("colour\nred\n", [(1, "part", "missing_column")]),
        ("part,serail\nP,A\n", [(1, "", "unknown_column")]),
        ("part,part number,quantity\nP,P,1\n", [(1, "part", "unknown_column")]),
        ("part,quantity\n", [(1, "", "missing")]),
        ("", [(1, "", "missing_column")]),
    ],
)
def test_each_error_has_its_row_and_column_and_its_row_is_left_out(
    read: Read, text: str, errors: list[tuple[int, str, str]]
) -> None:
    found = read(text)
    wrong = {error.row for error in found.errors}
    assert (found.errors_total, [item for item in found.items if item.row in wrong]) == (len(found.errors), [])
    assert set(errors) <= set(_errors(found))


def test_a_list_has_a_largest_size_and_no_more_is_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "MOST", 3)
    text = "part,serial\n" + "".join(f"P,{number}\n" for number in range(3))
    assert len(read(text).items) == 3
    found = read(text + "P,x\n" * 5)
    assert (_errors(found), found.errors[0].message) == (
        [(5, "", "refused")],
        "a list has at most 3 rows; split the file",
    )


@given(text=st.text(alphabet=st.sampled_from('part,serial;"\n\r\t\0Aé1.-= \ud800'), max_size=60))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_text_is_anything_but_a_list_or_told(read: Read, text: str) -> None:
    for header in ("", "part,serial,quantity\n"):
        try:
            found = read(header + text)
        except KioskError:
            continue
        assert found.items or found.errors
