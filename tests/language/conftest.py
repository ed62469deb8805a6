"""A Qt application without a window: words are measured with its fonts."""

from __future__ import annotations

import pytest

from tourapp.export.images import ensure_qt


@pytest.fixture(scope="session", autouse=True)
def fonts() -> None:
    """Qt with the packaged fonts."""
    ensure_qt()
