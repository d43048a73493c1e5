"""The README agrees with the program: every command it shows is parsed, every key and exit code is there."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from kiosk import config_file
from kiosk.barcodes.commands import Word, write
from kiosk.cli import main
from kiosk.cli.exits import Exit
from kiosk.exchange import template
from kiosk.exchange.kinds import kinds
from kiosk.flows.assigning import Why
from kiosk.labels import templates
from kiosk.stock import counts
from kiosk.stock.acting import Code
from kiosk.wording import command_codes, commands
from kiosk.wording import help as wording

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", README, flags=re.MULTILINE | re.DOTALL))


def shown_commands() -> set[str]:
    """Each command line with `kiosk` in it, in code spans and blocks, and those within others."""
    whole = README.replace("\\\n", " ")  # a line that goes on in the next one
    spans = re.findall(r"`((?:\S*/)?kiosk(?: [^`]*)?)`", whole)
    blocks = re.findall(r"^ +((?:\S*/)?kiosk(?: .*)?)$", whole, flags=re.MULTILINE)
    found = {text for text in (*spans, *blocks) if "." not in text.split()[0].rpartition("/")[2]}
    inner = {text for command in found for text in re.findall(r"\$\((\S*kiosk .+?)\)", command)}
    return {re.sub(r"\$\(.+?\)", "CODES", text) for text in found} | inner


def variants(command: str) -> list[list[str]]:
    """The shortest and the longest reading of a command line with [OPTIONAL] words; forms exclude each other."""
    command = command.replace("…", "")
    longest = command.replace("[--json] [--csv]", "--csv").replace("[", "").replace("]", "")
    shortest = command
    while (shorter := re.sub(r"\[[^][]*\]", "", shortest)) != shortest:
        shortest = shorter
    return [shlex.split(shortest)[1:], shlex.split(longest)[1:]]


# Words that stand for something the reader puts in.
FILLED = {
    "KIND": "parts",
    "KEY": "journal",
    "VALUE": "true",
    "TIME": "12h",
    "COMMAND": "scan",
    "NAME": "cp1250",
    "CHAR": ";",
    "ACTION": "batch",
    "STATUS": "lost",
    "N": "1",
}


@pytest.mark.parametrize("command", sorted(shown_commands()))
def test_each_command_shown_is_one(command):
    for words in variants(command):
        parsed = main.parser("1").parse_args([FILLED.get(word, word) for word in words])
        assert callable(parsed.run)


def test_the_command_table_has_every_command():
    rows = re.findall(r"^\| `kiosk ([a-z]+(?: [a-z]+)?)", SECTIONS["Commands"], flags=re.MULTILINE)
    top = main.parser("1")._subparsers
    assert top is not None
    names = []
    for name, command in top._group_actions[0].choices.items():
        inner = command._subparsers
        names += [f"{name} {word}" for word in inner._group_actions[0].choices] if inner else [name]
    assert sorted(rows) == sorted(names)


def test_every_exit_code_is_explained():
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", SECTIONS["Commands"], flags=re.MULTILINE)}
    assert codes == {code.value for code in Exit} - {Exit.PIPE}


def test_the_exit_codes_are_those_of_the_help():
    shown = re.findall(r"^\| (\d+) \| ([^;|]+)", SECTIONS["Commands"].replace("`", ""), flags=re.MULTILINE)
    told = re.findall(r"^  (\d+) +([^;\n]+)", commands.exit_codes(), flags=re.MULTILINE)
    assert [(code, meaning.strip()) for code, meaning in shown] == told


def test_the_keys_are_those_of_the_help_screen():
    shown = re.findall(r"^\| `(.+?)` \| (.+?) \|$", SECTIONS["Keys"], flags=re.MULTILINE)
    assert shown == list(wording.keys())


def test_the_command_codes_are_those_that_are_read():
    shown = re.findall(r"^\| `(KSKCMD\w+)` \| (.+?) \|$", SECTIONS["Command codes"], flags=re.MULTILINE)
    assert shown == [(write(word, "KSK", 2 if word is Word.ROW else 20), command_codes.does(word)) for word in Word]


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)
def test_every_column_of_a_file_is_explained(kind):
    assert template.explained(kind) in README, "paste what `kiosk import --columns` prints"


def test_every_reason_why_an_action_is_refused_is_named():
    shown = SECTIONS["Commands"].partition("`--json`, act prints")[2].partition("`kiosk document list --json`")[0]
    assert {code.value for code in Code} <= set(re.findall(r"`([a-z_]+)`", shown))


def test_every_reason_why_a_code_is_not_assigned_or_taken_off_is_named():
    shown = SECTIONS["Commands"].partition("`--json`, barcode assign prints")[2].partition("`kiosk document list")[0]
    assert {why.value for why in Why} <= set(re.findall(r"`([a-z_]+)`", shown))


def test_every_kind_of_difference_and_every_reason_of_a_count_is_named():
    shown = SECTIONS["Commands"].partition("`kiosk count show NUMBER --json`")[2].partition("`kiosk undo --json`")[0]
    named = set(re.findall(r"`([a-z_]+)`", shown))
    assert {code.value for code in counts.Code} <= named
    assert {kind.value for kind in counts.Differs} <= named


def test_every_target_named_is_in_the_makefile():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = set(
        re.findall(r"make(?: PYTHON=\S+)? ([a-z-]+)\b", "\n".join(re.findall(r"`make[^`]*`|^ +make .*", README)))
    )
    assert named
    assert named <= targets


def test_the_configuration_shown_is_right():
    for text in re.findall(r"```toml\n(.*?)```", README, flags=re.DOTALL):
        if "label" in tomllib.loads(text):
            assert templates.read(text, "README").codes
        else:
            assert config_file.parse(text.encode(), "README").scanner


def test_files_that_are_linked_exist():
    for file in re.findall(r"\]\(([^):#]+)\)", README):
        assert (ROOT / file).exists()
