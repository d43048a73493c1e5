"""`kiosk journal`: the same rows for people, for programs and for spreadsheets, and from a time on."""

import csv
import io
import json
from argparse import ArgumentTypeError
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.cli import history, times
from kiosk.exchange.history import COLUMNS
from kiosk.stock.history import Log

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
HOUR = 3_600_000_000


@pytest.fixture
def scanned(kiosk, shop):
    kiosk("scan", "2012345678903", 'a\x1db,"\n')


def test_all_forms_have_the_rows_in_their_order(kiosk, scanned):
    first, second = json.loads(kiosk("journal", "--json").out)
    assert (first["code"], first["result"], first["kind"], first["seq"]) == ("2012345678903", "found", "part", 1)
    assert (second["code"], second["hex"], second["result"]) == ('a\x1db,"\n', "611d622c220a", "unknown")
    assert first["recorded_at"].endswith("Z")
    rows = list(csv.DictReader(io.StringIO(kiosk("journal", "--csv").out)))
    assert list(rows[0]) == list(COLUMNS[Log.JOURNAL]) == list(first)
    assert [row["hex"] for row in rows] == [first["hex"], second["hex"]]
    assert rows[1]["code"] == 'a␝b,"␊'
    lines = kiosk("journal").out.splitlines()
    assert ["2012345678903" in lines[0], "a␝b" in lines[1]] == [True, True]


@pytest.mark.parametrize("code", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-1"])
def test_no_code_is_a_formula_in_csv_and_taking_the_apostrophe_off_restores_it(kiosk, shop, code):
    kiosk("scan", "--", code)
    (row,) = csv.DictReader(io.StringIO(kiosk("journal", "--csv").out))
    assert row["code"] == f"'{code}"


@pytest.mark.parametrize("code", ["1=1", "'a", "2-1", " =1"])
def test_other_codes_stand_in_csv_as_they_are(kiosk, shop, code):
    kiosk("scan", "--", code)
    (row,) = csv.DictReader(io.StringIO(kiosk("journal", "--csv").out))
    assert row["code"] == code


def test_since_leaves_out_what_was_before_and_an_empty_journal_is_an_empty_array(kiosk, scanned):
    assert len(json.loads(kiosk("journal", "--json", "--since", "1h").out)) == 2
    assert json.loads(kiosk("journal", "--json", "--since", "2999-01-01").out) == []
    assert kiosk("journal", "--since", "2999-01-01").out == ""


def test_a_journal_longer_than_a_page_is_printed_whole(kiosk, shop, monkeypatch):
    monkeypatch.setattr(history, "PAGE", 3)
    kiosk("scan", *map(str, range(10)))
    assert [row["code"] for row in json.loads(kiosk("journal", "--json").out)] == list(map(str, range(10)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12h", datetime(2026, 11, 30, 0, 0, tzinfo=UTC)),
        ("90s", datetime(2026, 11, 30, 11, 58, 30, tzinfo=UTC)),
        ("7d", datetime(2026, 11, 23, 12, 0, tzinfo=UTC)),
        ("2026-11-30", datetime(2026, 11, 29, 23, 0, tzinfo=UTC)),
        ("2026-07-01T10:00", datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        ("2026-07-01T10:00Z", datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
    ],
)
def test_times_are_ages_or_dates_in_the_stations_zone(text, expected):
    at = times.since(text, NOW, ZoneInfo("Europe/Berlin"))
    assert at == expected.timestamp() * 1_000_000
    assert times.iso(at) == expected.strftime("%Y-%m-%dT%H:%M:%S.000000Z")


@pytest.mark.parametrize("text", ["", "yesterday", "12", "7w", "2026-13-01", "999999d", "-1h", "１２h"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ArgumentTypeError):
        times.since(text, NOW, UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-30", datetime(2026, 11, 30, 23, 0, tzinfo=UTC)),
        ("2026-10-25", datetime(2026, 10, 25, 23, 0, tzinfo=UTC)),
        ("2026-11-30T10:00", datetime(2026, 11, 30, 9, 0, tzinfo=UTC)),
        ("1h", datetime(2026, 11, 30, 11, 0, tzinfo=UTC)),
    ],
)
def test_the_end_of_a_time_is_that_of_the_day_where_only_a_day_is_named(text, expected):
    assert times.until(text, NOW, ZoneInfo("Europe/Berlin")) == expected.timestamp() * 1_000_000


def test_a_wrong_time_ends_with_2_and_says_how_to_write_one(kiosk, shop):
    ended = kiosk("journal", "--since", "garbage")
    assert ended.code == 2
    assert "12h" in ended.err


def found(kiosk, *options):
    return [row["code"] for row in json.loads(kiosk("journal", "--json", *options).out)]


def test_options_leave_in_what_fits_all_of_them(kiosk, shop):
    kiosk("scan", "2012345678903", "nope", "2012345678996")
    everything = found(kiosk)
    assert found(kiosk, "--result", "unknown") == ["nope"]
    assert found(kiosk, "--text", "NOP") == ["nope"]
    assert found(kiosk, "--device", "command") == everything
    assert found(kiosk, "--device", "other") == found(kiosk, "--until", "2020-01-01") == []
    assert found(kiosk, "--until", "2999-01-01", "--since", "1h", "--result", "found") == [
        code for code in everything if code != "nope"
    ]


def test_what_an_option_names_must_be_one_thing(kiosk, shop):
    ended = kiosk("journal", "--part", "nothing")
    assert (ended.code, ended.out) == (1, "")
    assert "nothing" in ended.err
