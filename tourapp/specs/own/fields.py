"""The fields of a configuration, each read under any of its names, checked, and remembered as read."""

from __future__ import annotations

from typing import Any

from tourapp.errors import UsageError
from tourapp.specs.own.json_object import shown_name, shown_value

TEXT_CONFIG = "text_config"


class Fields:
    """One object of a file. `file`: its name for messages; `inside`: where in the file the object stands."""

    def __init__(self, file: str, values: dict[str, Any], inside: str = "") -> None:
        self.file, self.values, self.inside = file, values, inside
        self.read: set[str] = set()

    def has(self, *names: str) -> bool:
        """Whether one of the names is there with a value (not null)."""
        return self._name(names) is not None

    def whole(self, names: tuple[str, ...], low: int, high: int, what: str) -> int | None:
        """A whole number in low..high; None where no name is there. UsageError names the field and the range."""
        name = self._name(names)
        if name is None:
            return None
        value = self.values[name]
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
            value = int(value)
        allowed = f"{what} is a whole number from {low:,} to {high:,}"
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(name, f"{shown_value(value)}; {allowed}")
        if not low <= value <= high:
            raise self.error(name, f"{shown_value(value)} is out of range; {allowed}")
        for other in names:
            if other != name and self.values.get(other, value) not in (value, None):
                raise self.error(other, f"is not the {value:,} of {name}; both mean the same, leave one of them out")
        return value

    def needed(self, names: tuple[str, ...], low: int, high: int, what: str) -> int:
        """The same, for a number without which there is no model."""
        found = self.whole(names, low, high, what)
        if found is None:
            others = f" (or {', '.join(names[1:])})" if len(names) > 1 else ""
            raise self.error(names[0], f"is missing{others}; write how many: {what}")
        return found

    def flag(self, name: str) -> bool | None:
        """True or false; None where it is not there. UsageError for anything else."""
        if self._name((name,)) is None:
            return None
        value = self.values[name]
        if not isinstance(value, bool):
            raise self.error(name, f"{shown_value(value)}; use true or false")
        return value

    def word(self, name: str) -> str:
        """A text in small letters, "" where it is not there. UsageError for anything else."""
        if self._name((name,)) is None:
            return ""
        value = self.values[name]
        if not isinstance(value, str):
            raise self.error(name, f"{shown_value(value)}; use a text in quotes")
        return value.strip().lower()[:200]

    def words(self, name: str) -> list[str]:
        """A list of texts, empty where it is not there. UsageError for anything else."""
        value = self.items(name)
        if not all(isinstance(each, str) for each in value):
            raise self.error(name, "holds something that is no text; use a list of texts in quotes")
        return value

    def items(self, name: str) -> list[Any]:
        """A list, empty where it is not there. UsageError for anything else."""
        if self._name((name,)) is None:
            return []
        value = self.values[name]
        if not isinstance(value, list):
            raise self.error(name, f"{shown_value(value)}; use a list")
        return value

    def object(self, name: str) -> Fields | None:
        """An object in this one; None where it is not there. UsageError for anything else."""
        if self._name((name,)) is None:
            return None
        value = self.values[name]
        if not isinstance(value, dict):
            raise self.error(name, f"{shown_value(value)}; use an object in braces")
        return Fields(self.file, value, f"{self.inside}{name}.")

    def error(self, name: str, words: str) -> UsageError:
        """What is wrong with a field, as one line with file and field."""
        return UsageError(f"{self.file}: {self.inside}{shown_name(name)}: {words}")

    def _name(self, names: tuple[str, ...]) -> str | None:
        """The first of the names that has a value; all of them count as read."""
        self.read.update(names)
        return next((name for name in names if self.values.get(name) is not None), None)
