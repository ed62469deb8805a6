"""A Qt application without a window for the scene tests."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp.export.images import ensure_qt


@pytest.fixture(scope="session")
def qt_app() -> Any:
    ensure_qt()
    from PySide6.QtWidgets import QApplication

    return QApplication.instance()
