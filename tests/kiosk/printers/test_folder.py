"""A folder that gets a file for each label."""

import pytest

from kiosk.printers.folder import Folder
from kiosk.printers.printer import PrinterAway


def test_files_are_numbered_on_and_none_is_overwritten(tmp_path):
    (tmp_path / "000007.zpl").write_bytes(b"old")
    (tmp_path / "note.zpl").touch()
    printer = Folder(str(tmp_path), "zpl")
    printer.send(b"a")
    (tmp_path / "000009.zpl").write_bytes(b"another's")
    printer.send(b"b")
    files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert files == {
        "note.zpl": b"",
        "000007.zpl": b"old",
        "000008.zpl": b"a",
        "000009.zpl": b"another's",
        "000010.zpl": b"b",
    }


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PrinterAway, match="Make the folder"):
        Folder(str(tmp_path / "missing"), "pdf").send(b"x")
