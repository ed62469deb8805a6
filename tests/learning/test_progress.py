"""What a learner has done, on the disk: whole or absent, bounded, told where it is broken, never merged silently."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from tests.learning.labs.trial import Trial
from tourapp.errors import UsageError
from tourapp.learning.progress import (
    LARGEST,
    MOST_CODE,
    CodeChecked,
    LabAttempt,
    Progress,
    QuestionTry,
    as_text,
    decode,
    encode,
    with_beats,
    with_code,
    with_lab,
    with_question,
)
from tourapp.player import progress_file
from tourapp.player.kept import backup_of

ADA = Progress("Ada", labs={"kv_calculator": [LabAttempt(1, "done", 80.0, "a lot", 2, 0, "25 users", "own words")]})
CODED = with_code(with_code(ADA, "roofline", ok=True), "sampler", ok=False)


def test_a_lab_is_written_down_by_attempts() -> None:
    first = with_lab(Progress("Ada"), Trial("kv_calculator", "Ada").to_task("80").view)
    assert [each.phase for each in first.labs["kv_calculator"]] == ["task"] and not first.done("kv_calculator")
    done = with_lab(first, Trial("kv_calculator", "Ada").finish("Mine.").view)
    again = with_lab(done, Trial("kv_calculator", "Ada", 2).to_task("30").view)
    assert [(each.attempt, each.phase) for each in again.labs["kv_calculator"]] == [(1, "done"), (2, "task")]
    assert again.done("kv_calculator") and again.labs["kv_calculator"][0].own == "Mine."
    assert decode(encode(again)) == again
    assert again.labs["kv_calculator"][0].note.startswith("Llama 3 8B on one"), "numbers as they are printed"
    timed = with_lab(again, Trial("kv_speedup", "Ada").finish().view).labs["kv_speedup"][0].note
    assert "Quantity" not in timed and "×" in timed and "Recorded elsewhere" in timed
    text = as_text(again)
    assert "Mine." in text and "Ada" in text and "attempt 2" in text


def test_a_file_is_kept_and_the_one_before_is_its_backup(tmp_path: Path) -> None:
    assert progress_file.load("Ada", tmp_path) == (Progress("Ada"), "") and not list(tmp_path.iterdir())
    assert progress_file.save(Progress("Ada"), tmp_path) == "" and progress_file.save(ADA, tmp_path) == ""
    assert progress_file.load("Ada", tmp_path) == (ADA, "")
    assert decode(backup_of(progress_file.place_of("Ada", tmp_path)).read_bytes()) == Progress("Ada")
    assert progress_file.names(tmp_path) == ["Ada"] and progress_file.load("Grace", tmp_path)[0] == Progress("Grace")
    assert progress_file.forget("Ada", tmp_path) == "" and not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", range(40))
def test_a_file_broken_in_any_way_is_told_and_put_aside(tmp_path: Path, seed: int) -> None:
    before = CODED if seed % 2 else ADA
    progress_file.save(before, tmp_path)
    progress_file.save(with_beats(before, ["a"]), tmp_path)
    path, dice = progress_file.place_of("Ada", tmp_path), random.Random(seed)
    data = bytearray(path.read_bytes())
    match seed % 5:
        case 0:
            data = data[: dice.randrange(len(data))]
        case 1:
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        case 2:
            data += bytes(dice.randrange(256) for _ in range(dice.randrange(1, 50)))
        case 3:
            data = bytearray(b"[" * dice.randrange(1, 3000))
        case 4:
            data = bytearray(b" " * (LARGEST + 1))
    path.write_bytes(data)
    found, words = progress_file.load("Ada", tmp_path)
    assert found.name == "Ada"
    if words:
        assert found == before and "the last good one is used" in words
        assert list(path.parent.glob("*.broken-*.json"))
    else:
        msgspec.json.decode(bytes(data), type=Progress)  # still a file: a letter of a sentence was another one
    assert progress_file.save(found, tmp_path) == "" and progress_file.load("Ada", tmp_path) == (found, "")


def test_files_of_others_and_folders_are_no_progress(tmp_path: Path) -> None:
    path = progress_file.place_of("Ada", tmp_path)
    path.parent.mkdir()
    path.write_bytes(encode(Progress("Grace")))
    assert "another learner's" in progress_file.load("Ada", tmp_path)[1]
    path.mkdir()
    assert "not a plain file" in progress_file.load("Ada", tmp_path)[1]


def test_a_file_stays_below_its_size(tmp_path: Path) -> None:
    long = Progress("Ada", questions=[QuestionTry("t" * 80, "s" * 900, "a" * 900, True)] * 600, beats=["b" * 80] * 600)
    assert progress_file.save(long, tmp_path) == ""
    path = progress_file.place_of("Ada", tmp_path)
    assert path.stat().st_size <= LARGEST and progress_file.load("Ada", tmp_path)[0].questions
    many = Progress("Ada")
    for _ in range(700):
        many = with_question(many, QuestionTry("t", "s", "a", False))
    assert len(many.questions) == 600


def test_what_is_brought_in_never_merges_silently(tmp_path: Path) -> None:
    target, where = tmp_path / "ada.json", tmp_path / "kept"
    progress_file.save(ADA, where)
    progress_file.export("Ada", target, where)
    progress_file.save(with_beats(ADA, ["x"]), where)
    with pytest.raises(UsageError, match="--replace"):
        progress_file.bring_in(target, where)
    assert progress_file.load("Ada", where)[0].beats == ["x"]
    assert progress_file.bring_in(target, where, replace=True) == ADA
    assert progress_file.load("Ada", where) == (ADA, "")
    for data in (b"", b"{}", b"[[[", b'{"name": "Ada", "more": 1}', b'{"name": "", "labs": {}}', b"\xff\xfe"):
        target.write_bytes(data)
        with pytest.raises(UsageError, match="is not the progress"):
            progress_file.bring_in(target, where)


def test_a_text_to_hand_in(tmp_path: Path) -> None:
    progress_file.save(ADA, tmp_path)
    progress_file.export("Ada", tmp_path / "ada.txt", tmp_path)
    text = (tmp_path / "ada.txt").read_text("utf-8")
    assert "own words" in text and "Hints used: 2." in text and "{" not in text


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x00b", "tab\x1b"])
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(UsageError, match="is no name"):
        progress_file.checked_name(name)
    assert progress_file.checked_name("  Ada   Lovelace ") == "Ada Lovelace"


def test_files_of_labs_are_counted_bounded_and_stay_passed() -> None:
    assert CODED.code == {"roofline": CodeChecked(1, True), "sampler": CodeChecked(1, False)}
    again = with_code(with_code(CODED, "roofline", ok=False), "sampler", ok=True)
    assert again.code == {"roofline": CodeChecked(2, True), "sampler": CodeChecked(2, True)}
    assert decode(encode(again)) == again
    text = as_text(CODED)
    assert "roofline.py: the file has passed (1 check)." in text and "sampler.py: the file has not passed yet" in text
    many = Progress("Ada")
    for number in range(MOST_CODE + 9):
        many = with_code(many, f"lab{number}", ok=True)
    for _ in range(3):
        many = with_code(many, "lab0", ok=True)
    assert len(many.code) == MOST_CODE and many.code["lab0"].checks == 4 and decode(encode(many)) == many


def test_a_file_of_an_earlier_version_loads_and_one_without_files_of_labs_is_such_a_file() -> None:
    plain = msgspec.json.decode(encode(ADA))
    assert "code" not in plain and decode(msgspec.json.encode(plain)) == ADA
    assert "code" in msgspec.json.decode(encode(CODED))
    for wrong in ({"roofline": 1}, {"roofline": {"checks": -1, "ok": True}}, {"": {"checks": 1, "ok": True}}):
        with pytest.raises(msgspec.ValidationError):
            decode(msgspec.json.encode({**plain, "code": wrong}))
