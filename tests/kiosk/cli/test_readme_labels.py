"""The README's walk through labels: its commands as they stand there, and what they print read back off the paper."""

import json
import re
import shlex
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from kiosk import paths

README = (Path(__file__).parents[3] / "README.md").read_text()
SECTION = README.partition("\n## Print labels\n")[2].partition("\n### Printers\n")[0]


def scanned(pages):
    """All codes on these pages."""
    return sorted({code.text for page in pages for code in zxingcpp.read_barcodes(page.convert("L"))})


def on_paper(file):
    with pypdfium2.PdfDocument(file) as document:
        return scanned([page.render(scale=200 / 72).to_pil() for page in document])


@pytest.fixture
def printed(kiosk, shop, tmp_path, monkeypatch):
    """The folder in which all commands of the section were run, with its template in its place."""
    monkeypatch.chdir(tmp_path)
    (template,) = re.findall(r"```toml\n(\[label\].*?)```", SECTION, re.DOTALL)
    paths.labels().mkdir(parents=True)
    (paths.labels() / "drawer.toml").write_text(template)
    for line in re.findall(r"^    kiosk ((?:labels|receive) .+)$", SECTION, re.MULTILINE):
        ended = kiosk(*shlex.split(line))
        assert ended.code == 0, ended.err
    return tmp_path


def test_its_sheets_of_places_and_thirty_units_are_scanned_back(kiosk, printed):
    sheets = [("places", "location", 44), ("units", "stock_item", 30), ("drawers", "location", 7)]
    for name, kind, count in sheets:
        found = json.loads(kiosk("scan", *on_paper(printed / f"{name}.pdf"), "--json").out)
        assert [(one["result"], one["kind"]) for one in found] == [("found", kind)] * count
        assert len({one["id"] for one in found}) == count
    pictures = [Image.open(file) for file in sorted(printed.glob("units*.png"))]
    assert scanned(pictures) == on_paper(printed / "units.pdf")
