"""`python -m tourapp.qt.probe` prints what Qt finds on this computer as one JSON object.

A process of its own, because Qt ends the whole process when it cannot reach a display.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tourapp import preflight
from tourapp.errors import MissingError
from tourapp.platform_check import check_environment


def probe() -> dict[str, Any]:
    """Qt's platform, its screens (size in device-independent pixels, scale), and fonts that do not load."""
    preflight.require_qt(window=True)
    check_environment()
    from PySide6.QtGui import QGuiApplication

    from tourapp.qt.fonts import missing_fonts

    app = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    screens = [
        {"width": s.size().width(), "height": s.size().height(), "scale": s.devicePixelRatio()}
        for s in QGuiApplication.screens()
    ]
    assert app is not None  # kept alive until here
    return {"platform": QGuiApplication.platformName(), "screens": screens, "missing_fonts": missing_fonts()}


def main() -> int:
    """Print the object; exit status 3 with one line if Qt cannot start."""
    try:
        found = probe()
    except (MissingError, ImportError) as problem:
        print(" ".join(str(problem).split()), file=sys.stderr)
        return 3
    print(json.dumps(found), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
