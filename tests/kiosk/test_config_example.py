"""kiosk.toml.example and the code agree, key by key and default by default."""

import dataclasses
import re
from pathlib import Path

from kiosk import config_file
from kiosk.config import Config, CupsPrinter, DevicePrinter, FilePrinter, HidConfig, NetworkPrinter, SerialConfig

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
            if found[1] in ("driver", "kind"):
                kind = line.split('"')[1]
                table = f"{table.partition(' ')[0]} {kind}"
            tables.setdefault(table, set()).add(found[1])
    return tables


def names(shape: type) -> set[str]:
    return {field.name for field in dataclasses.fields(shape)}


def test_every_key_of_the_code_stands_in_the_example_and_no_other():
    expected = {table: names(shape) for table, shape in config_file.TABLES.items()}
    for table, array in config_file.ARRAYS.items():
        expected |= {f"{table} {name}": names(shape) for name, shape in array.shapes.items()}
    assert written_keys() == expected
    assert {*config_file.TABLES, *config_file.ARRAYS} == names(Config)


def test_the_example_as_it_stands_is_the_defaults():
    assert config_file.load(EXAMPLE) == Config()


def put_in(table: str) -> Config:
    """The example with what stands commented out of one array of tables put in, each entry with a name of its own."""
    blocks = EXAMPLE.read_text().split("\n\n")
    for number, block in enumerate(blocks):
        if f"# [[{table}]]" in block:
            inner = re.sub(r"^# (?=\w+ = |\[\[)", "", block, flags=re.MULTILINE)
            blocks[number] = re.sub(r'^name = "\w+"', f'name = "{number}"', inner, flags=re.MULTILINE)
    return config_file.parse("\n\n".join(blocks).encode(), "example")


def test_the_commented_out_scanner_is_the_serial_defaults_when_it_is_put_in():
    first, second = put_in("scanner").scanner
    port = "/dev/serial/by-id/usb-Example_Scanner-if00"
    assert (first, second) == (HidConfig(), SerialConfig(name=second.name, port=port))


def test_the_commented_out_printers_are_the_defaults_when_they_are_put_in():
    printers = put_in("printer").printer
    assert [dataclasses.replace(printer, name="labels") for printer in printers] == [
        DevicePrinter(),
        NetworkPrinter(host="192.168.1.20"),
        CupsPrinter(queue="office"),
        FilePrinter(folder="/srv/labels"),
    ]


def test_every_key_has_a_line_that_says_what_it_is():
    explained = [line for line in EXAMPLE.read_text().splitlines() if KEY.match(line) and "#" in line[2:]]
    alike = [SerialConfig, NetworkPrinter, CupsPrinter, FilePrinter, DevicePrinter]  # explained at the first of them
    assert len(explained) >= sum(len(keys) for keys in written_keys().values()) - sum(len(names(one)) for one in alike)
