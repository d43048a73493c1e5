"""Real labels: `labels.json` has texts that suppliers print, each with its public source, and what they say."""

import dataclasses
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.barcodes import languages
from kiosk.barcodes.content import Content
from kiosk.wording import supplier_labels as wording

LABELS = json.loads((Path(__file__).parent / "labels.json").read_text())["labels"]
FULL = [label for label in LABELS if "\x1d" in label["text"] and label["text"].startswith(("[)>", ">[)>"))]

KEYBOARDS = {
    "private use": ("\uf70b", "\uf70c", ""),
    "code page 437": ("↔", "▲", "♦"),
    "control pictures": ("␝", "␞", "␄"),
    "names": ("<GS>", "<RS>", "<EOT>"),
    "carets": ("^]", "^^", ""),
    "escapes": ("\\x1d", "\\x1e", "\\x04"),
    "function keys": ("\x1b[19~", "\x1b[20~", ""),
    "lost Ctrl": ("]", "^", "^d"),
    "at signs": ("@", "@", ""),
    "RS for all": ("\x1e", "\x1e", ""),
    "RS dropped": ("\x1d", "", ""),
    "trailer dropped": ("\x1d", "\x1e", ""),
}


def read(label: dict[str, Any]) -> Content | None:
    return languages.content(label["text"], label.get("symbology", ""), typed=label.get("typed", False))


def written(value: object) -> object:
    match value:
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return str(value)


def said(content: Content | None) -> dict[str, object]:
    """All that a label says but its fields as they stand there, and how many faults it has."""
    assert content is not None
    names = [field.name for field in dataclasses.fields(content) if field.name not in ("fields", "faults")]
    values = {name: value for name in names if (value := getattr(content, name)) not in ("", (), None)}
    faults = {"faults": len(content.faults)} if content.faults else {}
    return {name: written(value) for name, value in values.items()} | faults


def test_there_are_enough_of_them_and_each_has_its_source_and_a_name_of_its_own() -> None:
    assert len(LABELS) >= 60
    assert len({label["id"] for label in LABELS}) == len({label["text"] for label in LABELS}) == len(LABELS)
    assert all(label["source"] for label in LABELS)


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["id"])
def test_a_label_is_read_as_its_supplier_means_it(label: dict[str, Any]) -> None:
    assert said(read(label)) == label["says"]


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["id"])
def test_each_label_has_a_rule_in_words_and_all_its_elements_are_kept(label: dict[str, Any]) -> None:
    content = read(label)
    assert content is not None
    if content.language in ("iso15434", "lcsc", "tme"):
        assert wording.rule(content.rule)
        assert content.fields or content.faults


@pytest.mark.parametrize("keyboard", KEYBOARDS)
@pytest.mark.parametrize("label", FULL, ids=lambda label: label["id"])
def test_separators_that_a_scanner_changes_change_nothing_of_what_is_said(label: dict[str, Any], keyboard: str) -> None:
    gs, rs, eot = KEYBOARDS[keyboard]
    text = label["text"].replace("\x1d", gs).replace("\x1e", rs).replace("\x04", eot)
    expected = {key: value for key, value in label["says"].items() if key != "rule"}
    got = said(languages.content(text))
    assert {key: value for key, value in got.items() if key != "rule"} == expected


@pytest.mark.parametrize("label", FULL, ids=lambda label: label["id"])
def test_without_separators_a_label_says_the_same_or_how_to_set_the_scanner(label: dict[str, Any]) -> None:
    text = label["text"].replace("\x1d", "").replace("\x1e", "").replace("\x04", "")
    got = said(languages.content(text))
    if got["rule"] == "separators_dropped":
        assert got == {"language": "iso15434", "rule": "separators_dropped", "faults": 1}
    else:
        assert {**got, "rule": ""} == {**label["says"], "rule": ""}


def test_labels_of_mouser_and_digikey_without_separators_are_mostly_readable() -> None:
    labels = [label for label in FULL if label["id"].startswith(("digikey", "mouser"))]
    rules = [said(languages.content(label["text"].replace("\x1d", "").replace("\x1e", "")))["rule"] for label in labels]
    assert rules.count("order_of_fields") >= 9
