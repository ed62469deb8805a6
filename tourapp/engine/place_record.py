"""What place does to the small model, measured: the same words in another order with and without turning, a prompt
moved along, a text read without turning; and queries and keys of a few heads as they are before any turn.

Not here: the pass (`experiment`), the shipped file (`place_file`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.engine.cutouts import fixed_ids
from tourapp.engine.experiment import ATTENTION, Experiment, Looked, perplexity, run_experiment, turned
from tourapp.engine.model import Model
from tourapp.engine.record import DEFAULT_PROMPT

TEXTS = {"river": ("The river bank was muddy, so the fisherman", False), "question": (DEFAULT_PROMPT, True)}
"""Texts by name: the words, and whether they stand in the chat template."""
HEADS = ((9, 2), (16, 0), (11, 1), (9, 4), (27, 6), (20, 5))
"""Layer and head, both from 0, whose queries and keys are kept."""
ORDERS = (" dog bites man .", " man bites dog .")
"""The same four tokens in two orders."""
WAYS = {"open": Experiment(rope=False, mask=False), "masked": Experiment(rope=False), "turned": Experiment()}
"""How both orders are read: without turning and mask, with the mask, and as the model does."""
SHIFTS = (0, 1, 10, 100, 1_000, 5_000, 7_000)
"""Places by which a whole prompt is moved on."""
TOP = 5
ARRAYS = (
    "turns",
    "river_queries",
    "river_keys",
    "question_queries",
    "question_keys",
    "last_rows",
    "odds",
    "apart",
    "logits_apart",
    "moved",
    "moved_odds",
    "perplexities",
    "row_tops",
    "row_bits",
)


@dataclass(frozen=True, slots=True, eq=False)
class PlaceRecord:
    """H heads of d numbers, T tokens, L layers. turns [d/2]: radians a token, the fastest pair first. *_queries, *_keys
    [H, T, d]: before any turn. last_rows [2, hidden]: what the first layer's attention makes of the last token in both
    orders, without turning and mask; odds [4]: how it looked, the mean over heads. apart [ways, L]: by how much the
    last token differs between both orders after each layer's attention, at most; logits_apart [ways]. moved [S]: the
    largest change of any logit when all tokens of the question are moved on by SHIFTS; moved_odds [S, 5] of the
    first choices of the last one, moved_texts. perplexities [2]: of the fixed text of `tokens` tokens, with turning and
    without. row_tops [L, heads, T], row_bits [2, L, heads, T]: of every row of attention over the question, the
    largest score, and the entropy in bits with the division by the root of d and without."""

    model: str
    texts: dict[str, tuple[str, ...]]
    order_texts: tuple[tuple[str, ...], ...]
    moved_texts: tuple[str, ...]
    tokens: int
    context: int
    base: float
    turns: np.ndarray
    river_queries: np.ndarray
    river_keys: np.ndarray
    question_queries: np.ndarray
    question_keys: np.ndarray
    last_rows: np.ndarray
    odds: np.ndarray
    apart: np.ndarray
    logits_apart: np.ndarray
    moved: np.ndarray
    moved_odds: np.ndarray
    perplexities: np.ndarray
    row_tops: np.ndarray
    row_bits: np.ndarray

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for name in ARRAYS:
            getattr(self, name).flags.writeable = False

    def vectors(self, text: str, head: int) -> tuple[np.ndarray, np.ndarray]:
        """Queries and keys [T, d] of a text in one of HEADS."""
        return getattr(self, f"{text}_queries")[head], getattr(self, f"{text}_keys")[head]


class _Noted:
    """Keeps what attention looked at, and the last token after it."""

    def __init__(self) -> None:
        self.seen: list[Looked] = []
        self.last: list[np.ndarray] = []

    def watch(self, _layer: int, part: str, x: np.ndarray, seen: Looked | None) -> None:
        """One block has added something."""
        if part == ATTENTION and seen is not None:
            self.seen.append(seen)
            self.last.append(x[-1].copy())


def _run(model: Model, ids: Sequence[int], how: Experiment) -> tuple[np.ndarray, _Noted]:
    kept = _Noted()
    told = Experiment(how.rope, how.places, how.mask, how.skip, kept.watch)
    return run_experiment(model.transformer, ids, told), kept


def measure_places(model: Model) -> PlaceRecord:
    """All of it, in some twenty seconds."""
    decode = model.tokenizer.decode
    ids = {name: list(model.encode(*words).ids) for name, words in TEXTS.items()}
    runs = {name: _run(model, each, Experiment()) for name, each in ids.items()}
    arrays: dict[str, np.ndarray] = {"turns": np.asarray(model.transformer.turns, np.float64)}
    for name, (_, kept) in runs.items():
        arrays |= _vectors(name, kept.seen, model.config.heads // model.config.kv_heads)
    arrays |= _orders(model) | _rows(runs["question"][1].seen, model.transformer.turns)
    moved, moved_texts = _moved(model, ids["question"], runs["question"][0])
    fixed = fixed_ids(model)
    lost = [
        perplexity(run_experiment(model.transformer, fixed, Experiment(rope=rope)), fixed) for rope in (True, False)
    ]
    return PlaceRecord(
        model=model.name,
        texts={name: tuple(decode([token]) for token in each) for name, each in ids.items()},
        order_texts=tuple(tuple(decode([token]) for token in _plain(model, words)) for words in ORDERS),
        moved_texts=moved_texts,
        tokens=len(fixed),
        context=model.config.context,
        base=model.config.rope_base,
        perplexities=np.array(lost),
        **arrays,
        **moved,
    )


def _plain(model: Model, words: str) -> list[int]:
    return list(model.encode(words, False).ids)


def _vectors(name: str, seen: list[Looked], shared: int) -> dict[str, np.ndarray]:
    queries = np.stack([seen[layer].queries[head] for layer, head in HEADS]).astype(np.float32)
    keys = np.stack([seen[layer].keys[head // shared] for layer, head in HEADS]).astype(np.float32)
    return {f"{name}_queries": queries, f"{name}_keys": keys}


def _orders(model: Model) -> dict[str, np.ndarray]:
    """Both orders read in each way."""
    apart, logits, first = [], [], None
    for how in WAYS.values():
        (one, kept), (other, again) = (_run(model, _plain(model, words), how) for words in ORDERS)
        apart.append([np.abs(a - b).max() for a, b in zip(kept.last, again.last, strict=True)])
        logits.append(np.abs(one[-1] - other[-1]).max())
        first = first or (np.stack([kept.last[0], again.last[0]]), kept.seen[0].weights[:, -1].mean(axis=0))
    assert first is not None
    rows, odds = first
    return {
        "last_rows": rows.astype(np.float32),
        "odds": odds.astype(np.float32),
        "apart": np.array(apart),
        "logits_apart": np.array(logits),
    }


def _moved(model: Model, ids: list[int], own: np.ndarray) -> tuple[dict[str, np.ndarray], tuple[str, ...]]:
    """The question moved along: changes of the logits, and the first choices."""
    top = np.argsort(-own[-1], kind="stable")[:TOP]
    changes, odds = [], []
    for shift in SHIFTS:
        logits = run_experiment(model.transformer, ids, Experiment(places=range(shift, shift + len(ids))))
        changes.append(np.abs(logits - own).max())
        share = np.exp(logits[-1] - logits[-1].max())
        odds.append((share / share.sum())[top])
    texts = tuple(model.tokenizer.decode([int(token)]) for token in top)
    return {"moved": np.array(changes), "moved_odds": np.array(odds).astype(np.float64)}, texts


def _rows(seen: list[Looked], turns: np.ndarray) -> dict[str, np.ndarray]:
    """Of every row of attention its largest score, and its entropy with the division and without."""
    tops, bits = [], []
    for each in seen:
        turn = np.arange(each.queries.shape[1])[:, None] * turns
        shared = len(each.queries) // len(each.keys)
        products = turned(each.queries, turn) @ np.repeat(turned(each.keys, turn), shared, axis=0).swapaxes(1, 2)
        products[:, ~np.tri(products.shape[1], dtype=bool)] = -np.inf
        root = each.queries.shape[2] ** 0.5
        tops.append((products / root).max(axis=2))
        bits.append([_entropy(products / root), _entropy(products)])
    return {"row_tops": np.stack(tops).astype(np.float32), "row_bits": np.stack(bits, axis=1).astype(np.float32)}


def _entropy(scores: np.ndarray) -> np.ndarray:
    share = np.exp(scores - scores.max(axis=2, keepdims=True))
    share /= share.sum(axis=2, keepdims=True)
    return np.asarray(-(share * np.log2(np.where(share > 0.0, share, 1.0))).sum(axis=2))
