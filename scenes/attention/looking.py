"""How a look back is made: from a recording's head, or from the case for a pencil. No drawing here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.attention.column_room import row_fits
from scenes.attention.look_back import LookBack, TokenColumn, share_out
from tourapp.authoring import Phrase, show_piece
from tourapp.figures.token_strip import safe_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ByHand, HeadOverview

ROOM = 7
LEAST = 0.004
"""ROOM tokens at most have a column of their own besides the first one, the group and the asking one; where there is no
room for all, those below LEAST stand in the group."""
LETTERS = 22
"""A longer token is cut."""
OTHERS, START = Phrase("others"), Phrase("start")
WIDEST_GROUP = "000 others"
PENCIL_TOKENS = (Phrase("one"), Phrase("two"), Phrase("three"))


@dataclass(frozen=True, slots=True, eq=False)
class HeadRow:
    """One row of one head before it is cut into columns.

    weights [n] sum to 1, total: their sum as recorded. scores [n], query [d], keys [n, d] and values [n, e] are None
    where the recording keeps only the weights of this layer.
    """

    weights: np.ndarray
    total: float
    scores: np.ndarray | None = None
    query: np.ndarray | None = None
    keys: np.ndarray | None = None
    values: np.ndarray | None = None


@dataclass(frozen=True, slots=True)
class TokenGroup:
    """The tokens of one column; a token that stands alone has no words of a group."""

    tokens: tuple[int, ...]
    words: Phrase | None = None
    label: Phrase | None = None
    name: str = ""


@lru_cache(maxsize=8192)
def word(text: str) -> str:
    """A token as a short label, safe for any Unicode; a token that is part of a character is a box."""
    plain = text.strip().replace("\x00", "□").replace("\ufffd", "□")
    return safe_words(plain or show_piece(text))[:LETTERS] or "□"


@lru_cache(maxsize=48)
def look(overview: HeadOverview, layer: int, head: int, asking: int, masked: bool = True) -> LookBack:
    """What the token at position `asking` of a recording sees in one head; without the mask later tokens are weighed
    too, which needs a layer whose Q, K, V are kept: otherwise the recorded weights stand."""
    row = _head_row(overview, layer, head, asking, masked)
    groups = _groups(overview, row.weights, asking)
    return LookBack(
        key=(overview.key, layer, head, asking, masked and row.scores is not None),
        address=overview.address(layer, head, asking, masked or row.scores is None),
        root=overview.root,
        layer=layer,
        head=head,
        asking=asking,
        count=len(row.weights),
        columns=_columns(overview, row, groups, asking),
        total=row.total,
        first_share=float(row.weights[0]),
        entropy=_entropy(row.weights),
        scale=float(overview.recording.head_dim) ** -0.5,
        keys=_means(row.keys, groups, row.weights),
        values=_means(row.values, groups, row.weights),
        query=row.query,
        output=None if row.values is None else row.weights @ row.values,
    )


@lru_cache(maxsize=12)
def hand_look(hand: ByHand, asking: int, masked: bool) -> LookBack:
    """The case for a pencil as a look back: three tokens, two numbers each."""
    steps = hand.masked if masked else hand.open
    row = np.asarray(steps.weights[asking], np.float64)
    columns = tuple(
        TokenColumn(
            words=PENCIL_TOKENS[j],
            label=PENCIL_TOKENS[j],
            kind="prompt",
            tokens=(j,),
            weight=float(row[j]),
            threads=threads,
            score=float(steps.scores[asking, j]),
            asks=j == asking,
            hidden=not bool(steps.visible[asking, j]),
            late=j > asking,
        )
        for j, threads in enumerate(share_out(row))
    )
    return LookBack(
        key=("hand", asking, masked),
        address=hand.address(asking, masked),
        root=hand.root,
        layer=0,
        head=0,
        asking=asking,
        count=len(row),
        columns=columns,
        total=float(row.sum()),
        first_share=float(row[0]),
        entropy=_entropy(row),
        scale=steps.scale,
        keys=steps.keys,
        values=steps.values,
        query=steps.queries[asking],
        output=steps.output[asking],
        by_hand=True,
    )


def _head_row(overview: HeadOverview, layer: int, head: int, asking: int, masked: bool) -> HeadRow:
    """The recorded row; without the mask the row over all tokens, exactly, from queries and keys."""
    r = overview.recording
    recorded = r.attention_row(layer, head, asking).astype(np.float64)
    total = float(recorded.sum())
    weights = recorded / max(total, 1e-12)
    if layer not in r.qkv_layers:
        return HeadRow(weights, total)
    q, k, v = r.qkv(layer)
    shared, seen = head * r.kv_heads // r.heads, asking + 1 if masked else r.positions
    query, keys, values = q[head, asking], k[shared, :seen], v[shared, :seen]
    scores = overview.products(layer, head, asking, seen)
    if not masked:
        scaled = scores * float(r.head_dim) ** -0.5
        weights = np.exp(scaled - scaled.max())
        weights /= weights.sum()
        total = float(weights.sum())
    return HeadRow(weights, total, scores, query, keys, values)


def _groups(overview: HeadOverview, weights: np.ndarray, asking: int) -> list[TokenGroup]:
    """The tokens of every column from left to right: the first one, all that have no room of their own, the others."""
    prompt, own, count = overview.recording.prompt_count, overview.own, len(weights)
    in_template = set(range(1, min(prompt, count))) - set(own) if len(own) < prompt else set()
    rest = [t for t in range(1, count) if t != asking and t not in in_template]
    kept = rest
    if len(rest) > ROOM:
        kept = [t for t in sorted(sorted(rest, key=lambda t: -weights[t])[:ROOM]) if weights[t] >= LEAST]
    while kept and not _have_room(overview, kept, asking):
        least = min(kept, key=lambda t: float(weights[t]))
        kept = [t for t in kept if t != least]
    alone = {0, asking, *kept}
    others = tuple(t for t in range(count) if t not in alone)
    out = [TokenGroup((0,))]
    if others:
        out.append(TokenGroup(others, OTHERS, Phrase("{n} {n|other|others}", n=len(others)), "others"))
    return out + [TokenGroup((t,)) for t in sorted(alone - {0})]


def _have_room(overview: HeadOverview, kept: list[int], asking: int) -> bool:
    """Whether these tokens fit on the stage beside the first one, a group and the asking one."""
    texts = overview.recording.all_texts
    return row_fits(["", WIDEST_GROUP, *(word(texts[t]) for t in kept), word(texts[asking])])


def _columns(overview: HeadOverview, row: HeadRow, groups: list[TokenGroup], asking: int) -> tuple[TokenColumn, ...]:
    weights = [float(row.weights[list(group.tokens)].sum()) for group in groups]
    columns = []
    for group, weight, threads in zip(groups, weights, share_out(weights), strict=True):
        tokens, first = list(group.tokens), group.tokens[0]
        own = word(overview.recording.all_texts[first])
        columns.append(
            TokenColumn(
                words=group.words or own,
                label=group.label or (START if _opens(overview, first) else own),
                kind="group" if group.words else _kind(overview, first),
                tokens=group.tokens,
                weight=weight,
                threads=threads,
                score=None if row.scores is None else float(row.scores[tokens].max()),
                asks=group.tokens == (asking,),
                hidden=False,
                late=first > asking,
                group=group.name,
            )
        )
    return tuple(columns)


def _opens(overview: HeadOverview, token: int) -> bool:
    """Whether it is the mark that opens a conversation."""
    return token == 0 and overview.recording.chat and bool(overview.recording.prompt_special[0])


def _kind(overview: HeadOverview, token: int) -> str:
    if token >= overview.recording.prompt_count:
        return "generated"
    return "special" if overview.recording.prompt_special[token] else "prompt"


def _entropy(row: np.ndarray) -> float:
    """Bits."""
    safe = np.where(row > 0, row, 1.0)
    return float(max(0.0, -(row * np.log2(safe)).sum()))


def _means(data: np.ndarray | None, groups: list[TokenGroup], weights: np.ndarray) -> np.ndarray | None:
    """One row of numbers per column: a token's own, or a group's mean weighted by attention."""
    if data is None:
        return None
    out = []
    for group in groups:
        share = weights[list(group.tokens)] + 1e-12
        out.append((share[:, None] * data[list(group.tokens)]).sum(axis=0) / share.sum())
    return np.asarray(out)
