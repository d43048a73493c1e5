"""`kiosk labels` of parts, stock, locations and documents: what is named, where it goes, and that it scans back."""

import io
import json
import os

import pypdfium2
import pytest
import zxingcpp

from kiosk import paths
from kiosk.labels import templates

PRINTER = '[[printer]]\nname = "folder"\nkind = "file"\nlanguage = "{}"\nfolder = "{}"\n'


@pytest.fixture
def files(tmp_path, monkeypatch):
    """The folder that files are written to."""
    folder = tmp_path / "printed"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def units(kiosk, shop):
    """A receipt of 30 units; answers its number."""
    words = ("--part", "DIS-A14-BK", "--quantity", "30", "--serials", "UNIT-01+", "--location", "MAIN/B/01")
    return json.loads(kiosk("receive", *words, "--json").out)["number"]


@pytest.fixture
def own(home):
    """The user's folder of templates."""
    folder = paths.labels()
    (folder / "papers").mkdir(parents=True)
    return folder


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def scanned(file):
    """The codes on each page of a PDF, read off the paper."""
    found = []
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            image = page.render(scale=200 / 72).to_pil().convert("L")
            found.append([code.text for code in zxingcpp.read_barcodes(image)])
    return found


# As a new user would


def test_labels_of_all_locations_scan_back_to_each_of_them(kiosk, shop, files):
    ended = kiosk("labels", "location", "--all", "--output", "places.pdf")
    assert (ended.code, names(files)) == (0, ["places.pdf"])
    pages = scanned(files / "places.pdf")
    assert [len(codes) for codes in pages] == [21, 21, 2]
    codes = [code for page in pages for code in page]
    found = json.loads(kiosk("labels", "location", "--all", "--output", "other.pdf", "--json").out)
    assert sorted(codes) == sorted(label["code"] for label in found["labels"])
    for label in found["labels"]:
        told = kiosk("scan", label["code"])
        assert (told.code, label["location"] in told.out) == (0, True), told


def test_labels_of_thirty_units_scan_back_to_each_in_the_order_of_the_receipt(kiosk, units, files):
    ended = kiosk("labels", "item", "--document", units, "--output", "units.pdf", "--json")
    labels = json.loads(ended.out)["labels"]
    assert [label["serial"] for label in labels] == [f"UNIT-{number:02}" for number in range(1, 31)]
    (codes,) = scanned(files / "units.pdf")
    assert sorted(codes) == sorted(label["code"] for label in labels)
    for label in labels:
        told = kiosk("scan", label["code"])
        assert (told.code, label["serial"] in told.out) == (0, True), told


@pytest.mark.parametrize("to_file", [False, True])
def test_a_slip_for_a_label_printer_is_as_wide_as_a_roll(kiosk, units, files, tmp_path, to_file):
    config = tmp_path / "printer.toml"
    config.write_text(PRINTER.format("zpl", files))
    where = ("--output", "slip.zpl") if to_file else ("--printer", "folder")
    assert kiosk("--config", str(config), "labels", "document", units, *where).code == 0
    (name,) = names(files)
    assert b"^PW640" in (files / name).read_bytes()  # 80 mm at 8 dots


def test_a_slip_of_ones_own_goes_to_a_label_printer_too(kiosk, units, files, own):
    (own / "document.toml").write_text(templates.source("document").replace("width = 210", "width = 220", 1))
    assert kiosk("labels", "document", units, "--output", "slip.zpl").code == 0
    assert b"^PW1760" in (files / "slip.zpl").read_bytes()


def test_a_slip_scans_back_to_its_document(kiosk, units, files):
    assert kiosk("labels", "document", units, "--output", "slip.pdf").code == 0
    assert scanned(files / "slip.pdf") == [[units]]
    with pypdfium2.PdfDocument(files / "slip.pdf") as document:
        text = document[0].get_textpage().get_text_bounded()
    assert all(f"UNIT-{number:02}" in text for number in range(1, 31))


# What is named


def labels_of(kiosk, *words):
    ended = kiosk("labels", *words, "--output", "a.pdf", "--force", "--json")
    assert ended.code == 0, ended
    return [label["label"] for label in json.loads(ended.out)["labels"]]


def test_things_are_named_as_a_scan_names_them(kiosk, shop, units, files):
    assert labels_of(kiosk, "part", "CAB-USBC-1") == ["CAB-USBC-1"]
    assert labels_of(kiosk, "part", "2012345678903", "KSK-PA1", "CAB-USBC-1") == [
        "CAB-USBC-1",
        "RES-0805",
        "CAB-USBC-1",
    ]
    assert labels_of(kiosk, "location", "MAIN/A", "KSK-SL1") == ["MAIN/A", "MAIN"]
    assert labels_of(kiosk, "item", "UNIT-07") == ["DIS-A14-BK · UNIT-07"]
    assert labels_of(kiosk, "document", units) == [units]


