"""What the tests of the hall share: a tour without a window, and moments of the scene."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp.export.offline import Offline


@pytest.fixture(scope="module")
def offline(qt_app: Any) -> Offline:
    return Offline()


@pytest.fixture(scope="module")
def index(offline: Offline) -> int:
    return offline.tour.index("kv_hall")
