"""Templates and papers of one's own beside those of the program."""

import os

import pytest

from kiosk.labels import sheets, templates
from kiosk.labels.library import Library
from kiosk.labels.tables import TemplateError


@pytest.fixture
def library(tmp_path):
    (tmp_path / "labels" / "papers").mkdir(parents=True)
    return Library(tmp_path / "labels")


def put(library, name, text):
    (library.folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("folder", [None, "none", "file"])
def test_without_any_of_ones_own_there_are_those_of_the_program(tmp_path, folder):
    (tmp_path / "file").write_text("")
    library = Library(folder and tmp_path / folder)
    assert library.templates() == templates.names()
    assert library.sheets() == sheets.names()
    assert library.template("part") == templates.builtin("part")
    assert library.sheet("a4-3x7") == sheets.builtin("a4-3x7")


def test_one_of_the_same_name_takes_the_place_and_others_come_in_addition(library):
    put(library, "part.toml", templates.source("part").replace("width = 63.5", "width = 70"))
    put(library, "Mine-2.toml", templates.source("unit"))
    put(library, "papers/mine.toml", sheets.source("a4-3x7"))
    assert library.template("part").width == 70
    assert library.template("Mine-2").kind == "unit"
    assert library.sheet("mine").labels == 21
    assert set(library.templates()) == {*templates.names(), "Mine-2"}
    assert set(library.sheets()) == {*sheets.names(), "mine"}
    assert (library.is_own("part"), library.is_own("unit")) == (True, False)


def test_it_is_read_anew_when_it_was_edited(library):
    put(library, "part.toml", templates.source("part"))
    before = library.template("part").width
    put(library, "part.toml", templates.source("part").replace("width = 63.5", "width = 71"))
    assert (before, library.template("part").width) == (63.5, 71)


def test_one_of_another_kind_does_not_take_the_place(library):
    put(library, "part.toml", templates.source("unit"))
    with pytest.raises(TemplateError, match=r'part.toml .*kind = "unit": takes the place of a template for a part'):
        library.template("part")


def test_a_fault_names_the_file(library):
    put(library, "part.toml", templates.source("part").replace("{number}", "{nunber}"))
    with pytest.raises(TemplateError, match=str(library.folder / "part.toml")):
        library.template("part")


def test_bytes_that_are_no_text_are_told(library):
    (library.folder / "part.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError, match="not UTF-8"):
        library.template("part")


@pytest.mark.parametrize("name", ["../part", "/etc/passwd", "", "a" * 200, "p\0art", "no such"])
def test_a_name_leads_out_of_no_folder(library, name):
    put(library, "../part.toml", templates.source("part"))
    with pytest.raises(TemplateError, match="There is no template"):
        library.template(name)
    with pytest.raises(TemplateError, match="There is no label paper"):
        library.sheet(name)


def test_the_nearest_name_is_told(library):
    with pytest.raises(TemplateError, match="Did you mean location"):
        library.template("locaton")
    with pytest.raises(TemplateError, match="Did you mean a4-3x7"):
        library.sheet("a4-3x71")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told(library):
    library.folder.chmod(0)
    try:
        with pytest.raises(TemplateError, match="can't be read"):
            library.templates()
    finally:
        library.folder.chmod(0o700)