def test_codes_are_read_from_stdin(kiosk, shop, files, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("MAIN/A\r\n\nMAIN/B\n"))
    assert labels_of(kiosk, "location", "MAIN", "-") == ["MAIN", "MAIN/A", "MAIN/B"]


def test_a_place_with_all_below_it(kiosk, shop, files):
    found = labels_of(kiosk, "location", "--below", "MAIN/A")
    assert found == sorted(found)
    assert found[0] == "MAIN/A"
    assert all(path.startswith("MAIN/A") for path in found)
    assert len(found) > 3


def test_all_that_is_in_stock_of_a_part(kiosk, units, files):
    found = labels_of(kiosk, "item", "--part", "DIS-A14-BK")
    assert {f"DIS-A14-BK · UNIT-{number:02}" for number in range(1, 31)} <= set(found)


def test_a_suppliers_part_has_a_label_of_its_own(kiosk, shop, files):
    ended = kiosk("labels", "part", "BM-81802", "--output", "a.pdf", "--json")
    (label,) = json.loads(ended.out)["labels"]
    assert (label["template"], label["sku"], label["number"]) == ("supplier_part", "BM-81802", "RES-0805-10R")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["part", "NOPE"], 1, "Nothing has the name or code NOPE"),
        (["location", "CAB-USBC-1"], 1, "Nothing has the name or code CAB-USBC-1"),
        (["location", "MAIN", "--template", "part"], 1, "is for a part, not for a location"),
        (["location", "MAIN", "--template", "locaton"], 2, "Did you mean location?"),
        (["location", "MAIN", "--sheet", "a4-5x13"], 1, "The label is 63.5 × 38.1 mm, and on the paper a4-5x13"),
        (["location", "MAIN", "--sheet", "a4-3x77"], 2, "Did you mean a4-3x7?"),
        (["location", "MAIN", "--start", "22"], 1, "1 to 21"),
        (["location", "MAIN", "--start", "0"], 2, "from 1"),
        (["location", "MAIN", "--copies", "0"], 2, "from 1 to 1000"),
        (["location"], 2, "name what to label"),
        (["location", "MAIN", "--all"], 2, "only one of these"),
        (["item", "--document", "GR-9-9"], 1, "Nothing has the name or code GR-9-9"),
    ],
)
def test_what_has_no_label_is_refused_in_words(kiosk, shop, files, words, code, told):
    ended = kiosk("labels", *words, "--output", "a.pdf")
    assert (ended.code, names(files)) == (code, [])
    assert told in ended.err


def test_what_was_received_by_mistake_has_no_label(kiosk, units, files):
    kiosk("document", "reverse", units, "--yes")
    ended = kiosk("labels", "item", "UNIT-01", "--output", "a.pdf")
    assert (ended.code, names(files)) == (1, [])
    assert "UNIT-01" in ended.err
    assert kiosk("labels", "item", "--document", units, "--output", "a.pdf").code == 1


# Where it goes


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml"), ("zpl", b"^XA")]
)
def test_a_file_is_what_its_name_ends_with(kiosk, shop, files, ending, begins):
    assert kiosk("labels", "location", "MAIN", "--output", f"a.{ending.upper()}").code == 0
    assert (files / f"a.{ending.upper()}").read_bytes().startswith(begins)


def test_pages_after_the_first_are_files_of_their_own_but_in_a_pdf(kiosk, shop, files):
    assert kiosk("labels", "location", "--all", "--output", "a.svg").code == 0
    assert names(files) == ["a-2.svg", "a-3.svg", "a.svg"]
    ended = kiosk("labels", "location", "--all", "--output", "a.svg", "--sheet", "single")
    assert (ended.code, "exists" in ended.err) == (4, True)


def test_many_files_are_named_from_the_first_to_the_last(kiosk, shop, files):
    ended = kiosk("labels", "location", "MAIN", "--copies", "40", "--sheet", "single", "--output", "l.svg")
    assert ended.code == 0
    assert ended.out.startswith("l.svg, l-2.svg … l-40.svg: 40 labels on 40 pages.")


def test_stdout_takes_one_page_or_all_as_a_pdf(kiosk, shop, files):
    ended = kiosk("labels", "location", "--all", "--output", "-")
    assert (ended.code, "stdout takes one page, and there are 3" in ended.err) == (2, True)
    ended = kiosk("labels", "location", "MAIN", "--output", "-")
    assert ended.out.startswith("<?xml")
    assert names(files) == []


