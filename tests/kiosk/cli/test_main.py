"""The command line itself: help, options before and after the command, exit codes, errors in words."""

import json
import pwd
from pathlib import Path

import pytest

from kiosk.cli.ending import ended as ending

COMMANDS = ["demo", "scan", "scanners", "journal", "settings", "db", "config", "simulate"]


def test_help_names_every_command_and_every_exit_code(kiosk):
    ended = kiosk("--help")
    assert ended.code == 0
    for word in [*COMMANDS, "70", "--config"]:
        assert word in ended.out


@pytest.mark.parametrize("command", [*COMMANDS, "db backup", "db verify", "db upgrade", "config check", "config show"])
def test_each_command_has_help(kiosk, command):
    ended = kiosk(*command.split(), "--help")
    assert (ended.code, ended.err) == (0, "")
    assert f"usage: kiosk {command}" in ended.out


def test_version(kiosk):
    assert kiosk("--version").out == "kiosk 1.2.3\n"


def test_without_a_command_the_station_starts_with_the_configuration(kiosk, hardware, home):
    (home / "a.toml").write_text('[station]\nname = "east"\n')
    assert kiosk("--config", str(home / "a.toml")).code == 0
    assert [config.station.name for config in hardware.stations] == ["east"]


@pytest.mark.parametrize("argv", [["--config", "FILE", "config", "show"], ["config", "show", "--config", "FILE"]])
def test_the_configuration_may_be_named_before_and_after_the_command(kiosk, home, argv):
    (home / "a.toml").write_text('[station]\nname = "east"\n')
    ended = kiosk(*[str(home / "a.toml") if word == "FILE" else word for word in argv])
    assert 'name = "east"' in ended.out


@pytest.mark.parametrize(
    "argv",
    [["nonsense"], ["scan"], ["db"], ["config"], ["journal", "--json", "--csv"], ["--conf"], ["journal", "--js"]],
)
def test_a_wrong_command_line_ends_with_2_and_nothing_on_stdout(kiosk, argv):
    ended = kiosk(*argv)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err


def test_a_wrong_configuration_ends_every_command_with_2_and_lists_all_faults(kiosk, home):
    (home / "bad.toml").write_text("[store]\nulr = 1\n[log]\nlevel = 3\n")
    for argv in [[], ["scan", "1"], ["scanners"], ["journal"], ["settings"], ["db", "verify"], ["config", "check"]]:
        ended = kiosk("--config", str(home / "bad.toml"), *argv)
        assert (ended.code, ended.out) == (2, "")
        assert [line.split(": ")[0] for line in ended.err.splitlines()] == ["kiosk", "kiosk"]


def test_a_store_that_can_not_be_used_ends_with_4_and_a_sentence(kiosk, home):
    (home / "data" / "kiosk").mkdir(parents=True)
    (home / "data" / "kiosk" / "kiosk.db").write_text("this is no database, it is a shopping list\n" * 100)
    for argv in [["scan", "1"], ["journal", "--json"], ["settings"], ["db", "verify"], ["db", "upgrade"]]:
        ended = kiosk(*argv)
        assert (ended.code, ended.out) == (4, "")
        assert ended.err.startswith("kiosk: ")
        assert "Traceback" not in ended.err


def test_what_only_reads_does_not_make_a_store(kiosk, home):
    for argv in [["journal"], ["settings"], ["db", "verify"], ["db", "backup", "x"]]:
        ended = kiosk(*argv)
        assert "There is no store" in ended.err
        assert "`kiosk db upgrade`" in ended.err
    assert not (home / "data").exists()


def test_the_demo_reads_no_configuration_and_says_so(kiosk, home):
    for argv in [["demo"], ["simulate", "1"]]:
        assert kiosk("--config", str(home / "nowhere.toml"), *argv).code == 0
        assert "kiosk.toml is not read" in kiosk(argv[0], "--help").out
    assert "demo and simulate read none of them" in " ".join(kiosk("--help").out.split())


