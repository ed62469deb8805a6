"""A tour without a window for the tests of the two phases."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp.export.offline import Offline


@pytest.fixture
def offline(qt_app: Any) -> Offline:
    return Offline()