@pytest.mark.parametrize("words", [["--copies", "22"], ["--start", "21", "--copies", "2"]])
def test_copies_and_labels_that_are_gone(kiosk, shop, files, words):
    ended = kiosk("labels", "location", "MAIN", "--output", "a.pdf", "--json", *words)
    assert json.loads(ended.out)["pages"] == 2
    pages = scanned(files / "a.pdf")
    assert {code for page in pages for code in page} == {"KSK-SL1"}
    assert sum(map(len, pages)) == int(words[-1])


@pytest.mark.parametrize(
    "words",
    [
        ["--output", "a.gif"],
        ["--output", "a"],
        ["--output", "a.pdf", "--dpi", "300"],
        ["--output", "a.png", "--dpi", "9"],
        ["--output", "a.zpl", "--sheet", "a4-3x7"],
        ["--output", "a.zpl", "--start", "2"],
        ["--output", "-", "--json"],
        ["--output", "a.pdf", "--printer", "x"],
        ["--printer", "x"],
        ["--printer", "x", "--sheet", "a4-3x7"],
        ["--printer", "x", "--start", "2"],
        [],
    ],
)
def test_what_goes_together_in_no_way_is_an_error_of_the_command_line(kiosk, shop, files, words):
    assert kiosk("labels", "location", "MAIN", *words).code == 2
    assert names(files) == []


# A printer


