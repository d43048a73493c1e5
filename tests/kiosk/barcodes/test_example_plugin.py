"""A barcode plugin as others write one: a package with an entry point, installed, found, and asked about a scan."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.barcodes import account, plugins
from kiosk.barcodes.about import About
from kiosk.barcodes.content import Language
from kiosk.barcodes.plugins import Claim, Context
from kiosk.barcodes.reading import Found, Meaning, Unknown
from kiosk.barcodes.resolve import resolve
from kiosk.flows import plugins as listed
from kiosk.plugins import Plugin
from kiosk.stock.thing import Kind

PACKAGE = Path(__file__).parent / "acme_boxes"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package installed in it, by pip and off line."""
    place = tmp_path_factory.mktemp("example")
    source = shutil.copytree(PACKAGE, place / "source", ignore=shutil.ignore_patterns("__pycache__"))
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-build-isolation"]
    pip = [sys.executable, "-m", "pip", "install", *options, "--target", str(place / "site"), str(source)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "site"


@pytest.fixture
def acme(site: Path, monkeypatch: pytest.MonkeyPatch) -> Plugin[plugins.Read]:
    monkeypatch.syspath_prepend(site)
    found = {plugin.name: plugin for plugin in plugins.installed.__wrapped__()}
    return found["acme"]


def meaning(shop: Any, acme: Plugin[plugins.Read], raw: bytes, about: About | None = None) -> Meaning:
    more = () if about is None else (about,)
    return shop.store.call(resolve, shop.scan(raw), shop.post.codes, (acme,), *more)


def test_its_label_is_the_part_with_batch_expiry_and_quantity(shop: Any, acme: Plugin[plugins.Read]) -> None:
    found = meaning(shop, acme, b"ACME/RES-10K/L7/2031-05-31/250")
    assert isinstance(found, Found)
    assert (found.thing.kind, found.thing.id, found.pack) == (Kind.PART, shop.ids["resistor"], 250_000_000)
    content = found.tried.content
    assert content is not None
    assert (content.language, content.rule, content.batch) == (Language.PLUGIN, "acme", "L7")
    assert content.expiry is not None
    assert content.expiry.isoformat() == "2031-05-31"
    last = account.readings(found.tried)[-1]
    assert (last.reader, last.why) == ("plugin:acme", "A label on a box of Acme.")


def test_it_is_told_of_the_line_that_is_worked_on(shop: Any, acme: Plugin[plugins.Read]) -> None:
    raw = b"ACME//L7/2031-05-31/2"
    assert isinstance(meaning(shop, acme, raw), Unknown)
    found = meaning(shop, acme, raw, About("GR-1-1", "goods_receipt", "CAB-1"))
    assert isinstance(found, Found)
    assert found.thing.id == shop.ids["cable"]


@pytest.mark.parametrize(
    "raw", [b"ACME/RES-10K", b"ACME/RES-10K/L7/soon/250", b"ACME/X/L7/2031-05-31/1", b"\xff", b"A"]
)
def test_what_is_none_of_its_labels_stays_unknown_and_is_no_fault(
    shop: Any, acme: Plugin[plugins.Read], raw: bytes
) -> None:
    assert isinstance(meaning(shop, acme, raw), Unknown)
    assert acme.fault == ""


def test_the_station_lists_it_with_what_it_is(
    shop: Any, acme: Plugin[plugins.Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugins, "installed", lambda order=(): (acme,))
    (facts, *_) = listed.plugins(None, shop.post)
    assert (facts.name, facts.group, facts.names, facts.place) == ("acme", "kiosk.barcodes", "acme_boxes:read", 1)


def test_the_function_that_the_readme_shows_reads_a_label() -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", (Path(__file__).parents[3] / "README.md").read_text(), re.DOTALL)
    named: dict[str, Any] = {}
    exec(shown, named)
    (claim,) = named["read"](b"ACME:RES-10K:L7", Context())
    assert isinstance(claim, Claim)
    assert (claim.code, claim.kind, claim.batch) == ("RES-10K", Kind.PART, "L7")
    assert list(named["read"](b"4006381333931", Context())) == []
