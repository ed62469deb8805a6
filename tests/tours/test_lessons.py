"""Lessons: what is refused with line and field, and the box that carries recordings."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from tourapp.assets import asset_path
from tourapp.cli import main
from tourapp.tours import TourFileError, all_scenes
from tourapp.tours.format import LARGEST
from tourapp.tours.lesson import read_lesson
from tourapp.tours.lesson_box import LARGEST_RECORDING, MOST_RECORDINGS, TEXT

GOOD = """{
 "id": "mine", "title": "Mine", "about": "Two scenes.",
 "prompts": ["Why is the sky blue?"],
 "stops": [
  {"scene": "sampling", "beats": ["softmax"], "say": "Ask: 3 < 4 and 5 > 4?"},
  {"scene": "batching", "minutes": 4}
 ]
}
"""


def refused(path: Path) -> str:
    """The one line with which a lesson is refused."""
    with pytest.raises(TourFileError) as caught:
        read_lesson(path, all_scenes())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def boxed(path: Path, parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    """A `.lesson` with these parts."""
    with zipfile.ZipFile(path, "w", kind) as box:
        for name, data in parts.items():
            box.writestr(name, data)
    return path


def test_a_good_lesson(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(GOOD)
    found = read_lesson(path, all_scenes())
    assert found.file.prompts == ["Why is the sky blue?"] and found.source == str(path) and len(found.stops) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"batching"', '"nowhere"', "mine.json:6: stops[1].scene: there is no scene called 'nowhere'"),
        ('["softmax"]', '["softmax", "x"]', "mine.json:5: stops[0].beats[1]: scene sampling has no beat called 'x'"),
        ('"minutes": 4', '"minutes": "4"', "mine.json:6: stops[1].minutes: expected"),
        ('"minutes": 4', '"run": "rm"', "mine.json:6: stops[1].run: there is no such field"),
        ('"id": "mine"', '"id": "../../mine"', "mine.json:2: id: only letters"),
        ('"Ask: 3', '"<script>alert(1)</script> 3', "mine.json:5: stops[0].say: holds markup or script"),
        ('"Two scenes."', '"<img src=x onerror=y>"', "mine.json:2: about: holds markup or script"),
        ('"title": "Mine"', '"title": "javascript:x"', "mine.json:2: title: holds markup or script"),
        ('"title": "Mine"', '"title": "Mi\\u202ene"', "mine.json:2: title: holds letters that cannot be seen"),
        ('["Why is', "[" * 9 + '["Why is', "mine.json:3: prompts"),
    ],
)
def test_law_10_a_lesson_is_refused_with_line_and_field(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in GOOD
    path = tmp_path / "mine.json"
    path.write_text(GOOD.replace(old, new))
    assert refused(path).startswith(said)


def test_a_prompt_that_is_too_long_is_said_and_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(GOOD.replace('"minutes": 4', '"set": {"prompt": "' + "x" * 4_001 + '"}'))
    assert refused(path) == "mine.json:6: stops[1].set.prompt: 4,001 characters; use at most 4,000"


def test_what_is_no_plain_file_is_never_waited_for(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "round.json").symlink_to(tmp_path / "round.json")
    for name, said in (("folder", "a folder"), ("pipe", "a pipe"), ("zero", "a device"), ("round", "symbolic links")):
        assert said in refused(tmp_path / f"{name}.json")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\0" * 1000, ":1: the file: is not JSON"),
        (b"", ":1: the file: is not JSON"),
        (GOOD.encode()[:120], ":5: the file: is not JSON"),
        (GOOD.encode("utf-16"), ":1: byte 0 is not UTF-8; save the file as UTF-8"),
        (GOOD.replace("Two", "Zw\xf6").encode("latin-1"), ":2: byte 46 is not UTF-8"),
        (GOOD.replace(": 4", ": NaN").encode(), ":6: the file: is not JSON"),
        (GOOD.replace(": 4", ": 1e999").encode(), ":6: stops[1].minutes: number out of range"),
        (GOOD.replace(": 4", ": " + "9" * 5_000).encode(), ":6: stops[1].minutes: number out of range"),
        (GOOD.replace('"title"', '"title": "Two", "title"').encode(), ":2: title: occurs twice"),
        (b"[]", ":1: the file: expected `object`, got `array`"),
        (b'{"id": "a", "title": "b", "stops": []}', ":1: stops: there is no stop"),
        (GOOD.replace('"sampling"', '"../../etc/passwd"').encode(), "there is no scene called '../../etc/passwd'"),
    ],
)
def test_text_that_is_no_lesson(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(data)
    assert said in refused(path) and refused(path).startswith("mine.json")


def test_a_mark_of_the_byte_order_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert len(read_lesson(path, all_scenes()).stops) == 2


def test_sizes_and_depths_of_an_attack(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    assert "50,000,000 bytes; the JSON file of a tour has at most 200,000" in refused(large)
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 100_000)
    assert refused(deep).startswith("deep.json:1: [0]")
    assert "nested deeper than 8" in refused(deep)


RECORDING = asset_path("recordings", "default.npz")


def test_a_box_with_a_recording(tmp_path: Path) -> None:
    parts = {TEXT: GOOD.encode(), "answer-1.npz": RECORDING.read_bytes()}
    found = read_lesson(boxed(tmp_path / "mine.lesson", parts), all_scenes())
    (answer,) = found.recordings
    assert answer.prompt == "What is photosynthesis?" and answer.badge == "recorded"
    assert main(["tour", "check", str(tmp_path / "mine.lesson")]) == 0


BOMB = b"\0" * (LARGEST_RECORDING + 1)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "lesson.json: is missing"),
        ({"../lesson.json": b"{}"}, "'../lesson.json': only lesson.json and plain names"),
        ({TEXT: b"{}", "/etc/x.npz": b""}, "'/etc/x.npz': only"),
        ({TEXT: b"{}", "a\\b.npz": b""}, "only lesson.json and plain names"),
        ({TEXT: b"{}", "..npz": b""}, "'..npz': only"),
        ({TEXT: b"{}", "run.py": b""}, "'run.py': only"),
        ({TEXT: b" " * (LARGEST + 1)}, "lesson.json: 200,001 bytes; at most 200,000"),
        ({TEXT: b"{}", "a.npz": BOMB}, "a.npz: 8,000,001 bytes; at most 8,000,000"),
        ({TEXT: b"{}", **{f"a{n}.npz": b"" for n in range(MOST_RECORDINGS + 1)}}, "10 parts; a lesson has"),
        ({TEXT: b"{}", "a.npz": b"PK"}, "a.npz: damaged or not a recording"),
        ({TEXT: b'{"id": 1}'}, "mine.lesson/lesson.json:1: id: expected `str`"),
        ({TEXT: GOOD.replace("batching", "nowhere").encode()}, "mine.lesson/lesson.json:6: stops[1].scene"),
        ({TEXT: GOOD.replace("Two", "<script>").encode()}, "mine.lesson/lesson.json:2: about: holds markup"),
    ],
)
def test_boxes_that_are_refused(parts: dict[str, bytes], said: str, tmp_path: Path) -> None:
    assert said in refused(boxed(tmp_path / "mine.lesson", parts))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_boxes_with_a_trick(tmp_path: Path) -> None:
    path = tmp_path / "mine.lesson"
    for odd in ("./a.npz", "sub/", "C:a.npz", "\u202enpz.exe"):
        assert "only lesson.json and plain names" in refused(boxed(path, {TEXT: GOOD.encode(), odd: b""}))
    with zipfile.ZipFile(path, "w") as box:
        box.writestr(TEXT, GOOD)
        box.writestr(TEXT, GOOD.replace("Mine", "Other"))
    assert "lesson.json: is there twice" in refused(path)
    link = zipfile.ZipInfo("a.npz")
    link.external_attr = 0o120777 << 16  # a symbolic link
    with zipfile.ZipFile(path, "w") as box:
        box.writestr(TEXT, GOOD)
        box.writestr(link, "/etc/passwd")
    assert "a.npz: damaged or not a recording" in refused(path)
    assert "packed in an unknown way" in refused(boxed(path, {TEXT: GOOD.encode()}, zipfile.ZIP_LZMA))
    locked = bytearray(boxed(path, {TEXT: GOOD.encode()}).read_bytes())
    locked[6] |= 1
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(locked)
    assert "lesson.json: is locked" in refused(path)


def test_files_that_are_no_box(tmp_path: Path) -> None:
    path = tmp_path / "mine.lesson"
    path.write_bytes(GOOD.encode())
    assert "is no zip, or cut off" in refused(path)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as box:
        box.writestr(TEXT, GOOD)
    data = whole.getvalue()
    for damaged in (data[:40], data[:-9], data.replace(b'"id"', b'"ix"'), data[:20] + b"\xff" * 20 + data[40:]):
        path.write_bytes(damaged)
        assert refused(path).startswith("mine.lesson")
    with path.open("wb") as file:
        file.truncate(65_000_000)
    assert "at most 64,200,000" in refused(path)


def test_a_size_that_lies_is_found(tmp_path: Path) -> None:
    path = boxed(tmp_path / "mine.lesson", {TEXT: b"{}", "a.npz": b"\0" * 1000})
    data = path.read_bytes()
    path.write_bytes(data.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    assert "a.npz: " in refused(path)


def test_an_answer_to_another_prompt_is_refused(tmp_path: Path) -> None:
    import numpy as np

    with np.load(RECORDING) as arrays:
        kept = dict(arrays)
    meta = json.loads(kept["meta"].tobytes())
    kept["meta"] = np.frombuffer(json.dumps({**meta, "prompt": "What is war?"}).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, **kept)
    path = boxed(tmp_path / "mine.lesson", {TEXT: GOOD.encode(), "a.npz": file.getvalue()})
    assert "recording 1: its tokens are not those of its prompt" in refused(path)


def test_open_refuses_a_broken_lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.json"
    path.write_text(GOOD.replace("batching", "nowhere"))
    assert main(["--lesson", str(path)]) == 2
    assert capsys.readouterr().err.startswith("mine.json:6: stops[1].scene:")
    assert main(["--lesson", str(path), "--tour", "request"]) == 2
