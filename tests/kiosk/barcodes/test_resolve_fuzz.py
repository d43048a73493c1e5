"""Codes that nobody prints, through all of the resolver: nothing raises, and nothing is claimed without a rule.

And what a station loads for plain codes: the readers of languages wait for the first code that may be theirs.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kiosk.barcodes import account, languages
from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.content import Language
from kiosk.barcodes.forms import forms
from kiosk.barcodes.reading import Found, Meaning, Unknown, Verdict
from kiosk.barcodes.resolve import resolve
from kiosk.flows.lookup import explain
from kiosk.scan import Label, joined
from kiosk.wording import explanation

patient = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=120
)
RULES = CodeRules(amounts="21.....{NNDDD} 2112345015005=1.5")
TEXTS = [label["text"] for label in json.loads((Path(__file__).parent / "labels.json").read_text())["labels"]]
KNOWN = ["RES-10K", "PSU-12", "FAN-80", "MAIN", "007", "SN-0001", "2000000000015", "0805-103", "KSK-PA1", "KSKCMDDONE"]
_ELEMENTS = st.sampled_from(["01", "02", "10", "21", "17", "37", "3103", "00", "414", "8005", "\x1d", "(01)"])
_GS1 = st.lists(_ELEMENTS | st.text("0123456789", max_size=14) | st.text(max_size=5), max_size=8).map("".join)
_TEXTS = st.sampled_from([*TEXTS, *KNOWN]) | _GS1 | st.text(max_size=30) | st.text("0123456789", max_size=20)
_CODES = st.binary(max_size=40) | _TEXTS.map(lambda text: text.encode("utf-8", "replace"))
_SYMBOLOGIES = st.sampled_from(["", "C1", "d2", "Q3", "e0", "E0", "d1", "xx"]) | st.text(max_size=3)


def check(meaning: Meaning) -> None:
    """What must be true of whatever a code means: each claim has its rule, and all of it can be explained."""
    for one in (meaning, *(label.read.meaning for label in meaning.tried.labels)):
        said = account.said(one.tried)
        assert said is None or explanation.rule(said.content)
        assert all(reading.why for reading in account.readings(one.tried))
        chosen = [reading for reading in account.readings(one.tried) if reading.verdict is Verdict.CHOSEN]
        assert bool(chosen) == isinstance(one, Found)
        assert isinstance(account.invalid(one.tried), str)


@patient
@given(_CODES, _SYMBOLOGIES, st.booleans())
@example(b"[)>\x1e06\x1dQ" + b"9" * 4000, "", False)
@example(b"01" * 2048, "C1", False)
@example(b"{" * 4096, "", False)
@example(b"P" + b"1PQK" * 1000, "", False)
def test_no_code_makes_the_resolver_raise(shop: Any, raw: bytes, symbology: str, typed: bool) -> None:
    scan = shop.scan(raw, symbology=symbology, typed=typed)
    meaning = shop.store.call(resolve, scan, RULES, ())
    check(meaning)
    assert explain(meaning, scan).readings


@patient
@given(st.lists(st.builds(Label, _CODES, _SYMBOLOGIES), min_size=2, max_size=5))
def test_no_labels_of_one_trigger_make_the_resolver_raise(shop: Any, labels: list[Label]) -> None:
    raw, symbology = joined(labels)
    scan = shop.scan(raw, symbology=symbology, labels=tuple(labels))
    meaning = shop.store.call(resolve, scan, RULES, ())
    check(meaning)
    explain(meaning, scan)
    if isinstance(meaning, Unknown) and meaning.tried.labels:
        assert account.invalid(meaning.tried)
    elif meaning.tried.labels:
        assert meaning.tried.content is not None
        assert meaning.tried.content.language is Language.MIXED


@patient
@given(_TEXTS, _SYMBOLOGIES, st.booleans(), st.sampled_from([RULES.amounts, ""]))
def test_a_glance_never_passes_over_what_a_reader_would_claim(
    text: str, symbology: str, typed: bool, amounts: str
) -> None:
    text = text.encode("utf-8", "replace").decode()
    if text and not languages.may_speak(text, symbology, amounts):
        assert languages.content(text, symbology, typed=typed, amounts=amounts) is None
        assert languages.foreign(text) is None


@patient
@given(_CODES, _SYMBOLOGIES)
def test_what_is_typed_says_what_is_scanned_but_for_brackets(raw: bytes, symbology: str) -> None:
    scanned, typed = (forms(raw, RULES, symbology, typed=typed) for typed in (False, True))
    if scanned.content is not None:
        assert typed.content == scanned.content
    elif typed.content is not None:
        assert typed.content.rule == "brackets"


_PLAIN = """
import sys
from kiosk.barcodes.code_rules import CodeRules
from kiosk.barcodes.resolve import resolve
from kiosk.scan import Scan
from kiosk.store.database import Store

store = Store(f"sqlite:///{sys.argv[1]}")
for code in sys.argv[2:]:
    store.call(resolve, Scan(bytes.fromhex(code), "scanner", 1, 0, 0), CodeRules(), ())
print(" ".join(name for name in sys.modules if name.startswith(("biip", "kiosk.barcodes"))))
store.close()
"""
_LATER = {
    f"kiosk.barcodes.{name}"
    for name in ("account", "amounts", "element_strings", "gs1", "mixed", "supplier_labels", "tme")
}


def loaded(folder: Path, *codes: bytes) -> set[str]:
    """The modules that a process has loaded which looked these codes up."""
    program = [sys.executable, "-P", "-c", _PLAIN, str(folder / "kiosk.db"), *(code.hex() for code in codes)]
    ran = subprocess.run(program, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


def test_plain_codes_load_no_reader_of_a_language(tmp_path: Path) -> None:
    plain = (b"RES-10K", b"SN00000017", b"4006381333931", b"KSK-PA10", b"PN-000123", b"\xff", b"10ABC", b"21-0042", b"")
    modules = loaded(tmp_path, *plain)
    assert modules.isdisjoint(_LATER)
    assert not {name for name in modules if name.startswith("biip")}


def test_what_reads_gs1_is_loaded_with_the_first_code_that_is_one(tmp_path: Path) -> None:
    nearly = (b"0104006381333932", b"4006381333932", b"[)>\x1e06\x1d1PX\x1dQ1\x1e\x04", b"{pbn:1,pc:C1}")
    assert not {name for name in loaded(tmp_path, *nearly) if name.startswith("biip")}
    assert "biip" in loaded(tmp_path, b"010400638133393110AB")
