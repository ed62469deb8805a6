"""What the achieved model knows: fitted and sourced constants, links between GPUs, measured serving runs.

Each constant carries unit, interval, the rows it was fitted on and a date. Not here: the model (sim.cost.achieved) and
the fit (.setup/fit_achieved.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

import msgspec

from tourapp.quantity import Quantity, Source
from tourapp.specs.load import read_table
from tourapp.specs.row import Amount, Count, Date, Id, Name, SpecRow

Share = Annotated[float, msgspec.Meta(gt=0, le=1)]
Time = Annotated[float, msgspec.Meta(ge=0, le=1e7)]


class AchievedConstant(SpecRow, frozen=True):
    """One coefficient of the achieved model: value with an interval (90 %, of fits on rows drawn again) where it was
    fitted, the mechanism it stands for in `why`, and on how many measured runs. Without `fitted` it was read."""

    KIND: ClassVar[str] = "achieved"

    symbol: Name
    unit: Name
    value: Time
    why: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    low: Time | None = None
    high: Time | None = None
    rows: int = 0
    fitted: bool = False

    def problem(self) -> str | None:
        """A fitted constant has an interval around its value."""
        if self.fitted and (self.low is None or self.high is None or not self.low <= self.value <= self.high):
            return "low: a fitted constant needs an interval that holds its value"
        return None

    def quantity(self) -> Quantity:
        """The constant as a quantity, whose source says the interval, the rows and the date."""
        read = self.source()
        title = self.name
        if self.fitted:
            title = f"{self.name}, fitted on {self.rows} measured runs, {self.low:.3g} to {self.high:.3g}"
        source = Source(read.short, title, self.date, read.where)
        return Quantity(self.value, self.unit, self.name, self.symbol, "", (), source, f"achieved.{self.id}")


class Link(SpecRow, frozen=True):
    """How the GPUs of one machine are joined: one way, the share of it that an all-reduce reaches, and what an
    all-reduce of nothing takes between 2, 4 and 8 GPUs. Its id is the GPU's."""

    KIND: ClassVar[str] = "link"
    FIGURES: ClassVar[dict[str, tuple[str, str, str, float]]] = {
        "gb_s_one_way": ("link of one GPU, one way", "β_link", "B/s", 1e9),
        "share": ("share of the link that an all-reduce reaches", "η_link", "share", 1),
    }

    gb_s_one_way: Amount
    share: Share
    start_us_2: Amount
    start_us_4: Amount
    start_us_8: Amount

    def start(self, gpus: int) -> Quantity | None:
        """Start-up time of an all-reduce between so many GPUs, between the counts of the row on a line; None beyond
        the largest."""
        if not 2 <= gpus <= 8:
            return None
        below, above = (2, 4) if gpus <= 4 else (4, 8)
        first, last = getattr(self, f"start_us_{below}"), getattr(self, f"start_us_{above}")
        micro = first + (last - first) * (gpus - below) / (above - below)
        return Quantity(micro * 1e-6, "s", "start-up time of an all-reduce", "α", "", (), self.source("start_us_2"))


class MeasuredRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One measured run: setting, both times in milliseconds (ttft_ms None where clients waited for a slot), engine,
    version and date where known, and the id of the run in its source. math: in how many bits 4-bit weights were
    multiplied, None where as the part does by itself (`GpuSpec.math_bits`)."""

    run: str
    model: Id
    gpu: Id
    gpus: Count
    weight_bits: Count
    kv_bits: Count
    batch: Count
    prompt: Count
    answer: Count
    tpot_ms: Amount
    math: Count | None = None
    ttft_ms: Amount | None = None
    engine: str = ""
    version: str = ""
    date: str = ""


class MeasuredRuns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table of measured runs with where they come from, how many rows each filter left out, and which models of the
    source are not modelled, with the reason."""

    source: str
    commit: str
    date: Date
    licence: str
    left_out: dict[str, int]
    runs: tuple[MeasuredRun, ...]
    not_modelled: dict[str, str] = {}


def read_runs(path: Path) -> MeasuredRuns:
    """The measured runs. DamagedFileError names the field of the first row that is broken."""
    return read_table(path, MeasuredRuns)
