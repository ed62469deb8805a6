"""What every spec row has: an id, its sources, a date, and the names of figures no source confirmed."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from tourapp.errors import DamagedFileError
from tourapp.quantity import Quantity, Source

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9.\-]{0,40}$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Date = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
Count = Annotated[int, msgspec.Meta(gt=0, le=10**12)]
Amount = Annotated[float, msgspec.Meta(gt=0, le=1e9)]
Money = Annotated[float, msgspec.Meta(ge=0, le=1e6)]


class SpecRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One row of a spec table. `number` gives a figure as a quantity with this row as its source."""

    FIGURES: ClassVar[dict[str, tuple[str, str, str, float]]] = {}
    """field: (words, symbol, unit, factor from the file's unit to that unit)"""
    KIND: ClassVar[str] = "spec"
    """Begins the ids of its figures: "gpu.bandwidth_tb_s"."""

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
        return Quantity(exact, unit, words, symbol, "", (), self.source(field), f"{self.KIND}.{field}")

    def source_names(self, field: str = "") -> tuple[str, ...]:
        """Short names of the sources of a figure: 'figure:NAME' entries where the row has any for it, else the plain
        ones."""
        own = tuple(name.partition(":")[2] for name in self.sources if field and name.startswith(f"{field}:"))
        return own or tuple(name for name in self.sources if ":" not in name)

    def source(self, field: str = "") -> Source:
        """Where this row (or one figure of it) was read."""
        from tourapp import specs

        shorts = self.source_names(field)
        try:
            known = specs.sources()
        except DamagedFileError as error:
            return Source(", ".join(shorts), f"{self.name}{', ' + field if field else ''}", self.date, str(error))
        read = [known[short] for short in shorts if short in known]
        doubt = ", not confirmed by any source read" if field in self.unconfirmed else ""
        title = f"{self.name}{', ' + field if field else ''}{doubt}"
        return Source(", ".join(shorts), title, self.date, "; ".join(s.where for s in read))
