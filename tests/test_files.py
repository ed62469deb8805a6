"""A person's files: written whole or not at all, looked at before they are opened, refused in one clear line."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tourapp.cli import main
from tourapp.errors import TourError, UsageError
from tourapp.files import CheckedFile, checked_file, clear_drafts, read_small, whole_file, write_whole
from tourapp.uninterrupted import uninterrupted

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and rights of Unix")


def refusal(target: Path) -> str:
    with pytest.raises(UsageError) as caught:
        write_whole(target, b"new")
    words = str(caught.value)
    assert "\n" not in words and ("choose another" in words or "name a file" in words or "create it" in words)
    return words


def test_a_file_is_written_whole_and_follows_links(tmp_path: Path) -> None:
    real, link = tmp_path / "real.bin", tmp_path / "link.bin"
    real.write_bytes(b"old")
    write_whole(real, b"new")
    assert real.read_bytes() == b"new"
    if os.name == "posix":
        link.symlink_to(real)
        write_whole(link, b"newer")
        assert link.is_symlink() and real.read_bytes() == b"newer"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_long_name_needs_no_longer_draft(tmp_path: Path) -> None:
    target = tmp_path / ("n" * 245 + ".png")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "does not exist" in refusal(tmp_path / "no" / "x.png")
    assert "is not a name of a file" in refusal(tmp_path / "a\0b.png")
    assert "is not a name of a file" in refusal(tmp_path / "caf\udce9.png")
    assert "too long" in refusal(tmp_path / ("n" * 300 + ".png"))
    (tmp_path / "plain").write_bytes(b"")
    assert "does not exist" in refusal(tmp_path / "plain" / "x.png")


@POSIX
def test_pipes_devices_and_read_only_folders(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    assert "is a pipe" in refusal(tmp_path / "pipe.png")
    assert "is a device" in refusal(Path("/dev/null"))
    loop = tmp_path / "loop.png"
    loop.symlink_to(loop)
    assert "is a link to itself" in refusal(loop)
    (tmp_path / "shut").mkdir(mode=0o500)
    if os.geteuid() == 0:
        return  # rights do not bind the superuser
    assert "permission denied" in refusal(tmp_path / "shut" / "x.png")


@POSIX
def test_a_read_only_folder_is_one_line_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def shut(name: str) -> Callable[..., Any]:
        usual = getattr(Path, name)

        def refuse(path: Path, *words: Any, **more: Any) -> Any:
            if tmp_path in path.parents:
                raise PermissionError(13, "Permission denied")
            return usual(path, *words, **more)

        return refuse

    for name in ("open", "touch"):
        monkeypatch.setattr(f"tourapp.files.Path.{name}", shut(name))
    monkeypatch.setattr("tourapp.export.handout._page", lambda *words: pytest.fail("work was done first"))
    for name in ("a.pdf", "a.webp"):
        assert main(["export", str(tmp_path / name), "--scenes", "batching"]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1 and "permission denied" in said and name in said


def test_reading_looks_first(tmp_path: Path) -> None:
    good = tmp_path / "good.json"
    good.write_bytes(b"12345")
    assert read_small(good, 5, "a tour") == b"12345"
    cases = [
        (good, 4, "5 bytes; a tour has at most 4"),
        (tmp_path, 9, "is a folder, not a plain file; give a tour"),
        (tmp_path / "none", 9, "none: cannot be read (no such file or directory); give a tour"),
        (tmp_path / "a\0b", 9, "is not a file name"),
        (tmp_path / ("n" * 300), 9, "cannot be read"),
    ]
    for path, largest, words in cases:
        with pytest.raises(UsageError) as caught:
            read_small(path, largest, "a tour")
        assert words in str(caught.value) and "\n" not in str(caught.value)


@POSIX
def test_what_is_no_plain_file_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    box = socket.socket(socket.AF_UNIX)
    box.bind(str(tmp_path / "sock"))
    monkeypatch.setattr("builtins.open", lambda *words, **more: pytest.fail("it was opened"))
    for path, kind in ((tmp_path / "pipe", "a pipe"), (tmp_path / "sock", "a socket"), (Path("/dev/zero"), "a device")):
        with pytest.raises(UsageError, match=f"is {kind}"):
            read_small(path, 100, "a tour")
    box.close()


@POSIX
def test_a_file_without_end_is_cut(tmp_path: Path) -> None:
    """Files of the system say that they are empty, whatever they hold."""
    if not Path("/proc/self/maps").exists():
        pytest.skip("no such file here")
    with pytest.raises(UsageError, match="more than 10 bytes"):
        read_small(Path("/proc/self/maps"), 10, "a tour")


class _Full:
    """A disk that is full after some bytes."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, data: bytes) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(28, "No space left on device")
        return len(data)


def test_a_writer_that_hides_a_failed_write_is_found_out(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no space left"), whole_file(tmp_path / "a.bin") as draft:
        draft.touch()
        file = CheckedFile(_Full(3))  # type: ignore[arg-type]
        for data in (b"abc", b"def"):
            with contextlib.suppress(OSError):
                file.write(data)
        assert file.error is not None
        raise file.error
    with pytest.raises(OSError, match="No space"), checked_file(tmp_path / "b.bin") as file:
        file.error = OSError(28, "No space left on device")
        raise RuntimeError("the encoder failed")


def test_only_drafts_of_processes_that_are_gone_are_cleared(tmp_path: Path) -> None:
    with whole_file(tmp_path / "mine.png") as draft:
        draft.write_bytes(b"new")
        front, computer, process, rest = draft.name[1:].rsplit("-", 3)
        gone = subprocess.check_output([sys.executable, "-c", "import os; print(os.getpid())"], text=True).strip()
        names = {
            f".{front}-{computer}-{gone}-{rest}": False,
            f".{front}-{computer}-{process}-0000abcd.png": True,
            f".{front}-00000000-{gone}-{rest}": True,  # of another computer: perhaps still at it
            f".{front}-00000000-{gone}-0000abcd.pdf": False,  # made old below
            f"{front}-{computer}-{gone}-{rest}": True,
            f".{front}-{computer}-{gone}-{rest}~": True,
            ".hidden": True,
        }
        for name in names:
            (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / f".{front}-00000000-{gone}-0000abcd.pdf", (time.time() - 90_000,) * 2)
        clear_drafts(tmp_path)
        assert {name for name in names if (tmp_path / name).exists()} == {name for name, kept in names.items() if kept}
        assert draft.exists() or os.name != "posix"
    clear_drafts(tmp_path / "none")


@POSIX
@pytest.mark.parametrize("words", [["list"], ["explain", "--json"]])
def test_a_full_disk_behind_stdout_is_one_line(words: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no such device here")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tourapp", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "output: cannot be written" in done.stderr


def test_a_reader_that_goes_away_is_no_error() -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tourapp", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout is not None and child.stderr is not None
    child.stdout.close()
    assert child.stderr.read() == "" and child.wait(60) == 0
    child.stderr.close()


def test_a_name_of_another_encoding_asks_for_the_locale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    with pytest.raises(TourError, match="set LC_ALL=") as caught:
        write_whole(tmp_path / "caf\udcc3\udca9.png", b"")
    assert caught.value.exit_status == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_work_that_is_interrupted_ends_first(number: int) -> None:
    done = []
    before = signal.signal(number, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), uninterrupted():
            with uninterrupted():
                signal.raise_signal(number)
                done.append("inner")
            done.append("outer")
        assert done == ["inner", "outer"] and signal.getsignal(number) == signal.default_int_handler
    finally:
        signal.signal(number, before)
