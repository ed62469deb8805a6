"""What the scene tells of: the board of levers, which rows a beat shows, and which of them is pulled. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Quantity

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs, Letters, LeverBoard, LeverFades, LeverRow

FEWER = {"weights": {16: "weights_8", 8: "weights_4", 4: "weights_8"}, "kv": {16: "kv_8", 8: "kv_4", 4: "kv_8"}}
"""The lever to the next fewer bits; at the fewest, back to eight."""
CUES = {
    "table": ("table.lit", "table.move", "table.told", "table.bars"),
    "bytes": ("bytes.lit", "bytes.move", "bytes.told", "bytes.bars"),
    "cache": ("cache.lit", "cache.move", "cache.told", "cache.bars"),
    "share": ("share.lit", "share.move", "share.told", "share.bars"),
    "machine": ("machine.lit", "machine.move", "machine.told", "machine.bars"),
}
"""Of each beat that pulls a lever: its letter, its bytes, its time, the rows' bars."""
MOST_STILL = 6
"""Levers that do nothing here and are told of."""
SHOWN = {
    "bytes": ("weights_16", "weights_8", "weights_4", "moe", "model_smaller"),
    "cache": ("kv_16", "kv_8", "kv_4", "mha", "mqa", "mla", "window"),
    "share": ("batch", "speculation", "prefix_cache", "chunked_prefill", "continuous_batching", "paging"),
    "machine": ("tp_double", "replicas", "prefill_apart", "gpu_h200", "gpu_b200"),
}
FIRST = {
    "cache": ("kv_8", "kv_4", "mqa", "window", "kv_16"),
    "share": ("batch", "speculation"),
    "machine": ("tp_double", "gpu_h200", "gpu_b200"),
}
"""Which lever a beat pulls by itself: the first of these that can be pulled."""


@dataclass(frozen=True, slots=True, eq=False)
class LeversFacts:
    """The board, the letters of the scenario, its costs, and the lever that is chosen ("" for none)."""

    board: LeverBoard
    letters: Letters
    costs: Costs
    fades: LeverFades
    chosen: str

    @property
    def batch(self) -> int:
        """Conversations of a step."""
        return int(self.costs.scenario.batch)

    def named_bits(self, kind: str) -> str:
        """The lever to the next fewer bits of weights or cache."""
        now = self.costs.scenario.weight_bits if kind == "weights" else self.costs.scenario.kv_bits
        return FEWER[kind][now]

    def _best_bits(self, kind: str) -> str:
        """The lever to other bits that stands in the table: the best of all, where it is one, else the next fewer."""
        best = self.board.fastest
        return best.id if best is not None and best.id.startswith(kind) else self.named_bits(kind)

    def rows(self, beat: str) -> list[LeverRow]:
        """The levers of a beat, in their order on the stage."""
        if beat == "table":
            kv, weights = (self._best_bits(kind) for kind in ("kv", "weights"))
            ids: tuple[str, ...] = ("batch", "gpu_h200", kv, "model_smaller", "speculation", "tp_double", weights)
        else:
            ids = SHOWN[beat]
        return [self.board.row(id) for id in ids]

    def picked(self, beat: str) -> LeverRow | None:
        """The lever that a beat pulls: the chosen one where it is among its own, else its first that can be pulled."""
        rows = {row.id: row for row in self.rows(beat) if row.here}
        if self.chosen in rows:
            return rows[self.chosen]
        if beat == "table" and self.board.fastest is not None and self.board.fastest.id in rows:
            return rows[self.board.fastest.id]
        wanted = (self.named_bits("weights"), "model_smaller") if beat == "bytes" else FIRST.get(beat, ())
        return next((rows[id] for id in wanted if id in rows), next(iter(rows.values()), None))

    @property
    def still(self) -> list[LeverRow]:
        """Levers that move neither column here, those that are tried most often first."""
        wanted = ("flash", "graphs", "window", "prefill_apart", "chunked_prefill", "replicas", "batch", "tp_double")
        own = (self.named_bits("kv"), self.named_bits("weights"), "mla", "moe", "model_smaller")
        rows = [self.board.row(id) for id in (*wanted, *own)]
        return [row for row in rows if row.still][:MOST_STILL]

    @property
    def basis(self) -> Phrase:
        """What the times are."""
        if not self.board.ideal:
            return Phrase("at the MFU and MBU that are set")
        return Phrase("ideal, communication counted") if self.board.comm else Phrase("ideal")

    @property
    def reach(self) -> LeverRow | None:
        """The lever to reach for first."""
        return self.board.fastest


def facts_of(f: Frame) -> LeversFacts:
    """The facts of a frame."""
    world = f.world
    return LeversFacts(world.levers, world.letters, world.cost, world.lever_fades, str(f["lever"]))


def number(value: Quantity | None) -> float:
    """A multiple as a number; 1 where there is none."""
    return 1.0 if value is None else float(value.value)
