"""Being asked to end is never lost, wherever it comes."""

from __future__ import annotations

import os
import signal

import pytest

from tourapp.cli.export import ProgressBar
from tourapp.cli.streams import Terminated, still_asked, stoppable


class Fragile:
    """Whatever is raised while it is taken apart is lost."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __del__(self) -> None:
        os.kill(os.getpid(), self.number)
        for _ in range(1000):  # a signal is heard between two steps
            pass


@pytest.mark.parametrize(("number", "kind"), [(signal.SIGTERM, Terminated), (signal.SIGINT, KeyboardInterrupt)])
def test_what_python_loses_ends_the_command_at_its_next_step(
    number: int, kind: type[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    bar = ProgressBar(quiet=True)
    with pytest.raises(kind), stoppable():
        bar(0, 3, "one")
        Fragile(number)
        bar(3, 3, "")
        bar(1, 3, "two")
    assert capsys.readouterr().err == ""
    with stoppable():
        still_asked()


def test_other_losses_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken:
        def __del__(self) -> None:
            raise ValueError("told")

    with stoppable():
        Broken()
    assert "ValueError: told" in capsys.readouterr().err
