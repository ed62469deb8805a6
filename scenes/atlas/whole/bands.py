"""Where the bands of the three columns stand: the same operators in the same order, three times, each column 100 %."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.atlas.whole.facts import AtlasFacts
from tourapp.authoring import Phrase, Quantity, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PassStages

TOP, FOOT = 198.0, 838.0
WIDE = 232.0
LEFTS = (228.0, 622.0, 1016.0)
KINDS = ("flops", "bytes", "held")
ORDER = ("gate", "up", "down", "router", "qkv", "attention", "out", "head", "norms", "embedding", "reserve")
FFN = ("gate", "up", "down")
GROUPS = {"ffn": FFN, "attention": ("attention",), "rest": ("router", "qkv", "out", "head", "norms", "embedding")}
GROUP_WORDS = {"ffn": Phrase("FFN"), "attention": Phrase("attention and its cache"), "rest": Phrase("all else")}


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """One column: its kind, its bands by id from top to foot, and their shares."""

    kind: str
    bands: dict[str, Rect]
    shares: dict[str, Quantity]

    @property
    def box(self) -> Rect:
        """All of it."""
        return Rect(next(iter(self.bands.values())).x, TOP, WIDE, FOOT - TOP)

    def middle(self, *ids: str) -> float:
        """Stage y of the middle of some bands that stand together."""
        some = [self.bands[id] for id in ids if id in self.bands]
        return (some[0].y + some[-1].bottom) / 2 if some else TOP

    def height(self, *ids: str) -> float:
        """Height of some bands together."""
        return sum(self.bands[id].h for id in ids if id in self.bands)


def columns_of(facts: AtlasFacts, stages: PassStages) -> tuple[Bands, ...]:
    """Arithmetic, traffic, memory held."""
    return tuple(_column(facts, stages, kind, left) for kind, left in zip(KINDS, LEFTS, strict=True))


def _column(facts: AtlasFacts, stages: PassStages, kind: str, left: float) -> Bands:
    shares: dict[str, Quantity] = {}
    for id in ORDER:
        stage = stages.stage(id)
        if id == "reserve" and kind == "held":
            shares[id] = facts.whole.reserve_share
        elif id == "attention" and kind == "held":
            shares[id] = facts.whole.cache_share
        elif stage is not None:
            shares[id] = stage.of_kind(kind)
    y, bands = TOP, {}
    for id, share in shares.items():
        high = float(share.value) * (FOOT - TOP)
        bands[id] = Rect(left, y, WIDE, high)
        y += high
    return Bands(kind, bands, shares)


def largest(stages: PassStages, kind: str) -> str:
    """The group that has the largest part of a kind."""
    groups = {"ffn": stages.ffn, "attention": stages.attention, "rest": stages.rest}
    return max(groups, key=lambda name: float(groups[name][kind].value))


def group_share(stages: PassStages, group: str, kind: str) -> Quantity:
    """The share of a group in a kind."""
    found: dict[str, Quantity] = getattr(stages, group)
    return found[kind]
