"""What is remembered: round trip, broken files, one-piece writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourapp.player import preferences
from tourapp.player.preferences import Preferences, load, save


def test_nothing_remembered_means_the_defaults(config: Path) -> None:
    assert load(config) == (Preferences(), "")


def test_round_trip(config: Path) -> None:
    wanted = Preferences(theme="projector", motion="reduced", speed=1.5, rail_visible=False)
    assert save(wanted, config) == ""
    assert load(config) == (wanted, "")
    assert [path.name for path in config.iterdir()] == ["settings.json"], "no half-written file is left"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"theme": "pink"}',
        '{"speed": 1e999}',
        '{"speed": 4}',
        "null",
        '{"theme": 7}',
        '{"unknown": 1}',
        '{"version": 2}',
        "\x00\xff",
        " " * 70_000,
    ],
)
def test_a_broken_file_gives_defaults_a_notice_and_is_kept(config: Path, text: str) -> None:
    config.mkdir()
    (config / "settings.json").write_bytes(text.encode("latin-1"))
    found, notice = load(config)
    assert found == Preferences() and "defaults" in notice and "\n" not in notice
    assert (config / "settings.broken-1.json").read_bytes() == text.encode("latin-1")
    assert load(config) == (Preferences(), "")


def test_the_last_good_file_stands_in_for_a_broken_one(config: Path) -> None:
    save(Preferences(theme="projector"), config)
    save(Preferences(theme="high-contrast"), config)
    (config / "settings.json").write_text("{")
    found, notice = load(config)
    assert found.theme == "projector" and "last good" in notice


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert "could not be saved" in save(Preferences(), blocked)


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / preferences.NAME).write_bytes(data)
    found, _ = load(folder)
    assert isinstance(found, Preferences)
