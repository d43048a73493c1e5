"""kiosk.toml.example and the code agree, key by key and default by default."""

import dataclasses
import re
from pathlib import Path

from kiosk import config_file
from kiosk.config import Config, HidConfig, SerialConfig

EXAMPLE = Path(__file__).parents[2] / "kiosk.toml.example"
KEY = re.compile(r"(?:# )?(\w+) = ")


def written_keys() -> dict[str, set[str]]:
    """The keys that stand in the file under each header, those of commented-out tables included."""
    tables: dict[str, set[str]] = {}
    table = ""
    for line in EXAMPLE.read_text().splitlines():
        if header := re.fullmatch(r"(?:# )?\[+(\w+)\]+", line):
            table = header[1]
        elif found := KEY.match(line):
            if found[1] == "driver":
                table = f"scanner {'serial' if 'serial' in line else 'hid'}"
            tables.setdefault(table, set()).add(found[1])
    return tables


def names(shape: type) -> set[str]:
    return {field.name for field in dataclasses.fields(shape)}


def test_every_key_of_the_code_stands_in_the_example_and_no_other():
    expected = {table: names(shape) for table, shape in config_file.TABLES.items()}
    expected |= {"scanner hid": names(HidConfig), "scanner serial": names(SerialConfig)}
    assert written_keys() == expected
    assert {*config_file.TABLES, "scanner"} == names(Config)


def test_the_example_as_it_stands_is_the_defaults():
    assert config_file.load(EXAMPLE) == Config()


def test_the_commented_out_scanner_is_the_serial_defaults_when_it_is_put_in():
    text = EXAMPLE.read_text()
    start = text.index("# [[scanner]]")
    serial = re.sub(r"^# ", "", text[start:], flags=re.MULTILINE).replace('name = "scanner"', 'name = "gate"')
    config = config_file.parse((text[:start] + serial).encode(), "example")
    port = "/dev/serial/by-id/usb-Example_Scanner-if00"
    assert config.scanner == (HidConfig(), SerialConfig(name="gate", port=port))


def test_every_key_has_a_line_that_says_what_it_is():
    explained = [line for line in EXAMPLE.read_text().splitlines() if KEY.match(line) and "#" in line[2:]]
    assert len(explained) >= sum(len(keys) for keys in written_keys().values()) - len(names(SerialConfig))