def test_without_a_home_folder_commands_work_on_a_store_that_is_named(kiosk, home, monkeypatch):
    (home / "a.toml").write_text(f'[store]\nurl = "sqlite:///{home}/kiosk.db"\n')
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)  # a user that the system does not know
    ended = kiosk("--config", str(home / "a.toml"), "scan", "nothing")
    assert (ended.code, ended.err) == (1, "")
    for argv in [["scan", "nothing"], ["simulate", "nothing"], ["config", "show"]]:
        ended = kiosk(*argv)
        assert (ended.code, ended.out) == (4, "")
        assert "no home folder. Set HOME" in ended.err


def test_config_show_prints_what_it_would_read_and_no_password(kiosk, home):
    text = (
        '[store]\nurl = "postgresql://me:geheim@host/stock"\n[[scanner]]\ndriver = "serial"\nport = "/dev/ttyS0"\n'
        'prefix = "\\u0002\\u202e\\\\\\"ä"\nbeeps = { ok = "\\u0007" }\n'
    )
    (home / "a.toml").write_text(text)
    first = kiosk("--config", str(home / "a.toml"), "config", "show")
    assert "geheim" not in first.out
    assert all(line.isprintable() for line in first.out.splitlines())
    (home / "b.toml").write_text(first.out)
    again = kiosk("--config", str(home / "b.toml"), "config", "show")
    assert again.out.splitlines()[1:] == first.out.splitlines()[1:]
    shown = json.loads(kiosk("--config", str(home / "b.toml"), "config", "show", "--json").out)
    assert shown["scanner"][0]["prefix"] == '\x02\u202e\\"ä'


def test_config_show_stars_a_password_wherever_it_stands(kiosk, home):
    for url in [
        "me:geh/eim@host/stock",
        "host/stock?user=me&password=geheim&sslmode=require",
        "h/s?sslpassword=geheim",
    ]:
        (home / "a.toml").write_text(f'[store]\nurl = "postgresql://{url}"\n')
        shown = kiosk("--config", str(home / "a.toml"), "config", "show").out
        assert "eim" not in shown
        assert ("sslmode=require" in shown) is ("sslmode" in url)


def test_config_show_of_a_station_without_scanners_is_one_without_scanners(kiosk, home):
    (home / "a.toml").write_text("scanner = []\n")
    (home / "b.toml").write_text(kiosk("--config", str(home / "a.toml"), "config", "show").out)
    assert json.loads(kiosk("--config", str(home / "b.toml"), "config", "show", "--json").out)["scanner"] == []


def test_config_check_lists_folders_and_papers_that_are_not_there(kiosk, home):
    file, folder = home / "a.toml", home / "labels"
    file.write_text(f"""
[[printer]]
kind = "file"
name = "out"
folder = "{home}/none"
sheet = "a4-9x99"

[[printer]]
kind = "file"
name = "fine"
folder = "{folder}"
sheet = "a4-3x7"

[labels]
templates = "{folder}"
""")
    ended = kiosk("config", "check", "--config", str(file))
    assert ended.code == 2
    lines = ended.err.splitlines()
    assert ["there is no such folder" in told for told in lines] == [True, True, True, False]
    for told, named in zip(lines, ("1 folder", "2 folder", "[labels] templates", '1 sheet = "a4-9x99"'), strict=True):
        assert named in told
    folder.mkdir()
    (home / "none").mkdir()
    file.write_text(file.read_text().replace("a4-9x99", "a4-3x7"))
    assert "a.toml: no faults" in kiosk("config", "check", "--config", str(file)).out


def test_config_check_says_which_file_is_right(kiosk, home):
    (home / "a.toml").write_text("")
    assert "a.toml: no faults" in kiosk("config", "check", "--config", str(home / "a.toml")).out
    assert "defaults" in kiosk("config", "check").out


def test_an_error_of_a_file_is_not_taken_for_one_of_the_output(home):
    with pytest.raises(FileNotFoundError):
        ending(lambda: len(Path(home / "nowhere").read_bytes()))
