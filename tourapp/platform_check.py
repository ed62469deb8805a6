"""What the environment tells Qt, read before Qt does: over an unknown platform, a broken list of screens or a path it
cannot decode Qt ends the whole process, which nobody can catch. Standard library only."""

from __future__ import annotations

import importlib.util
import json
import math
import os
import sys
from pathlib import Path
from typing import Any

from tourapp.errors import MissingError, UsageError
from tourapp.files import read_small

NAME = "QT_QPA_PLATFORM"
CONFIG = "configfile="
POOL = "QT_NO_GUI_THREADPOOL"
"""Qt asks only whether it is set."""
LARGEST_CONFIG = 1_000_000
"""Bytes of a list of screens."""
SIDES = ("width", "height", "dpr", "logicalDpi", "logicalBaseDpi")
DEVICES = {"eglfs": "/dev/dri", "linuxfb": "/dev/fb0"}
"""Platforms that draw without a display server, and what they draw on."""
REMEDY = f"unset {NAME}, or for pictures set {NAME}=offscreen"


def asked() -> list[str]:
    """The platforms of QT_QPA_PLATFORM without their options; empty if the user chose none."""
    return [whole.split(":")[0].strip().lower() for whole in asked_whole()]


def asked_whole() -> list[str]:
    """The same with their options, without the spaces that Qt would take as part of a name."""
    parts = [part.strip() for part in os.environ.get(NAME, "").split(";")]
    return [part for part in parts if part.split(":")[0].strip()]


def check_environment() -> None:
    """MissingError where Qt would end the process: an unknown or unusable platform, a broken list of screens, or an
    installation that lies under a name which this session's locale cannot express. Call it before a QApplication is
    made."""
    paint_in_one_thread()
    known = known_platforms()
    for whole in asked_whole():
        name, *options = [part.strip() for part in whole.split(":")]
        if known and name.lower().partition("-")[0] not in known:
            raise MissingError(f"{NAME}: {ascii(name)[:60]} is no platform of Qt here ({', '.join(known)}); {REMEDY}")
        device = DEVICES.get(name.lower())
        if device is not None and not os.path.exists(device):
            raise MissingError(f"{NAME}: {name} needs {device}, which is not there; {REMEDY}")
        if name.lower() == "offscreen":
            for option in options:
                if option.startswith(CONFIG):
                    _check_screens(Path(option.removeprefix(CONFIG)))
    check_locale()


def paint_in_one_thread() -> None:
    """Have Qt paint in the thread that asks for it. Else it cuts whatever is more than 96 rows high into pieces for a
    pool of threads: of a frame's small pieces each waits longer for its thread than its pixels take (a median frame of
    the tour is a quarter cheaper without, on the wall's clock too, and at 3840 x 2160 as well)."""
    os.environ.setdefault(POOL, "1")


def known_platforms() -> list[str]:
    """The platforms that the installed Qt brings along; empty where they cannot be listed."""
    folder = _qt_folder()
    if folder is None or not sys.platform.startswith("linux"):
        return []
    found = sorted((folder / "Qt" / "plugins" / "platforms").glob("libq*.so"))
    return [path.stem.removeprefix("libq") for path in found]


def check_locale() -> None:
    """MissingError where Qt, which reads every path as UTF-8, could not find its own files. Else have it told that the
    locale is UTF-8, so that it does not warn in four lines."""
    if not sys.platform.startswith("linux"):
        return
    folder = _qt_folder()
    encoding = sys.getfilesystemencoding().lower().replace("-", "")
    if folder is not None and encoding != "utf8" and not str(folder).isascii():
        raise MissingError(
            f"locale: Qt lies in {ascii(str(folder))[:160]}, a name that needs UTF-8, and this session's encoding is "
            f"{encoding}; set LC_ALL=C.UTF-8 and start again"
        )
    import locale

    if locale.nl_langinfo(locale.CODESET).upper().replace("-", "") != "UTF8":
        os.environ["LC_ALL"] = "C.UTF-8"


def _qt_folder() -> Path | None:
    try:
        found = importlib.util.find_spec("PySide6")
    except (ImportError, ValueError):
        return None
    places = list(found.submodule_search_locations or []) if found is not None else []
    return Path(places[0]) if places else None


def _check_screens(path: Path) -> None:
    """The file that lists screens which are none, for tests and pictures."""
    front = f"{NAME}: the list of screens {ascii(str(path))[1:-1][:160]}"
    try:
        data = read_small(path, LARGEST_CONFIG, "a JSON file of screens")
    except UsageError as error:
        raise MissingError(f"{NAME}: {error}; {REMEDY}") from None
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise MissingError(f"{front} is not JSON ({error}); {REMEDY}") from None
    screens = found.get("screens") if isinstance(found, dict) else None
    if not isinstance(screens, list) or not screens:
        raise MissingError(f"{front} names no screen; give it a list `screens`, or {REMEDY}")
    for number, screen in enumerate(screens):
        if not isinstance(screen, dict) or not screen.get("name"):
            raise MissingError(f"{front}: screens[{number}]: has no name; {REMEDY}")
        for side in SIDES:
            if side in screen and not _positive(screen[side]):
                raise MissingError(f"{front}: screens[{number}].{side}: {screen[side]!r:.40} is not above 0; {REMEDY}")


def _positive(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value > 0


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")
