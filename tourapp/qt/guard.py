"""The last net of the window: an error in a slot is shown in the message bar and the window lives on."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from tourapp import __version__

Tell = Callable[[str, str], None]
"""Takes one line and a report."""


class Guard:
    """Stands in for `sys.excepthook` between `install` and `remove`. What it does itself never raises."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._before: Callable[..., object] | None = None
        self._inside = False

    def install(self) -> None:
        """From now on errors go to the window."""
        if self._before is None:
            self._before, sys.excepthook = sys.excepthook, self

    def remove(self) -> None:
        """Errors go where they went before."""
        if self._before is not None:
            if sys.excepthook is self:
                sys.excepthook = self._before
            self._before = None

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Show an error, and print it for whoever started the program in a terminal."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = "".join(traceback.format_exception(kind, error, trace))
        if sys.stderr is not None:
            sys.stderr.write(report)
        if self._inside:
            return
        self._inside = True
        try:
            self._tell(
                f"Something went wrong, the tour goes on: {kind.__name__}: {error}",
                f"One Request {__version__}\n{report}",
            )
        except Exception:  # a broken bar must not end the program either
            sys.__excepthook__(*sys.exc_info())
        finally:
            self._inside = False
