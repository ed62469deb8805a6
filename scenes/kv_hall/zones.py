"""What stands along the walls of the hall: this request's slots with the light of their real norms, slots a longer
conversation holds, empty ones, and those that memory has no room for."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from scenes.kv_hall.flight import WRITTEN_AT, HallMoment
from scenes.kv_hall.zone import Zone, zone
from tourapp.authoring import Frame, mix

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording

EMPTY_FILL, EMPTY_EDGE = 0.13, 0.72
HELD_FILL, HELD_EDGE = 0.40, 0.62
FLOOR_LIGHT, TOP_LIGHT = 0.05, 0.50
"""Brightness of a slot with norm 0, and of one with the greatest norms of its wall."""
PREFILL = (("ground", "prefill", "key"), ("ground", "prefill", "value"))
FLASH = (("ground", "prefill", "white"), ("ground", "prefill", "white"))
ANSWER = (("ground", "decode", "white"), ("ground", "decode", "white"))
PLAIN = (("ground", "key"), ("ground", "value"))
WASTE = (("ground", "waste"), ("ground", "waste"))


def shown_layer(layers: int) -> int:
    """The layer whose norms light the slots, from 0: a third of the way up."""
    return layers // 3


def norm_levels(recording: Recording, layer: int) -> np.ndarray:
    """Brightness [tokens, 2 walls, kv_heads] that grows with the norm of each token's key (wall 0) and value (wall 1)
    in one layer; the greatest 2 % of a wall share full brightness."""
    out = []
    for norms in (recording.key_norms[layer], recording.value_norms[layer]):
        flat = norms.ravel()
        most = float(np.partition(flat, int(0.98 * (len(flat) - 1)))[int(0.98 * (len(flat) - 1))]) if len(flat) else 1.0
        out.append(np.clip(norms.T / max(most, 1e-6), 0.0, 1.0) ** 1.4)
    return np.asarray(FLOOR_LIGHT + (TOP_LIGHT - FLOOR_LIGHT) * np.stack(out, axis=1))


def prompt_zone(levels: np.ndarray, end: float, lit: float, flash: float) -> Zone:
    """The prompt's slots, all at the same light: `lit` 0..1 fades them in, `flash` makes them burn for a moment."""
    level = levels * lit + EMPTY_FILL * (1 - lit) + 0.42 * flash
    return zone(0, end, FLASH if flash > 0.02 else PREFILL, 0.62 + 0.2 * flash, level)


def answer_zone(levels: np.ndarray, start: int, end: float, written: np.ndarray, strength: float = 0.58) -> Zone:
    """The answer's slots; `written` 0..1 per token. They stay darker than the spark that writes them (`strength`)."""
    return zone(start, end, ANSWER, 0.46 * strength, levels * strength * written[:, None, None])


def plain_zone(start: float, end: float, fill: float, edge: float) -> Zone:
    """Slots without a light of their own."""
    return zone(start, end, PLAIN, edge, fill)


def waste_zone(start: float, end: float) -> Zone:
    """Slots memory has no room for."""
    return zone(start, end, WASTE, 0.55, 0.10)


def zones_now(f: Frame, s: HallMoment) -> list[Zone]:
    """What stands along the walls now, from the entrance on."""
    levels = norm_levels(s.recording, shown_layer(s.recording.layers))
    cut = s.held if s.whole > 0.5 else math.inf
    zones: list[Zone] = []
    end = 0.0
    if (prompt := _prompt(f, s, levels, cut)) is not None:
        zones.append(prompt)
        end = prompt.end
    if end < cut and (answer := _answer(f, s, levels, cut)) is not None:
        zones.append(answer)
        end = answer.end
    if s.whole > 0.02 and s.held > end:
        zones += _held(s, end)
        end = s.held
    zones.append(plain_zone(end, math.inf, EMPTY_FILL * (1 - s.whole), EMPTY_EDGE * (1 - 0.8 * s.whole)))
    return zones


def _prompt(f: Frame, s: HallMoment, levels: np.ndarray, cut: float) -> Zone | None:
    """The prompt's slots from the moment on that writes them all, up to the hall's end at `cut`."""
    lit = f.move("prefill", 0.235, 0.262)
    if lit <= 0 or not s.prompt:
        return None
    flash = lit * math.exp(-6.5 * max(0.0, f.beat("prefill") - WRITTEN_AT)) if not f.still else 0.0
    return prompt_zone(levels[: s.prompt], min(float(s.prompt), cut), lit, flash if flash > 0.02 else 0.0)


def _answer(f: Frame, s: HallMoment, levels: np.ndarray, cut: float) -> Zone | None:
    """The answer's slots that have landed."""
    landed = np.ones(s.answer)
    if s.written < s.answer:
        landed = np.clip((s.written - np.arange(s.answer) - 0.70) / 0.12, 0, 1)
    count = int(np.count_nonzero(landed))
    if not count:
        return None
    strength = mix(0.58 if f.text_gain < 1.05 else 0.98, 1.0, f.cue("heads.share"))
    own = levels[s.prompt : s.prompt + count]
    return answer_zone(own, s.prompt, min(float(s.prompt + count), cut), landed[:count], strength)


def _held(s: HallMoment, start: float) -> list[Zone]:
    """The slots of a longer conversation, and those beyond the memory's end."""
    stop = min(s.held, max(s.full, start))
    fill, edge = mix(EMPTY_FILL, HELD_FILL, s.whole), mix(EMPTY_EDGE, HELD_EDGE, s.whole)
    zones = [plain_zone(start, stop, fill, edge)]
    if s.held > stop:
        zones.append(waste_zone(stop, s.held))
    return zones
