"""Reading kiosk.toml: which file counts, and that every fault in it is listed at once and in words."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import config_file, paths
from kiosk.config import Config, HidConfig, SerialConfig
from kiosk.errors import ConfigError

FAULTY = b"""
operator = "Eva"
sation = 3

[store]
ulr = "x"
url = "mysql://me:secret@host/stock"

[backup]
at = "3:00"
folder = "backups"
keep = 0

[log]
level = "inof"

[rules]
journal_days = 0
code_prefix = "ksk"
batch_template = "{yeer}"
code_amounts = "21.....{NNDDD} 2112345015002=15"

[station]
timezone = "Europe/Brelin"
mode_idle = -1
level = "info"

[[scanner]]
driver = "hid"
baud = 9600
silence_ms = 4
layout = 4
device = "5e0:1200"
substitutions = { "" = "x", a = 3 }

[[scanner]]
driver = "serial"
beeps = { okk = "x" }

[[scanner]]
driver = "hdi"

[[scanner]]
name = "gate"

[labels]
receiving = "eech"
templates = "labels"

[[printer]]
kind = "network"
dpi = 204
queue = "office"
width = -1

[[printer]]
kind = "cups"
queue = "-o raw"

[[printer]]
kind = "fax"

[[printer]]
kind = "device"
device = "lp0"
language = "zlp"
"""

# One for each fault above: file, table, key and value, what is allowed or the nearest real key.
EXPECTED = [
    ('operator = "Eva"', "[station]"),
    ("[sation] = 3", '"station"'),
    ('[store] ulr = "x"', '"url"'),
    ('[store] url = "mysql://me:***@host/stock"', "postgresql://"),
    ('[backup] at = "3:00"', '"23:59"'),
    ('[backup] folder = "backups"', "whole path"),
    ("[backup] keep = 0", "1 to 10000"),
    ('[log] level = "inof"', '"info"'),
    ("[rules] journal_days = 0", "1 to 36500"),
    ('[rules] code_prefix = "ksk"', "capital letters"),
    ('[rules] code_amounts = "21.....{NNDDD} 2112345015002=15"', 'the pattern "21.....{NNDDD}" reads 1.5 in it'),
    ('[rules] batch_template = "{yeer}"', "{year}, {month:02}"),
    ('[station] timezone = "Europe/Brelin"', "IANA"),
    ("[station] mode_idle = -1", "0 to 86400"),
    ('[station] level = "info"', "[log]"),
    ("[[scanner]] 1 baud = 9600", '"serial"'),
    ("[[scanner]] 1 silence_ms = 4", "5 to 2000"),
    ("[[scanner]] 1 layout = 4", '"us", "gb"'),
    ('[[scanner]] 1 device = "5e0:1200"', "05e0:1200"),
    ('[[scanner]] 1 substitutions "" = "x"', "at least one character"),
    ("[[scanner]] 1 substitutions a = 3", "text in quotes"),
    ("[[scanner]] 2 port", "is missing"),
    ('[[scanner]] 2 beeps okk = "x"', '"ok"'),
    ('[[scanner]] 2 name = "scanner"', "a name of its own"),
    ('[[scanner]] 3 driver = "hdi"', '"hid"'),
    ("[[scanner]] 4 driver", "is missing"),
    ('[labels] receiving = "eech"', '"each"'),
    ('[labels] templates = "labels"', "whole path"),
    ("[[printer]] 1 host", "is missing"),
    ("[[printer]] 1 dpi = 204", "203, 300 or 600"),
    ('[[printer]] 1 queue = "office"', '[[printer]] with kind = "cups"'),
    ("[[printer]] 1 width = -1", "0 to 1000"),
    ('[[printer]] 2 queue = "-o raw"', "without blanks"),
    ('[[printer]] 2 name = "labels"', "a name of its own for each printer"),
    ('[[printer]] 3 kind = "fax"', '"device"'),
    ('[[printer]] 4 device = "lp0"', "/dev/usb/lp0"),
    ('[[printer]] 4 language = "zlp"', '"zpl"'),
    ('[[printer]] 4 name = "labels"', "a name of its own for each printer"),
]


def test_labels_go_to_a_printer_that_there_is():
    assert '"gate"?' in problems(b'[labels]\nprinter = "gaet"\n[[printer]]\nkind = "device"\nname = "gate"\n')[0]
    assert "Add a [[printer]]" in problems(b'[labels]\nreceiving = "each"\n')[0]
    two = b'[[printer]]\nkind = "device"\n[[printer]]\nkind = "cups"\nqueue = "a"\nname = "office"\n'
    assert config_file.parse(two, "f").label_printer == "labels"
    assert config_file.parse(b'[labels]\nprinter = "office"\n' + two, "f").label_printer == "office"
    assert config_file.parse(b"", "f").label_printer == ""


def problems(text: bytes) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        config_file.parse(text, "kiosk.toml")
    return caught.value.problems


def test_every_fault_of_a_file_is_listed_with_place_value_and_what_is_allowed():
    found = list(problems(FAULTY))
    for place, help_ in EXPECTED:
        matching = [problem for problem in found if place in problem]
        assert len(matching) == 1, place
        assert help_ in matching[0]
        assert matching[0].startswith("kiosk.toml")
        found.remove(matching[0])
    assert found == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (b"[station]\nname =\n", "line 2, column 7"),
        (b"[station]\nname = 1\nname = 2\n", "line 3"),
        (b'[station]\nname = """', "line 2, column 11"),
        (b"[station]\n# \xff\n", "line 2"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "nested too deeply"),
    ],
)
def test_a_syntax_fault_is_told_with_its_line(text, place):
    assert [place in problem for problem in problems(text)] == [True]


