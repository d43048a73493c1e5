"""What is wrong with a file by itself: all of it is told at once, by row and column."""

import io

import pytest

from kiosk.exchange import csv_file, template
from kiosk.exchange.kind import KEPT, Code
from kiosk.exchange.kinds import kinds
from kiosk.exchange.reading import read
from kiosk.exchange.spool import CHUNK, Spool

PARTS = kinds()["parts"]


def found(text: str, told=lambda rows: None):
    with Spool() as spool:
        lines = csv_file.read(io.BytesIO(text.encode()), template.header(PARTS))
        loading = read(lines, PARTS, spool, told)
        return loading, [row for chunk in spool.chunks() for row in chunk]


def errors(text: str) -> list[str]:
    return [f"{error.row} {error.column}: {error.message}" for error in found(text)[0].errors]


def test_the_order_and_the_case_of_columns_are_free():
    _, rows = found("Minimum,NAME, Default Location ,number\n3,Resistor,A/1,R\n")
    assert [(*row.values,) for row in rows] == [("minimum", "name", "default_location", "number")]


def test_all_that_is_wrong_with_a_header_is_told_at_once():
    assert errors("name,traking,colour,name,\n") == [
        '1 : there is no column "traking"; did you mean tracking?',
        '1 : there is no column "colour"; there are: ' + ", ".join(template.header(PARTS)),
        "1 name: is there twice; take one of them away",
        "1 number: this column is missing",
    ]


def test_an_empty_file_is_told():
    assert errors("") == errors("\n\n") == ["1 : the file is empty; its first row must name the columns"]


def test_of_a_file_without_a_needed_column_no_row_is_read():
    loading, rows = found("code,name\n1,\n")
    assert (loading.rows, rows) == (0, [])


def test_what_is_wrong_with_rows_is_told_together_with_a_wrong_header():
    assert errors("number,colour,name,decimals,name\nA,red,,9,x\n,blue,B,,\n") == [
        '1 : there is no column "colour"; there are: ' + ", ".join(template.header(PARTS)),
        "1 name: is there twice; take one of them away",
        "2 name: must be given",
        '2 decimals: "9" is not allowed; a whole number from 0 to 6',
        "3 number: must be given",
    ]


def test_the_cells_of_a_misspelt_column_are_checked_in_the_same_run():
    assert errors("numbr,name,traking\nA,a,seriel\nA,,\n") == [
        '1 : there is no column "numbr"; did you mean number?',
        '1 : there is no column "traking"; did you mean tracking?',
        "1 number: this column is missing",
        '2 tracking: "seriel" is not allowed; none, batch, serial or batch+serial',
        "3 name: must be given",
        "3 : is for the same as row 2; take one of them away",
    ]


def test_a_misspelt_column_beside_the_right_one_is_passed_over():
    assert errors("number,numbr,name\nA,,a\n") == ['1 : there is no column "numbr"; did you mean number?']


def test_all_errors_are_told_at_once_by_row_and_column():
    text = 'number,name,tracking,decimals\n,A,seriel,7\n\nB,,serial,0\n"C ",c,,\nD,d\nD,d,,\nE,e,,\nE,e,,\n'
    assert errors(text) == [
        "2 number: must be given",
        '2 tracking: "seriel" is not allowed; none, batch, serial or batch+serial',
        '2 decimals: "7" is not allowed; a whole number from 0 to 6',
        "4 name: must be given",
        '5 number: "C " begins or ends with a space; type it without',
        "6 : has 2 cells where the first row has 4; a delimiter or a quote is missing, or too many",
        "9 : is for the same as row 8; take one of them away",
    ]


def test_an_empty_cell_is_what_its_column_says_and_a_missing_column_is_nothing():
    _, rows = found("number,unit,minimum\nA,,\n")
    assert rows[0].values == {"number": "A", "unit": "pcs", "minimum": None}


def test_a_row_with_errors_is_kept_as_broken_with_what_is_right():
    _, rows = found("number,name,decimals\nA,a,x\n")
    assert (rows[0].values, rows[0].broken) == ({"number": "A", "name": "a"}, True)


def test_a_cell_below_no_name_is_told():
    assert errors("number,name,,\nA,a,,note\n") == ["2 : has something in cell 4, whose column has no name"]
    assert errors("number,name,,\nA,a,,\n") == []


def test_errors_are_counted_when_there_are_too_many_to_keep():
    loading, _ = found("number,decimals\n" + "".join(f"{number},x\n" for number in range(KEPT + 5)))
    assert (len(loading.errors), loading.errors_total, loading.rows) == (KEPT, KEPT + 5, KEPT + 5)
    assert {error.code for error in loading.errors} == {Code.VALUE}


def test_rows_are_told_while_they_are_read():
    told = []
    _, rows = found("number\n" + "".join(f"{number}\n" for number in range(2 * CHUNK + 1)), told.append)
    assert told == [CHUNK, 2 * CHUNK]
    assert [row.values["number"] for row in rows] == [str(number) for number in range(2 * CHUNK + 1)]


def test_a_spool_can_be_read_again():
    with Spool() as spool:
        read(csv_file.read(io.BytesIO(b"number\n1\n2\n"), ["number"]), PARTS, spool, lambda rows: None)
        assert [*spool.chunks()] == [*spool.chunks()] != []


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_each_column_of_a_kind_has_its_own_name_and_is_explained(kind):
    names = template.header(kind)
    assert len(set(names)) == len(names)
    assert all(column.about for column in kind.columns)
    assert all(f"| `{name}`" in template.explained(kind) for name in names)
