"""The declared scene, for the tests of sampling."""

from __future__ import annotations

import pytest

from tests.helpers import request_scenes
from tourapp.authoring import Scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return next(one for one in request_scenes() if one.id == "sampling")