def test_a_table_written_as_a_value_and_a_scanner_written_as_a_table_are_explained():
    assert "Write [store]" in problems(b"store = 1")[0]
    assert "Write [[scanner]]" in problems(b'[scanner]\ndriver = "hid"')[0]
    assert "Write [[scanner]]" in problems(b"scanner = [1]")[0]


@pytest.mark.parametrize("name", ['""', '"keyboard"', '"command"', '"a\\u001bb"', f'"{"x" * 41}"', "7"])
def test_a_scanner_name_that_can_not_be_shown_or_told_apart_is_refused(name):
    assert len(problems(f'[[scanner]]\ndriver = "hid"\nname = {name}\n'.encode())) == 1


def test_hostile_values_are_shown_visibly_in_the_messages():
    message = problems(b'[store]\nurl = "\\u001b[31m\\u202e"\n"k\\u0007" = 1\n')
    assert all(problem.isprintable() for problem in message)


def test_no_file_is_all_defaults():
    assert config_file.load(None) == Config()
    assert config_file.parse(b"", "kiosk.toml") == Config()


def test_an_empty_scanner_list_is_a_station_with_a_keyboard_only():
    assert config_file.parse(b"scanner = []", "kiosk.toml").scanner == ()


def test_scanners_of_both_drivers_are_read_in_order_with_control_characters_kept():
    config = config_file.parse(
        b'[[scanner]]\ndriver = "serial"\nname = "gate"\nport = "/dev/ttyACM0"\nprefix = "\\u0002"\n'
        b'beeps = { ok = "\\u0007" }\n[[scanner]]\ndriver = "hid"\ndevice = "*SCAN*"\n',
        "kiosk.toml",
    )
    assert config.scanner == (
        SerialConfig(name="gate", port="/dev/ttyACM0", prefix="\x02", beeps={"ok": "\x07"}),
        HidConfig(device="*SCAN*"),
    )


def test_the_named_file_counts_then_the_environment_then_the_system_then_the_user(tmp_path, monkeypatch):
    system, user = tmp_path / "system.toml", tmp_path / "kiosk" / "kiosk.toml"
    monkeypatch.setattr(paths, "SYSTEM_CONFIG", system)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert config_file.find(None, {}) is None
    user.parent.mkdir()
    user.touch()
    assert config_file.find(None, {}) == user
    system.touch()
    assert config_file.find(None, {}) == system
    assert config_file.find(None, {"KIOSK_CONFIG": "/a.toml"}) == paths.Path("/a.toml")
    assert config_file.find("/b.toml", {"KIOSK_CONFIG": "/a.toml"}) == paths.Path("/b.toml")


