"""What a screen reader is told of a slider: the real value, its range and step, not the positions of the handle.

Qt asks for this only while somebody listens.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from tourapp.authoring import Slider


class Measured(Protocol):
    """A slider that knows its real value."""

    control: Slider

    @property
    def exact(self) -> float: ...

    def position_of(self, value: float) -> int: ...

    def setValue(self, position: int) -> None: ...

    def accessibleDescription(self) -> str: ...


class RealValue(QAccessibleValueInterface):
    """The value of a slider as a number."""

    def __init__(self, slider: Measured) -> None:
        super().__init__()
        self._slider = slider

    def currentValue(self) -> Any:
        """Where it stands."""
        return float(self._slider.exact)

    def setCurrentValue(self, value: Any) -> None:
        """Set it, as if by hand."""
        self._slider.setValue(self._slider.position_of(float(value)))

    def minimumValue(self) -> Any:
        """The least."""
        return float(self._slider.control.low)

    def maximumValue(self) -> Any:
        """The greatest."""
        return float(self._slider.control.high)

    def minimumStepSize(self) -> Any:
        """From one value to the next."""
        return float(self._slider.control.step)


class SliderAccess(QAccessibleWidget):
    """A slider's part in the tree that a screen reader reads."""

    def __init__(self, slider: Any) -> None:
        super().__init__(slider, QAccessible.Role.Slider)
        self._slider: Measured = slider
        self._value = RealValue(slider)

    def text(self, kind: QAccessible.Text) -> str:
        """Name and description as usual; as its value the number with its unit."""
        if kind == QAccessible.Text.Value:
            return self._slider.accessibleDescription()
        return super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """Its value as a number; everything else as usual. Qt wants the address of the object itself."""
        if kind == QAccessible.InterfaceType.ValueInterface:
            return shiboken6.VoidPtr(shiboken6.getCppPointer(self._value)[0])
        return super().interface_cast(kind)


@lru_cache(maxsize=1)
def tell_real_values() -> None:
    """From now on, screen readers are told the real values of sliders."""
    QAccessible.installFactory(_access)


def _access(_class: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget) or not hasattr(thing, "exact") or not hasattr(thing, "control"):
        return None
    made = SliderAccess(thing)
    thing.access = made  # type: ignore[attr-defined]  # lives as long as the slider
    return made
