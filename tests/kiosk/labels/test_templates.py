"""Templates: those of the program are right, and what is wrong in one is told so that it can be mended."""

import re

import pytest

from kiosk.errors import ConfigError
from kiosk.labels import templates
from kiosk.labels.fields import FIELDS
from kiosk.labels.tables import TemplateError
from kiosk.labels.templates import read

HEAD = '[label]\nabout = "mine"\nkind = "part"\nwidth = 50\nheight = 30\n'
TEXT = '[[text]]\nx = 1\ny = 2\nsize = 3\ntext = "{number}"\n'
CODE = '[[code]]\nx = 1\ny = 2\nwidth = 40\nheight = 10\nsymbology = "code128"\ntext = "{code}"\n'
SLIP = HEAD.replace('"part"', '"document"').replace("height = 30", "height = 200").replace("width = 50", "width = 100")
ROWS = '[rows]\nx = 5\ny = 20\nsize = 3\n[[rows.column]]\ntext = "{number}"\nwidth = 50\n'


@pytest.mark.parametrize("name", templates.names())
def test_those_of_the_program_can_be_read(name):
    assert templates.builtin(name).name == name


def test_there_is_one_for_each_kind_of_thing_under_its_name():
    assert {templates.builtin(kind).kind for kind in FIELDS} == set(FIELDS)


def test_what_is_told_is_what_is_meant():
    found = read(HEAD + TEXT + CODE, "mine")
    assert (found.kind, found.width, found.height, found.sheet) == ("part", 50, 30, "")
    assert (found.texts[0].text, found.texts[0].lines, found.texts[0].align) == ("{number}", 1, "left")
    assert (found.codes[0].symbology, found.codes[0].otherwise) == ("code128", "")


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        (
            HEAD + TEXT.replace("{number}", "{nunber}"),
            r"mine.toml \[\[text\]\] 1 text: no field \{nunber\}.*\{number\}\?",
        ),
        (HEAD + TEXT.replace("{number}", "{serial}"), r"no field \{serial\} for labels of a part.*There are \{code\}"),
        (HEAD + TEXT.replace("{number}", "{number"), r"\[\[text\]\] 1 text = .*never closed"),
        (HEAD + TEXT + TEXT.replace("size", "seize"), r'\[\[text\]\] 2 seize = 3: no such key. Did you mean "size"'),
        (
            HEAD + TEXT.replace("size = 3\n", ""),
            r"\[\[text\]\] 1 size: is missing. Allowed: millimetres from 0 to 5000",
        ),
        (HEAD + TEXT.replace("x = 1", "x = -1"), r"\[\[text\]\] 1 x = -1: not allowed. Allowed: millimetres"),
        (HEAD + TEXT.replace("x = 1", "x = nan"), r"\[\[text\]\] 1 x = .*not allowed"),
        (HEAD + TEXT.replace("x = 1", "x = true"), r"\[\[text\]\] 1 x = true: not allowed"),
        (HEAD + TEXT + "lines = 0.5\n", r"\[\[text\]\] 1 lines = 0.5: not allowed. Allowed: a whole number from 1"),
        (HEAD + TEXT + 'align = "middle"\n', r'align = "middle": not allowed. Allowed: "left", "center" or "right"'),
        (HEAD + CODE.replace("code128", "code182"), r'symbology = "code182": not allowed. Did you mean "code128"\?'),
        (HEAD + CODE.replace("width = 40", "width = 60"), r"\[\[code\]\] 1: reaches beyond the label of 50 × 30 mm"),
        (HEAD.replace('"part"', '"prat"') + TEXT, r'\[label\] kind = "prat": not allowed. Did you mean "part"\?'),
        (HEAD.replace("width = 50\n", ""), r"\[label\] width: is missing"),
        (HEAD.replace("height = 30", "height = 0"), r"height = 0: as long as it needs is only a slip"),
        (TEXT, r"\[label\] about: is missing"),
        (HEAD + "[[texts]]\nx = 1\n", r'\[texts\] = .*no such table. Did you mean "text"\?'),
        (HEAD + "[text]\nx = 1\n", r"text: has to be a table. Write \[text\] or \[\[text\]\]"),
        (HEAD + ROWS, r"\[rows\]: only slips of documents have lines"),
        (SLIP + ROWS.replace("{number}", "{serial}"), r"\[\[rows.column\]\] 1 text: no field \{serial\}"),
        (SLIP + ROWS.replace("width = 50", "width = 98"), r"the columns reach beyond the slip's 100 mm"),
        (SLIP + ROWS.replace("y = 20", "y = 190"), r"no room for lines is left"),
        (SLIP + ROWS.replace("size = 3", "sise = 3"), r'\[rows\] sise = 3: no such key. Did you mean "size"'),
        (
            SLIP + ROWS + "[rows.units]\nwidth = 9\nsize = 2\ntext = '{sireal}'\n",
            r"\{sireal\}.*Did you mean \{serial\}",
        ),
        (HEAD + "x = = 1\n", r"mine.toml: .*line 6"),
        ("[" * 2000, r"mine.toml"),
    ],
)
def test_what_is_wrong_is_told_with_file_table_and_key(toml, told):
    with pytest.raises(TemplateError) as refused:
        read(toml, "mine")
    assert re.search(told, str(refused.value), re.DOTALL), str(refused.value)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ConfigError) as refused:
        read(HEAD + TEXT.replace("x =", "z =").replace("{number}", "{no}") + CODE.replace("{code}", "{cod}"), "mine")
    assert len(refused.value.problems) == 3
