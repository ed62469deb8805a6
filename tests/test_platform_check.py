"""What the environment tells Qt wrongly is one line and exit status 3; without the check Qt ends the process (134)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.night import some
from tourapp import platform_check, preflight
from tourapp.errors import MissingError

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the platforms of Linux")
ROOT = Path(preflight.__file__).resolve().parent.parent
SCREEN = {"name": "one", "x": 0, "y": 0, "width": 800, "height": 600, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
BAD_LISTS = [
    b"",
    b"{",
    b"3 4",
    b'{"screens": [NaN]}',
    b"\xff\xfe",
    b"[" * 100_000,
    b"[]",
    b"{}",
    b'{"screens": []}',
    b'{"screens": [1]}',
    b'{"screens": [{}]}',
    json.dumps({"screens": [SCREEN | {"width": 0}]}).encode(),
    json.dumps({"screens": [SCREEN | {"dpr": -1}]}).encode(),
    json.dumps({"screens": [SCREEN | {"logicalDpi": "96"}]}).encode(),
]


def started(platform: str, code: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Python code in a process of its own, with this QT_QPA_PLATFORM."""
    env = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(ROOT), **more}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env)


PICTURE = """
import sys
from tourapp.cli import main
sys.exit(main(["snapshot", "batching", "--size", "320x180"]))
"""
WINDOW = """
import sys
from tourapp.cli import main
sys.exit(main([]))
"""


@LINUX
@pytest.mark.parametrize("platform", ["nonsense", "nonsense:a=b;xcb", "eglfs"])
def test_a_platform_that_cannot_be_is_one_line(platform: str) -> None:
    done = started(platform, WINDOW, DISPLAY="", WAYLAND_DISPLAY="")
    if platform == "eglfs" and os.path.exists("/dev/dri"):
        pytest.skip("it may work here")
    assert done.returncode == 3 and done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("QT_QPA_PLATFORM: ") and "unset QT_QPA_PLATFORM" in done.stderr


@LINUX
@pytest.mark.parametrize(
    "platform", some(["nonsense", ";", " offscreen ", "OFFSCREEN", "minimalegl", "offscreen; nonsense"], 2)
)
def test_pictures_are_made_whatever_platform_is_named(platform: str) -> None:
    done = started(platform, PICTURE)
    assert done.returncode == 0 and done.stderr == "", done.stderr


@LINUX
def test_a_broken_list_of_screens_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "screens.json"
    for asked in (f"offscreen:configfile={tmp_path}/none.json", f"offscreen:configfile={tmp_path}"):
        done = started(asked, PICTURE)
        assert done.returncode == 3 and done.stderr.count("\n") == 1 and str(tmp_path) in done.stderr, done.stderr
    path.write_bytes(BAD_LISTS[0])
    done = started(f"offscreen:configfile={path}", PICTURE)
    assert done.returncode == 3 and done.stderr.count("\n") == 1 and str(path) in done.stderr, done.stderr
    path.write_text(json.dumps({"screens": [SCREEN]}))
    done = started(f"offscreen:configfile={path}", PICTURE)
    assert done.returncode == 0 and done.stderr == "", done.stderr


@pytest.mark.parametrize("data", BAD_LISTS, ids=range(len(BAD_LISTS)))
def test_every_broken_list_names_the_file(data: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "screens.json"
    path.write_bytes(data)
    monkeypatch.setenv("QT_QPA_PLATFORM", f"offscreen:configfile={path}")
    with pytest.raises(MissingError, match=r"screens\.json") as caught:
        platform_check.check_environment()
    assert "\n" not in str(caught.value)


@LINUX
def test_qt_under_a_name_that_the_locale_cannot_express_is_one_line(tmp_path: Path) -> None:
    """Qt reads paths as UTF-8 and would find none of its files: abort. Where Python reads them so too, all works."""
    home = tmp_path / "é"
    home.mkdir()
    for name in ("tourapp", "scenes", "assets"):
        (home / name).symlink_to(ROOT / name)
    (home / "venv").symlink_to(sys.prefix)
    python = home / "venv" / Path(sys.executable).relative_to(sys.prefix)
    words = [str(python), "-m", "tourapp", "snapshot", "batching", "--size", "320x180", "-o", "ü.png"]
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    narrow = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for more, status in ((narrow, 3), ({"LC_ALL": "C"}, 0), ({"LC_ALL": "POSIX"}, 0), ({"LC_ALL": "xx.ISO-8859-1"}, 0)):
        done = subprocess.run(words, cwd=home, env=plain | more, capture_output=True, text=True, check=False)
        assert done.returncode == status, (more, done.stderr)
        assert done.stderr.count("\n") == (status == 3), (more, done.stderr)
    assert (home / "ü.png").stat().st_size > 1000


def test_a_locale_of_one_byte_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "iso8859-1")
    monkeypatch.setattr(platform_check, "_qt_folder", lambda: Path("/opt/RenÃ©/PySide6"))
    with pytest.raises(MissingError, match=r"locale: .*set LC_ALL=C\.UTF-8"):
        platform_check.check_locale()


@LINUX
def test_what_the_locale_cannot_print_is_a_question_mark() -> None:
    narrow = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for more in (narrow, {"PYTHONIOENCODING": "latin-1"}):
        for words in (["list"], ["explain", "--why", "decode.step_seconds"]):
            code = f"import sys; from tourapp.cli import main; sys.exit(main({words}))"
            env = {**os.environ, "PYTHONPATH": str(ROOT), **more}
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=env)
            assert done.returncode == 0 and done.stderr == b"" and b"?" in done.stdout, done.stderr


def test_qt_is_told_to_paint_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pool of threads made a median frame a third dearer; who has set the variable keeps their value."""
    monkeypatch.delenv(platform_check.POOL, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    platform_check.check_environment()
    assert os.environ[platform_check.POOL] == "1"
    monkeypatch.setenv(platform_check.POOL, "mine")
    platform_check.check_environment()
    assert os.environ[platform_check.POOL] == "mine"