@pytest.fixture
def printer(home, tmp_path):
    """A printer that writes files; answers the words that choose its config, and its folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    config = tmp_path / "printing.toml"
    config.write_text(PRINTER.format("pdf", folder))
    return ("--config", str(config)), folder


def test_where_no_station_runs_the_command_prints(kiosk, shop, files, printer):
    config, folder = printer
    ended = kiosk(*config, "labels", "location", "MAIN", "MAIN/A", "--printer", "folder")
    assert (ended.code, ended.out) == (0, "2 labels sent to folder.\n"), ended
    codes = sorted(code for file in folder.iterdir() for page in scanned(file) for code in page)
    assert codes == ["KSK-SL1", "KSK-SL2"]


def test_copies_are_counted_in_what_was_sent(kiosk, shop, files, printer):
    config, _ = printer
    ended = kiosk(*config, "labels", "location", "MAIN", "--printer", "folder", "--copies", "3")
    assert ended.out == "3 labels sent to folder.\n"


def test_the_sheet_of_commands_goes_to_a_printer(kiosk, shop, files, printer):
    config, folder = printer
    ended = kiosk(*config, "labels", "commands", "--printer", "folder")
    assert ended.code == 0, ended
    assert "KSKCMDUNDO" in {code for file in folder.iterdir() for page in scanned(file) for code in page}


def test_a_printer_that_is_away_keeps_the_labels(kiosk, shop, files, printer):
    config, folder = printer
    folder.rmdir()
    ended = kiosk(*config, "labels", "location", "MAIN", "--printer", "folder")
    assert ended.code == 4
    assert "1 label waits for folder" in ended.err
    folder.mkdir()
    ended = kiosk(*config, "labels", "location", "MAIN/A", "--printer", "folder")
    assert ended.code == 0, ended
    codes = sorted(code for file in folder.iterdir() for page in scanned(file) for code in page)
    assert codes == ["KSK-SL1", "KSK-SL2"], "what waited came first"


def test_what_can_not_be_printed_is_not_queued(kiosk, shop, files, printer, own):
    config, folder = printer
    (own / "location.toml").write_text(templates.source("location").replace("width = 61.5", "width = 20"))
    ended = kiosk(*config, "labels", "location", "MAIN", "--printer", "folder")
    assert (ended.code, "no scanner" in ended.err) == (1, True)
    assert not any(folder.iterdir())


# Templates and papers


def test_a_copy_of_a_template_is_edited_and_used(kiosk, shop, files, own):
    ended = kiosk("labels", "templates", "location", "--copy")
    assert (ended.code, (own / "location.toml").read_text()) == (0, templates.source("location"))
    assert kiosk("labels", "templates", "location", "--copy").code == 4, "it is there already"
    text = templates.source("location").replace('text = "{name}"', 'text = "seen {name}"')
    (own / "location.toml").write_text(text)
    kiosk("labels", "location", "MAIN", "--output", "a.svg", "--sheet", "single")
    assert "seen Main shop" in (files / "a.svg").read_text()
    listed = {row["name"]: row for row in json.loads(kiosk("labels", "templates", "--json").out)}
    assert (listed["location"]["own"], listed["part"]["own"]) == (True, False)


def test_a_fault_in_a_template_is_told_with_file_and_key(kiosk, shop, files, own):
    (own / "location.toml").write_text(templates.source("location").replace("{name}", "{nmae}"))
    ended = kiosk("labels", "location", "MAIN", "--output", "a.pdf")
    assert (ended.code, names(files)) == (2, [])
    assert f"{own / 'location.toml'} [[text]] 2 text: no field {{nmae}}" in ended.err
    assert "Did you mean {name}?" in ended.err


@pytest.mark.parametrize(("what", "below", "good"), [("templates", "", "unit"), ("sheets", "papers", "a4-3x7")])
def test_one_bad_file_hides_no_other_in_the_list(kiosk, home, own, what, below, good):
    for name in ("bad", "worse"):
        (own / below / f"{name}.toml").write_text("[labl]\n")
    ended = kiosk("labels", what)
    assert ended.code == 2
    assert good in ended.out
    assert all(str(own / below / f"{name}.toml") in ended.err for name in ("bad", "worse"))
    ended = kiosk("labels", what, "--json")
    assert (ended.code, good in {row["name"] for row in json.loads(ended.out)}) == (2, True)


def test_labels_that_lack_a_code_are_told(kiosk, shop, files, own):
    text = templates.source("part").replace('symbology = "code128"', 'symbology = "ean13"')
    (own / "ean.toml").write_text(text.replace('text = "{code}"\nx = 1', 'text = "{gtin}"\nx = 1'))
    words = ("labels", "part", "RES-0805-10R", "DIS-A14-BK", "--template", "ean", "--output")
    ended = kiosk(*words, "a.pdf")
    assert (ended.code, "2 labels" in ended.out) == (0, True)
    assert "2 labels have a code left out: {gtin} is empty" in ended.err
    kiosk("barcode", "assign", "4006381333931", "DIS-A14-BK")
    assert "1 label has a code left out: {gtin} is empty" in kiosk(*words, "b.pdf").err
    assert kiosk("labels", "part", "AP-AX30", "--template", "ean", "--output", "c.pdf").err == ""


def test_a_paper_of_ones_own(kiosk, shop, files, own):
    kiosk("labels", "sheets", "a4-3x7", "--copy")
    text = (own / "papers" / "a4-3x7.toml").read_text().replace("left = 7.2", "left = 5")
    (own / "papers" / "mine.toml").write_text(text)
    assert kiosk("labels", "location", "MAIN", "--sheet", "mine", "--output", "a.pdf").code == 0
    assert "mine" in kiosk("labels", "sheets").out
    assert kiosk("labels", "sheets", "mine").out == text


def test_a_folder_that_is_configured_goes_before_the_users(kiosk, shop, files, own, tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "shared.toml").write_text(templates.source("location"))
    (tmp_path / "a.toml").write_text(f'[labels]\ntemplates = "{folder}"\n')
    listed = kiosk("--config", str(tmp_path / "a.toml"), "labels", "templates").out
    assert "shared" in listed
    assert str(folder) in listed


def test_what_a_template_may_name_is_shown(kiosk, home):
    told = kiosk("labels", "templates", "unit").out
    assert "{serial}" in told
    assert "[[code]]" in told
    assert set(json.loads(kiosk("labels", "templates", "document", "--json").out)) == {
        *("name", "text", "fields", "line_fields", "unit_fields")
    }


def test_texts_of_things_are_texts_in_every_format(kiosk, shop, files, tmp_path):
    hostile = "^XA~JR<script>]]>&{code}[x]\x1b"
    (tmp_path / "rows.csv").write_text(f'number,name\nHOSTILE,"{hostile[:-1]}"\n')
    assert kiosk("import", "parts", str(tmp_path / "rows.csv")).code == 0
    for ending in ("svg", "zpl", "pdf", "png"):
        assert (
            kiosk(
                "labels", "part", "HOSTILE", "--output", f"a.{ending}", "--sheet", "single"[: 6 * (ending != "zpl")]
            ).code
            == 0
        )
    svg, zpl = ((files / f"a.{ending}").read_text() for ending in ("svg", "zpl"))
    assert "<script>" not in svg
    assert "&lt;script&gt;" in svg
    assert (zpl.count("^XA"), "~" in zpl.replace("_7E", "")) == (1, False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_no_file_is_said_so(kiosk, shop, files):
    files.chmod(0o500)
    ended = kiosk("labels", "location", "MAIN", "--output", "a.pdf")
    assert (ended.code, names(files)) == (4, [])
