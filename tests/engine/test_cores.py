"""How many cores the engine takes, and that it gives one back while the window moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tourapp.engine import cores


class Library:
    """A linear-algebra library of four threads."""

    num_threads = 4

    def set_num_threads(self, count: int) -> None:
        self.num_threads = count


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """Four cores instead of this machine's."""
    found = Library()
    monkeypatch.setattr(cores, "_libraries", lambda: (found,))
    monkeypatch.setattr(cores, "_usual", lambda: 4)
    yield found
    cores.leave_a_core(False)


def test_one_core_is_left_while_the_window_moves(library: Library) -> None:
    cores.leave_a_core(True)
    cores.take_cores()
    assert library.num_threads == 3
    cores.leave_a_core(False)
    cores.take_cores()
    assert library.num_threads == 4


def test_a_measurement_takes_them_all(library: Library) -> None:
    cores.leave_a_core(True)
    with cores.whole_machine():
        cores.take_cores()
        assert library.num_threads == 4
    cores.take_cores()
    assert library.num_threads == 3


def test_there_is_always_one(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_usual", lambda: 1)
    cores.leave_a_core(True)
    assert cores.cores_now() == 1


def test_the_real_library_is_found() -> None:
    cores.take_cores()
    assert {each.num_threads for each in cores._libraries()} == {cores.cores_now()}, "numpy's, and a test's own"
