"""Errors that other simulators of serving have published of themselves, each with its own measure and source
(assets/specs/peers.json). They were found on different runs and cannot be ranked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tourapp.quantity import Quantity, Source
from tourapp.specs.load import read_table
from tourapp.specs.row import Count, Date, Id, Name

PeerTime = Literal["token", "first", "whole", "prefill", "unsaid"]
PeerStatistic = Literal["median", "mean", "most", "unsaid"]


class PeerRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One published error, without its sign. time: of what; statistic: which mean of the errors it is; runs: how many,
    where that is said; more: whether only so much is told, that it is more; about: on what, in the words of its source;
    source: where, in a few words; where: the same in full."""

    id: Id
    name: Name
    time: PeerTime
    statistic: PeerStatistic
    per_cent: Annotated[float, msgspec.Meta(gt=0, le=1e6)]
    about: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    source: Annotated[str, msgspec.Meta(min_length=1, max_length=28)]
    where: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    date: Date
    runs: Count | None = None
    more: bool = False

    def error(self) -> Quantity:
        """The error as a share, printed as it was published."""
        read = Source(self.name, self.about, self.date, self.where)
        number = f"{self.per_cent:,.0f}" if self.per_cent >= 100 else f"{self.per_cent:g}"
        told = f"{'> ' if self.more else ''}{number}\u2009%"
        return Quantity(
            self.per_cent / 100, "share", "published error", "e", source=read, id=f"peer.{self.id}", printed=told
        )


def read_peers(path: Path) -> tuple[PeerRow, ...]:
    """The table. DamagedFileError names what is broken in it."""
    return read_table(path, tuple[PeerRow, ...])
