"""Shared by all tests: no screen, settings in a folder of their own, and a small tour that needs no real scene."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(prefix="tour-config-")

import pytest
from hypothesis import HealthCheck, settings

from tests.quantity.formula_units import check_formula
from tests.toys import make_toy_tour
from tourapp import specs
from tourapp.player.tour import Tour
from tourapp.quantity import units
from tourapp.world.part import Part, PartView
from tourapp.world.part import parts as world_parts

settings.register_profile("tour", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("tour")
units.check = check_formula


@pytest.fixture
def tour() -> Tour:
    """The small tour."""
    return make_toy_tour()


@pytest.fixture
def no_own_rows() -> Iterator[None]:
    """No model and no GPU of one's own is known, before the test and after it."""
    specs.forget_own()
    yield
    specs.forget_own()


@pytest.fixture
def add_part() -> Iterator[Callable[..., Part]]:
    """Declare a part of the world for one test, or put another in its place."""
    before: dict[str, Part | None] = {}

    def add(
        name: str,
        build: Callable[[PartView], Any],
        reads: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
        slow: bool = True,
        stand_in: Callable[[], Any] | None = None,
    ) -> Part:
        item = Part(name, build, reads, needs, slow, stand_in)
        before.setdefault(name, world_parts().get(name))
        world_parts()[name] = item
        return item

    yield add
    for name, item in before.items():
        world_parts().pop(name, None)
        if item is not None:
            world_parts()[name] = item


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A folder for settings."""
    return tmp_path / "config"
