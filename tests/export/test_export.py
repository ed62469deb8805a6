"""Files the product writes: whole or not at all, the right kind, with honest counts. And a tour that opens no
socket."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tourapp.cli import main
from tourapp.errors import UsageError
from tourapp.export.film import film_times
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline, default_tour
from tourapp.files import whole_file
from tourapp.player.opening import first_settings, parse_settings

WATCHED = """
import sys
seen = []
def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "subprocess.Popen", "os.system"):
        seen.append((event, str(args)[:120]))
sys.addaudithook(hook)
from tourapp.export.images import ImageWriter
from tourapp.export.offline import Moment, Offline
from tests.helpers import STILL, make_offline
offline, writer = make_offline(work=STILL), ImageWriter("dark", 480, 270)
for index, stop in enumerate(offline.tour.stops):
    writer.image(offline.picture(Moment(index, stop.kept[-1], 0.8)))
assert not seen, seen
print(len(offline.tour.stops))
"""


@pytest.fixture(scope="module", autouse=True)
def qt() -> None:
    ensure_qt()


def run(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    out: dict[str, Any] = json.loads(capsys.readouterr().out)
    return out


def test_snapshot_is_the_same_twice_and_has_the_size(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "a.png"
    words = ("snapshot", "network", "--beat", "clock", "--at", "0.5", "--size", "640x360", "-o", str(target))
    first, second = run(capsys, *words), run(capsys, *words)
    assert first["digest"] == second["digest"] and first["beat"] == "clock" and first["size"] == [640, 360]
    assert Image.open(target).size == (640, 360)
    other = run(capsys, "snapshot", "network", "--beat", "clock", "--at", "0.9", "--size", "640x360", "-o", str(target))
    assert other["digest"] != first["digest"]


def test_handout_has_a_page_per_scene(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "h.pdf"
    data = run(capsys, "export", str(target), "--scenes", "batching,network", "--theme", "projector")
    assert data["frames"] == 2 and target.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.iterdir()] == ["h.pdf"]


def test_handout_with_exercises_and_notes_of_a_lesson(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plain = run(capsys, "export", str(tmp_path / "a.pdf"), "--scenes", "batching")
    words = ("export", str(tmp_path / "h.pdf"), "--scenes", "batching", "--exercises", "--notes", "--language", "es")
    assert run(capsys, *words)["frames"] == plain["frames"] + 3
    lesson = tmp_path / "one.json"
    lesson.write_text('{"id": "one", "title": "One scene", "stops": [{"scene": "network"}]}', encoding="utf-8")
    assert run(capsys, "export", str(tmp_path / "l.pdf"), "--lesson", str(lesson), "--exercises")["frames"] == 3


@pytest.mark.parametrize("word", ["--exercises", "--notes"])
def test_only_a_handout_has_exercises(word: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["export", str(tmp_path / "f.gif"), word]) == 2
    assert word in capsys.readouterr().err and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["webp", "gif"])
def test_film_has_all_frames(kind: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / f"f.{kind}"
    data = run(capsys, "export", str(target), "--scenes", "batching", "--fps", "1", "--size", "320x180")
    with Image.open(target) as film:
        assert film.size == (320, 180) and 1 < film.n_frames <= data["frames"]
    assert data["frames"] == len(film_times(Offline(), ["batching"], 1))


def test_folder_has_a_picture_per_beat(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = run(capsys, "export", str(tmp_path / "out"), "--scenes", "batching", "--size", "320x180")
    assert data["frames"] == len(list((tmp_path / "out").glob("*.png"))) == 5


def test_law_12_stopped_writing_leaves_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept.bin"
    kept.write_text("old")
    for error in (KeyboardInterrupt, RuntimeError):
        with pytest.raises(error), whole_file(kept) as draft:
            draft.write_text("half")
            raise error
    assert kept.read_text() == "old" and [path.name for path in tmp_path.iterdir()] == ["kept.bin"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["nope=1"], "nope"),
        (["temperature=9"], "temperature"),
        (["temperature"], "temperature"),
        (["gpu=x"], "gpu"),
        (["replicas=2.5"], "replicas"),
        (["stretch=nan"], "stretch"),
        (["chat=maybe"], "chat"),
    ],
)
def test_settings_that_cannot_be(words: list[str], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        first_settings(default_tour(), parse_settings(words))


def test_law_13_whole_tour_opens_no_socket_and_starts_no_process() -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    assert int(done.stdout) >= 15
