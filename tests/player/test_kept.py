"""Files that are kept: whole at every moment, the last good one beside, a broken one put aside and told once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from tourapp.player.lessons.lesson_file import write_lesson
from tourapp.player.past import KEPT, PastPrompt
from tourapp.player.preferences import LastPlace, Preferences, forget, load, save
from tourapp.player.talks.rehearsals import NAME, Reached, Rehearsal, keep_rehearsal, load_rehearsals
from tourapp.tours.format import Entry, TourFile

WRITER = """
import sys
from pathlib import Path
from tourapp.player.preferences import Preferences, save
from tourapp.player.past import PastPrompt
print("begun", flush=True)
where, number = Path(sys.argv[1]), 0
while True:
    number += 1
    past = [PastPrompt(f"{number} " + "x" * 900)] * 10
    save(Preferences(theme=("dark", "projector")[number % 2], past=past), where)
"""


@pytest.mark.parametrize("after", [0.0, 0.003, 0.011, 0.05, 0.13])
def test_a_kill_at_any_moment_leaves_whole_files(config: Path, after: float) -> None:
    """The writer is killed without a word while it writes: both files are whole, and nobody is told anything."""
    save(Preferences(), config)
    with subprocess.Popen([sys.executable, "-c", WRITER, str(config)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None and writer.stdout.readline() == b"begun\n"
        time.sleep(0.05 + after)
        os.kill(writer.pid, signal.SIGKILL)
    found, notice = load(config)
    assert notice == "" and len(found.past) in (0, 10)
    backup = config / "settings.bak"
    assert not backup.exists() or isinstance(msgspec.json.decode(backup.read_bytes(), type=Preferences), Preferences)
    assert save(found, config) == ""
    assert {path.name for path in config.iterdir()} <= {"settings.json", "settings.bak"}, "drafts are cleared"


def test_settings_of_a_newer_program_are_kept_and_named(config: Path) -> None:
    config.mkdir()
    (config / "settings.json").write_text('{"version": 3, "holograms": true}')
    found, notice = load(config)
    assert found == Preferences() and "newer" in notice and "settings.broken-1.json" in notice
    assert "holograms" in (config / "settings.broken-1.json").read_text()
    assert load(config)[1] == "", "told once"


def test_nulls_and_lone_halves_never_end_the_saving(config: Path) -> None:
    place = LastPlace("request", "network", 0, {"prompt": "a\0b"})
    assert save(Preferences(place=place), config) == "" and load(config)[0].place == place
    words = save(Preferences(place=LastPlace("request", "network", 0, {"prompt": "\ud800"})), config)
    assert words.startswith("Settings could not be saved") and load(config)[0].place == place


def test_what_is_written_is_never_too_long_to_be_read(config: Path) -> None:
    past = [PastPrompt("\x01" * 1000, "\x01" * 300) for _ in range(KEPT)]
    own = {f"stop{number}": {"prompt": "\x02" * 4000} for number in range(4)}
    wanted = Preferences(past=past, place=LastPlace("request", "network", 0, {}, own))
    assert save(wanted, config) == ""
    found, notice = load(config)
    assert notice == "" and found.place == wanted.place and 0 < len(found.past) < KEPT


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_folder_that_is_read_only_is_told(config: Path) -> None:
    save(Preferences(), config)
    config.chmod(0o500)
    try:
        assert "could not be saved" in save(Preferences(theme="projector"), config)
        assert load(config) == (Preferences(), "")
    finally:
        config.chmod(0o700)


def test_a_broken_rehearsal_is_put_aside_and_the_last_good_one_holds(config: Path) -> None:
    runs = [Rehearsal(seconds, [Reached("network", 0, 0.0)]) for seconds in (100.0, 200.0)]
    for run in runs:
        assert keep_rehearsal("request", run, config) == ""
    (config / NAME).write_text("{")
    found, words = load_rehearsals(config)
    assert found == {"request": runs[0]} and "last good" in words and "rehearsals.broken-1.json" in words
    assert load_rehearsals(config)[1] == "", "told once"
    assert keep_rehearsal("request", runs[1], config) == ""
    assert load_rehearsals(config) == ({"request": runs[1]}, "")


def test_forgetting_leaves_nothing(config: Path) -> None:
    for theme in ("projector", "dark", "projector"):
        save(Preferences(theme=theme), config)
    keep_rehearsal("request", Rehearsal(1.0, []), config)
    keep_rehearsal("request", Rehearsal(2.0, []), config)
    (config / "settings.broken-1.json").write_text("{")
    (config / "mine.json").write_text("a lesson somebody put there")
    assert forget(config) == "" and [path.name for path in config.iterdir()] == ["mine.json"]
    assert load(config) == (Preferences(), "") and forget(config / "nowhere") == ""


def test_the_lesson_before_stays_beside(tmp_path: Path) -> None:
    path, backup = tmp_path / "mine.json", tmp_path / "mine.json.bak"
    for title in ("one", "two", "three"):
        write_lesson(path, TourFile(id="mine", title=title, stops=[Entry(scene="network")]))
    assert msgspec.json.decode(path.read_bytes())["title"] == "three"
    assert msgspec.json.decode(backup.read_bytes())["title"] == "two"
    path.write_text("{")
    write_lesson(path, TourFile(id="mine", title="four", stops=[Entry(scene="network")]))
    assert msgspec.json.decode(backup.read_bytes())["title"] == "two", "a broken one is no backup"