def test_an_empty_option_names_no_file_and_never_the_defaults():
    assert config_file.find("", {}) == paths.Path()
    with pytest.raises(ConfigError, match="can't be read"):
        config_file.load(paths.Path())


def test_a_file_that_may_not_be_read_or_leads_nowhere_counts_and_is_told(tmp_path, monkeypatch):
    system = tmp_path / "etc" / "kiosk.toml"
    system.parent.mkdir()
    system.symlink_to("nowhere")
    monkeypatch.setattr(paths, "SYSTEM_CONFIG", system)
    assert config_file.find(None, {}) == system
    with pytest.raises(ConfigError, match="can't be read"):
        config_file.load(system)


def test_a_folder_that_may_not_be_entered_is_told(tmp_path, monkeypatch):
    """As another user, since root may enter any."""
    hidden = tmp_path / "etc"
    hidden.mkdir(mode=0)
    monkeypatch.setattr(paths, "SYSTEM_CONFIG", hidden / "kiosk.toml")
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        assert config_file.find(None, {}) == hidden / "kiosk.toml"
        with pytest.raises(ConfigError, match="Permission denied"):
            config_file.load(hidden / "kiosk.toml")
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize(
    ("driver", "key", "low", "high"),
    [
        ("serial", "baud", 50, 4_000_000),
        ("serial", "silence_ms", 5, 2000),
        ("hid", "silence_ms", 5, 2000),
        ("serial", "together_ms", 0, 2000),
        ("hid", "together_ms", 0, 2000),
        ("", "journal_days", 1, 36_500),
    ],
)
def test_numbers_are_allowed_from_the_least_to_the_greatest(driver, key, low, high):
    table = f'[[scanner]]\ndriver = "{driver}"\n' if driver else "[rules]\n"
    port = 'port = "/dev/ttyS0"\n' if driver == "serial" else ""
    for value in (low, high):
        assert config_file.parse(f"{table}{port}{key} = {value}".encode(), "f")
    for value in (low - 1, high + 1):
        assert f"from {low} to {high}" in problems(f"{table}{port}{key} = {value}".encode())[0]


@pytest.mark.parametrize(
    "url", ["sqlite:///kiosk.db", "sqlite:////", "sqlite://x", "postgresql://", "kiosk.db", "/srv/kiosk.db"]
)
def test_a_store_is_named_by_a_whole_url(url):
    assert "[store] url" in problems(f'[store]\nurl = "{url}"'.encode())[0]


def test_values_that_no_system_call_takes_are_refused():
    assert "[store] url" in problems(b'[store]\nurl = "sqlite:////a\\u0000b"')[0]
    assert "[[scanner]] 1 device" in problems(b'[[scanner]]\ndriver = "hid"\ndevice = "a\\u0000"')[0]


def test_a_named_file_that_does_not_exist_is_a_fault_not_the_defaults(tmp_path):
    with pytest.raises(ConfigError, match=r"missing\.toml: can't be read \(No such file"):
        config_file.load(tmp_path / "missing.toml")


@given(st.binary(max_size=60) | st.text(alphabet='[]scaner="\n. 1{}driv\\u#', max_size=80).map(str.encode))
def test_any_bytes_give_a_config_or_a_list_of_problems(raw):
    found: tuple[str, ...] | Config
    try:
        found = config_file.parse(raw, "f")
    except ConfigError as error:
        found = error.problems
    assert found


def test_barcode_plugins_are_named_in_a_list_each_once():
    assert config_file.parse(b'[barcodes]\nplugins = ["b", "a"]', "kiosk.toml").barcodes.plugins == ("b", "a")
    for wrong in (b'["a", "a"]', b'[""]', b'"a"', b"[1]"):
        with pytest.raises(ConfigError, match="names of barcode plugins"):
            config_file.parse(b"[barcodes]\nplugins = " + wrong, "kiosk.toml")
