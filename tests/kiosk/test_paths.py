"""Paths follow the user's XDG folders, and asking for one creates nothing."""

import pwd

import pytest

from kiosk import paths
from kiosk.errors import KioskError


def test_paths_follow_the_xdg_folders_and_nothing_is_created(tmp_path, monkeypatch):
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    found = {paths.user_config(), paths.store(), paths.demo_store(), paths.exports(), paths.log(), paths.demo_socket()}
    assert {path.relative_to(tmp_path).as_posix() for path in found} == {
        "XDG_CONFIG_HOME/kiosk/kiosk.toml",
        "XDG_DATA_HOME/kiosk/kiosk.db",
        "XDG_DATA_HOME/kiosk/demo.db",
        "XDG_DATA_HOME/kiosk/exports",
        "XDG_STATE_HOME/kiosk/kiosk.log",
        "XDG_STATE_HOME/kiosk/demo.sock",
    }
    assert list(tmp_path.iterdir()) == []


def test_without_xdg_runtime_dir_nothing_warns(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert paths.demo_socket().parent == tmp_path / "kiosk"


def test_a_user_without_a_home_folder_is_told_and_nothing_lands_in_the_present_one(monkeypatch):
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)  # a user that the system does not know
    for path in (paths.user_config, paths.store, paths.demo_store, paths.exports, paths.log, paths.demo_socket):
        with pytest.raises(KioskError, match="no home folder"):
            path()
