"""What is checked before Qt is imported, on computers that lack something."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tourapp import preflight
from tourapp.errors import MissingError
from tourapp.preflight import Library

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the libraries and displays of Linux")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A session without a display and without a choice of platform."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    return monkeypatch


def lacking(monkeypatch: pytest.MonkeyPatch, *sonames: str) -> None:
    """Let these libraries be missing and all others load."""
    monkeypatch.setattr(preflight, "loads", lambda soname: soname not in sonames)


@LINUX
def test_loads_tells_a_library_from_none() -> None:
    assert preflight.loads("libc.so.6")
    assert not preflight.loads("libno-such-thing.so.9")


def test_missing_lists_what_does_not_load(bare: pytest.MonkeyPatch) -> None:
    lacking(bare, "libEGL.so.1")
    assert preflight.missing(preflight.QT_LIBRARIES) == [Library("libEGL.so.1", "libegl1")]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_lack_nothing(bare: pytest.MonkeyPatch, system: str) -> None:
    bare.setattr(sys, "platform", system)
    bare.setattr(preflight, "loads", lambda soname: False)
    preflight.require_qt(window=True)
    assert preflight.has_screen()
    assert "QT_QPA_PLATFORM" not in os.environ


def test_a_missing_library_is_one_line_with_the_remedy(bare: pytest.MonkeyPatch) -> None:
    lacking(bare, "libEGL.so.1", "libdbus-1.so.3")
    bare.setattr(preflight.shutil, "which", lambda name: "/usr/bin/" + name)
    with pytest.raises(MissingError) as caught:
        preflight.require_qt(window=False)
    message = str(caught.value)
    assert "libEGL.so.1" in message
    assert message.endswith("sudo apt-get install -y libegl1 libdbus-1-3")
    assert "\n" not in message


def test_without_apt_the_remedy_names_the_packages_only(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(preflight.shutil, "which", lambda name: None)
    line = preflight.remedy(["libegl1"])
    assert "libegl1" in line and "apt-get" not in line


def test_no_display_means_offscreen(bare: pytest.MonkeyPatch) -> None:
    lacking(bare)
    assert not preflight.has_screen()
    preflight.require_qt(window=True)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_window_libraries_matter_only_for_a_window_on_a_display(bare: pytest.MonkeyPatch) -> None:
    lacking(bare, "libxcb-cursor.so.0")
    bare.setattr(preflight, "_x11_answers", lambda: True)
    preflight.require_qt(window=True)  # no display
    bare.delenv("QT_QPA_PLATFORM")
    bare.setenv("DISPLAY", ":0")
    preflight.require_qt(window=False)  # a display, but only pictures: it is not touched
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    bare.delenv("QT_QPA_PLATFORM")
    with pytest.raises(MissingError, match="libxcb-cursor0"):
        preflight.require_qt(window=True)


@pytest.mark.parametrize(
    ("asked", "displays", "platform", "after"),
    [
        ("", [], None, "offscreen"),
        ("", ["xcb"], "xcb", "xcb"),
        ("", ["wayland", "xcb"], "wayland", "wayland;xcb"),
        ("xcb", ["wayland", "xcb"], "xcb", "xcb"),
        ("wayland;xcb", ["xcb"], "xcb", "wayland;xcb"),
        ("xcb", [], None, "offscreen"),
        ("offscreen:configfile=a.json", ["xcb"], None, "offscreen:configfile=a.json"),
        ("minimal", ["xcb"], None, "minimal"),
        ("vnc", [], "vnc", "vnc"),
    ],
)
def test_platform(bare: pytest.MonkeyPatch, asked: str, displays: list[str], platform: str | None, after: str) -> None:
    lacking(bare)
    bare.setenv("QT_QPA_PLATFORM", asked)
    bare.setattr(preflight, "_displays", lambda: displays)
    assert preflight.platform_name() == platform
    assert preflight.has_screen() == (platform is not None)
    preflight.require_qt(window=True)
    assert os.environ["QT_QPA_PLATFORM"] == after


def test_a_wayland_display_must_answer(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert not preflight.has_screen()
    bare.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not preflight.has_screen()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen(1)
        assert preflight.platform_name() == "wayland"


@LINUX
def test_an_x11_display_must_answer(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("DISPLAY", ":4091")  # nobody has that many
    if not preflight.loads("libxcb.so.1"):
        pytest.skip("no X11 client library to ask")
    assert not preflight.has_screen()


def test_font_files_are_found_without_qt() -> None:
    for family in ("text", "mono"):
        path = preflight.font_file(family)
        assert path is not None and path.stat().st_size > 100_000


def test_a_missing_font_package_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(preflight.FONT_FILES, "text", ("no_such_font_package", "x.ttf"))
    assert preflight.font_file("text") is None
    monkeypatch.setitem(preflight.FONT_FILES, "mono", ("fontpkg_inter", "no such file.ttf"))
    assert preflight.font_file("mono") is None


def test_preflight_imports_only_the_standard_library() -> None:
    """The set-up uses it before anything is installed (-S: no site-packages)."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import tourapp.preflight"
    root = Path(preflight.__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(root)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
