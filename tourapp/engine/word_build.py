"""Makes the shipped file of common words: which words, their rows in eight bits, and what the whole table says of them.

Not here: reading it (`word_table`).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tourapp.assets import source_assets
from tourapp.engine.analogies import shipped_analogies
from tourapp.engine.array_file import write_arrays
from tourapp.engine.dust import dust_of
from tourapp.engine.model import Model
from tourapp.engine.token_space import TokenSpace, likest, single_token, whole_space
from tourapp.engine.tokenizer import Tokenizer
from tourapp.engine.word_table import COLUMNS, DUST_SCALES, FILE, NEAREST, WORDS, WordsMeta, stored_cosine

MAP_WORDS = (
    "cat dog horse cow bird fish lion snake mouse bear "
    "red blue green yellow black white brown pink purple orange "
    "two three four five six seven eight nine ten twelve "
    "Monday Tuesday Wednesday Thursday Friday January March April July August "
    "father mother brother sister son daughter uncle aunt husband wife "
    "France Germany Italy Spain Japan China India Canada Brazil Egypt "
    "run walk jump swim fly eat drink sleep speak write"
)
"""Seven topics of ten words."""
DEMONSTRATED = "photosynthesis photosynthetic chlorophyll river bank king queen kings hello light water"
PAIRS, SEED = 200_000, 1


def word_ids(tokenizer: Tokenizer, words: str) -> list[int]:
    """The token of each word, as it stands after a space; ValueError names one that is no single token."""
    found = []
    for word in words.split():
        token = single_token(tokenizer.encode(f" {word}").ids)
        if token is None:
            raise ValueError(f"{word} is not a single token")
        found.append(token)
    return found


def common_ids(tokenizer: Tokenizer) -> np.ndarray:
    """Words that something is shown of, and the earliest of the vocabulary, which were the most frequent ones [N]."""
    battery = " ".join(word for row in shipped_analogies() for word in row)
    wanted = dict.fromkeys(word_ids(tokenizer, f"{MAP_WORDS} {DEMONSTRATED} {battery}"))
    for token in range(tokenizer.size):
        text = tokenizer.token_text(token)
        if len(wanted) < WORDS and len(text) > 2 and text[0] == " " and text[1:].isascii() and text[1:].isalpha():
            wanted[token] = None
    return np.sort(np.array(list(wanted), np.uint16))


def build_words(model: Model) -> Path:
    """Write the shipped file of a source tree, whole or not at all; returns its path."""
    space, ids = whole_space(model), common_ids(model.tokenizer)
    rows = model.transformer.embed(ids.tolist())
    scale = (np.abs(rows).max(axis=1) / 127.0).astype(np.float32)
    map_ids, map_at, kept = flat_map(model)
    crowd = [random_cosines(space, model, centred) for centred in (False, True)]
    meta = WordsMeta(
        model=model.name,
        battery=shipped_analogies(),
        kept=kept,
        mean_length=float(np.linalg.norm(space.mean)),
        pairs=PAIRS,
        mean=(float(crowd[0].mean()), float(crowd[1].mean())),
        spread=(float(crowd[0].std()), float(crowd[1].std())),
        high=(float(np.percentile(crowd[0], 99)), float(np.percentile(crowd[1], 99))),
    )
    first = word_ids(model.tokenizer, " ".join(shipped_analogies()[0][:3]))
    arrays = {
        "ids": ids,
        "rows": np.round(rows / scale[:, None]).astype(np.int8),
        "scale": scale,
        "mean": space.mean.astype(np.float32),
        **nearest_of_all(space, ids),
        **tried_analogies(space, model.tokenizer),
        "columns": np.array([np.histogram(each, COLUMNS, (-1.0, 1.0))[0] for each in crowd], np.uint32),
        "map_ids": map_ids,
        "map_at": map_at,
        "dust": np.round(dust_of(space, (first[0], first[1], first[2]), False) * DUST_SCALES).astype(np.uint16),
    }
    path = source_assets() / "recordings" / FILE
    write_arrays(path, meta, arrays)
    return path


def nearest_of_all(space: TokenSpace, ids: np.ndarray) -> dict[str, np.ndarray]:
    """The nearest tokens of each word, itself left out, as the rows are and centred."""
    near, cosines = np.empty((2, len(ids), NEAREST), np.uint16), np.empty((2, len(ids), NEAREST), np.uint16)
    for side, centred in enumerate((False, True)):
        for at, token in enumerate(ids):
            found = space.cosines(space.unit(int(token), centred), centred)
            found[token] = -2.0
            near[side, at] = likest(found, NEAREST)
            cosines[side, at] = stored_cosine(found[near[side, at]])
    return {"near_ids": near, "near_cosines": cosines}


def tried_analogies(space: TokenSpace, tokenizer: Tokenizer) -> dict[str, np.ndarray]:
    """Of each analogy of the list the nearest tokens, the rank of the word that should come out, and the cosines of
    its three words."""
    rows = [word_ids(tokenizer, " ".join(row)) for row in shipped_analogies()]
    tops = np.empty((2, len(rows), NEAREST), np.uint16)
    cosines = np.empty((2, len(rows), NEAREST), np.float32)
    ranks, pairs = np.empty((2, 2, len(rows)), np.uint16), np.empty((2, len(rows), 3), np.float32)
    for side, centred in enumerate((False, True)):
        for at, (a, b, c, wanted) in enumerate(rows):
            ua, ub, uc = (space.unit(token, centred) for token in (a, b, c))
            found = space.cosines(ua - ub + uc, centred)
            tops[side, at] = likest(found, NEAREST)
            cosines[side, at] = found[tops[side, at]]
            above = found > found[wanted]
            ranks[side, :, at] = above.sum() + 1, above.sum() - above[[a, b, c]].sum() + 1
            pairs[side, at] = ua @ ub, ua @ uc, ub @ uc
    return {"tops": tops, "top_cosines": cosines, "ranks": ranks, "pairs": pairs}


def flat_map(model: Model) -> tuple[np.ndarray, np.ndarray, float]:
    """Words of the map, the places of their unit rows on the two axes along which they differ most, within -1 to 1, and
    the share of their spread that these keep."""
    ids = np.array(word_ids(model.tokenizer, MAP_WORDS), np.uint16)
    rows = model.transformer.embed(ids.tolist()).astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1)[:, None]
    rows -= rows.mean(axis=0)
    left, sizes, _ = np.linalg.svd(rows, full_matrices=False)
    at = left[:, :2] * sizes[:2]
    at *= np.sign(at[0])
    return ids, (at / np.abs(at).max(axis=0)).astype(np.float32), float((sizes[:2] ** 2).sum() / (sizes**2).sum())


def random_cosines(space: TokenSpace, model: Model, centred: bool) -> np.ndarray:
    """Cosines of random pairs of different tokens, always the same pairs [P]."""
    pairs = np.random.default_rng(SEED).integers(0, len(space.ids), (PAIRS, 2))
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    found = []
    for some in np.array_split(pairs, 50):
        shift = space.mean if centred else 0.0
        one, two = (model.transformer.embed(some[:, side].tolist()) - shift for side in (0, 1))
        lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(two, axis=1)
        found.append((one * two).sum(axis=1) / lengths)
    return np.concatenate(found)
