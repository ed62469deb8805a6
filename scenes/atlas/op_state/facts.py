"""What the card tells of: the row of the chosen kind of cache level by level, and the small model's own cache.

Reads the world; draws nothing and knows no place on the stage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Quantity
from tourapp.figures.kv_walls import KvLights, kv_lights

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Costs, KeptRow, KvVariants, Recording, RowLevel, Variant


@dataclass(frozen=True, slots=True, eq=False)
class StateFacts:
    """The variants with the chosen one; the row's levels of the model as it is; the recorded cache."""

    costs: Costs
    variants: KvVariants
    row: KeptRow
    chosen: Variant
    recording: Recording
    lights: KvLights

    @property
    def own(self) -> Variant:
        """The model as it is."""
        return self.variants.own

    @property
    def levels(self) -> tuple[RowLevel, ...]:
        """Of the model as it is, from the whole row down to one number."""
        return self.row.levels[self.own.id]

    @property
    def last_row(self) -> tuple[np.ndarray, np.ndarray]:
        """Light of the newest row's cells [layers], of keys and of values."""
        return self.lights.keys[-1], self.lights.values[-1]

    @property
    def windowed(self) -> bool:
        """Whether some layers keep a window, and the conversation is longer than it."""
        window = self.row.window
        return window is not None and float(self.own.here.context.value) > float(window.value)


def state_facts(f: Frame) -> StateFacts:
    """The facts of a frame."""
    world = f.world
    variants, recording = world.kv_variants, world.recording
    return StateFacts(
        world.cost, variants, world.kept_row, variants.pick(str(f["state_heads"])), recording, kv_lights(recording)
    )


def one_row(per_token: Quantity) -> Quantity:
    """Bytes of one row: the bytes per token told for one token, with the same derivation."""
    return replace(per_token, unit="B", name="one row: the KV cache of one token")
