"""The values in the header of a GGUF file, read one after the other: numbers, texts, lists. Every step is checked.

Memory and time are bounded by the limits here, whatever the bytes say. Not here: what the values mean (`gguf_reader`).
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from tourapp.errors import UsageError

NAME_LIMIT, TEXT_LIMIT, ENTRY_LIMIT = 256, 4 << 20, 4_096
"""Bytes of a name, of a text, and of one text of a list."""
ENTRIES = 1 << 20
"""Entries of one list; all lists of a file together may have twice as many."""
AGAIN = "download the file again"

SCALARS = {
    **{0: struct.Struct("<B"), 1: struct.Struct("<b"), 2: struct.Struct("<H"), 3: struct.Struct("<h")},
    **{4: struct.Struct("<I"), 5: struct.Struct("<i"), 6: struct.Struct("<f"), 7: struct.Struct("<?")},
    **{10: struct.Struct("<Q"), 11: struct.Struct("<q"), 12: struct.Struct("<d")},
}
"""Kinds of numbers by the number that stands in the file."""
STRING, ARRAY = 8, 9


def shown(name: str) -> str:
    """A name out of a file as it can stand in a line for people: no control characters, not too long."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name[:80])


class HeaderBytes:
    """A place in the bytes of a header; every step is checked. `field` is named in what goes wrong."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path, self.field = path, "magic"
        self._data, self._at, self._listed = data, 0, 0

    def bad(self, what: str, remedy: str = AGAIN) -> UsageError:
        """The error for what is wrong here."""
        return UsageError(f"model file {self.path}: {shown(self.field)}: {what}; {remedy}")

    @property
    def at(self) -> int:
        """Bytes read so far."""
        return self._at

    def take(self, count: int) -> bytes:
        """The next bytes. Raises UsageError behind the end."""
        end = self._at + count
        if end > len(self._data):
            raise self.bad("the header ends in the middle")
        found = self._data[self._at : end]
        self._at = end
        return found

    def number(self, kind: int) -> Any:
        """The next number of a kind of SCALARS."""
        form = SCALARS[kind]
        (value,) = form.unpack(self.take(form.size))
        return value

    def count(self, what: str, limit: int, smallest: int) -> int:
        """A count of things that take at least `smallest` bytes each. Raises UsageError for more than the limit, or
        more than the rest of the header could hold."""
        value = int(self.number(10))
        if value > limit:
            raise self.bad(f"{value} {what}, allowed: at most {limit}")
        if value * smallest > len(self._data) - self._at:
            raise self.bad(f"{value} {what} do not fit into the file")
        return value

    def text(self, limit: int) -> str:
        """The next text. Raises UsageError when it is too long or no UTF-8."""
        raw = self.take(self.count("bytes of text", limit, 1))
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            raise self.bad("a text that is not UTF-8") from None

    def value(self) -> Any:
        """The next setting: a number, a text, or a list of one kind."""
        kind = int(self.number(4))
        if kind in SCALARS:
            return self.number(kind)
        if kind == STRING:
            return self.text(TEXT_LIMIT)
        if kind != ARRAY:
            raise self.bad(f"values of kind {kind}, known: 0 to 12")
        return self._list()

    def _list(self) -> Any:
        kind = int(self.number(4))
        if kind not in SCALARS and kind != STRING:
            raise self.bad(f"a list of values of kind {kind}, allowed: numbers or texts")
        count = self.count("entries", ENTRIES, 8 if kind == STRING else SCALARS[kind].size)
        self._listed += count
        if self._listed > 2 * ENTRIES:
            raise self.bad(f"lists with more than {2 * ENTRIES} entries together")
        if kind == STRING:
            return [self.text(ENTRY_LIMIT) for _ in range(count)]
        return [value for (value,) in SCALARS[kind].iter_unpack(self.take(count * SCALARS[kind].size))]
