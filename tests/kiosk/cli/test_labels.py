"""`kiosk labels commands`: the sheet as files, whole or not at all, with the prefix of the store."""

import json
import os
from xml.etree import ElementTree

import pytest

from kiosk import paths
from kiosk.labels import command_sheet, svg, templates
from kiosk.labels.drawing import page


@pytest.fixture
def sheet(tmp_path, monkeypatch):
    """The folder that files are written to."""
    folder = tmp_path / "printed"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def sheet_pages():
    return [page(one) for one in command_sheet.drawings("KSK", templates.builtin("commands"))]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_for_each_page(kiosk, shop, sheet):
    ended = kiosk("labels", "commands", "--output", "c.svg")
    pages = sheet_pages()
    assert ended.code == 0
    expected = ["c.svg", *(f"c-{number}.svg" for number in range(2, len(pages) + 1))]
    assert names(sheet) == sorted(expected)
    assert [(sheet / name).read_text(encoding="utf-8") for name in expected] == [svg.render(page) for page in pages]
    assert ended.out.startswith(f"{', '.join(expected)}: ")


def test_programs_are_told_the_files_and_the_codes(kiosk, shop, sheet):
    told = json.loads(kiosk("labels", "commands", "--output", "c.svg", "--json").out)
    assert sorted(told["files"]) == names(sheet)
    assert told["prefix"] == "KSK"
    assert {"code": "KSKCMDUNDO", "name": "Undo", "does": "takes back what was done last, as F7"} in told["codes"]


def test_programs_are_told_of_each_code_what_it_does(kiosk, shop, sheet):
    codes = json.loads(kiosk("labels", "commands", "--output", "c.svg", "--json").out)["codes"]
    does = {code["code"]: code["does"] for code in codes}
    assert does["KSKCMDX20"] == "makes the quantity of the line 20"
    assert does["KSKCMDR3"] == "chooses row 3"
    assert does["KSKCMDMOVE"] == "the task Move into"
    assert all(does.values())


def test_the_codes_begin_as_the_store_has_it(kiosk, shop, sheet):
    kiosk("settings", "code_prefix", "SHOP")
    assert json.loads(kiosk("labels", "commands", "--output", "c.svg", "--json").out)["prefix"] == "SHOP"
    assert "SHOPCMDUNDO" in (sheet / "c.svg").read_text()
    assert "KSKCMD" not in (sheet / "c.svg").read_text()


def test_without_a_store_they_begin_as_those_of_a_new_one_will(kiosk, home, sheet):
    (home / "a.toml").write_text('[rules]\ncode_prefix = "NEW"\n')
    ended = kiosk("--config", str(home / "a.toml"), "labels", "commands", "--output", "c.svg")
    assert ended.code == 0
    assert "no store yet: the codes begin with NEW" in ended.err
    assert "NEWCMDUNDO" in (sheet / "c.svg").read_text()
    assert not paths.store().exists()


def test_a_store_that_cannot_be_used_is_no_reason_to_print_other_codes(kiosk, shop, sheet):
    shop.write_bytes(b"no store at all" * 100)
    ended = kiosk("labels", "commands", "--output", "c.svg")
    assert (ended.code, names(sheet)) == (4, [])


@pytest.mark.parametrize("there", ["c.svg", "c-2.svg"])
def test_a_file_that_exists_is_kept_and_no_other_page_is_written(kiosk, shop, sheet, there):
    (sheet / there).write_text("mine")
    ended = kiosk("labels", "commands", "--output", "c.svg")
    assert ended.code == 4
    assert f"{there} exists" in ended.err
    assert names(sheet) == [there]
    assert (sheet / there).read_text() == "mine"
    assert kiosk("labels", "commands", "--output", "c.svg", "--force").code == 0
    assert (sheet / there).read_text() != "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_no_file_is_said_so(kiosk, shop, sheet):
    sheet.chmod(0o500)
    ended = kiosk("labels", "commands", "--output", "c.svg")
    assert (ended.code, names(sheet)) == (4, [])


def test_a_folder_that_is_not_there_is_said_so(kiosk, shop, sheet):
    ended = kiosk("labels", "commands", "--output", "none/c.svg")
    assert ended.code == 4
    assert "none/c.svg can't be written" in ended.err


def test_one_page_goes_to_stdout_and_which_has_to_be_said(kiosk, shop, sheet):
    ended = kiosk("labels", "commands", "--output", "-", "--page", "2")
    assert (ended.code, ended.out) == (0, svg.render(sheet_pages()[1]))
    ended = kiosk("labels", "commands", "--output", "-")
    assert ended.code == 2
    assert "name it by --page 1 to --page" in ended.err
    assert names(sheet) == []


@pytest.mark.parametrize(
    "words",
    [
        ["--output", "c.gif"],
        ["--output", "c.zpl"],
        ["--output", "c.svg", "--dpi", "300"],
        ["--output", "c.svg", "--printer", "zebra"],
        ["--printer", "zebra"],
        ["--output", "-", "--json", "--page", "1"],
        ["--output", "c.svg", "--page", "0"],
        ["--output", "c.svg", "--page", "99"],
        [],
    ],
)
def test_what_can_not_be_written_is_an_error_of_the_command_line(kiosk, shop, sheet, words):
    assert kiosk("labels", "commands", *words).code == 2
    assert names(sheet) == []


def test_one_page_alone_is_written_under_its_own_name(kiosk, shop, sheet):
    assert kiosk("labels", "commands", "--output", "c.svg", "--page", "2").code == 0
    assert names(sheet) == ["c.svg"]
    assert "page 2 of" in (sheet / "c.svg").read_text()
    ElementTree.parse(sheet / "c.svg")


def test_the_sheet_is_a_template_that_can_be_copied_and_edited(kiosk, shop, sheet):
    assert kiosk("labels", "templates", "commands", "--copy").code == 0
    copy = paths.labels() / "commands.toml"
    bench = copy.read_text(encoding="utf-8").replace('"Command codes"', '"Bench 3"').replace("20, 50, 100]", "20, 144]")
    copy.with_name("bench.toml").write_text(bench, encoding="utf-8")
    assert kiosk("labels", "commands", "--template", "bench", "--output", "c.svg").code == 0
    written = "".join((sheet / name).read_text(encoding="utf-8") for name in names(sheet))
    assert "Bench 3" in written
    assert "KSKCMDX144" in written
    assert "KSKCMDX50" not in written


def test_a_template_of_something_else_is_refused(kiosk, shop, sheet):
    ended = kiosk("labels", "commands", "--template", "part", "--output", "c.svg")
    assert (ended.code, names(sheet)) == (1, [])
    assert "is for a part, not for a commands" not in ended.err
    assert "part" in ended.err
