"""What every spec row has: an id, its sources, a date, and the names of figures no source confirmed."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from tourapp.quantity import Quantity, Source

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9.\-]{0,40}$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
Count = Annotated[int, msgspec.Meta(gt=0, le=10**12)]
Amount = Annotated[float, msgspec.Meta(gt=0, le=1e9)]
Money = Annotated[float, msgspec.Meta(ge=0, le=1e6)]


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of a spec table. `number` gives a figure as a quantity with this row as its source."""

    FIGURES: ClassVar[dict[str, tuple[str, str, str, float]]] = {}
    """field: (words, symbol, unit, factor from the file's unit to that unit)"""

    id: Id
    name: Name
    sources: tuple[str, ...]
    date: Date
    unconfirmed: tuple[str, ...] = ()
    note: str = ""

    def problem(self) -> str | None:
        """What is inconsistent in this row, as 'field: what is wrong', or None."""
        return None

    def number(self, field: str) -> Quantity | None:
        """The figure of a field with unit and source, or None where the row has none."""
        value = getattr(self, field)
        if value is None:
            return None
        words, symbol, unit, factor = self.FIGURES[field]
        exact = value if factor == 1 else value * factor
        return Quantity(exact, unit, words, symbol, "", (), self.source(field))

    def source(self, field: str = "") -> Source:
        """Where this row (or one figure of it) was read."""
        from tourapp import specs

        known = specs.sources()
        read = [known[short] for short in self.sources if short in known]
        doubt = ", not confirmed by any source read" if field in self.unconfirmed else ""
        title = f"{self.name}{', ' + field if field else ''}{doubt}"
        return Source(", ".join(self.sources), title, self.date, "; ".join(s.where for s in read))
