"""Words as a person types them and as the vocabulary has them, and tokens with how near they are to something.

Shared by the parts `neighbours` and `analogies`. Not here: the rows themselves (`engine.token_space`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.engine.model_store import KNOWN, is_installed
from tourapp.engine.token_space import TokenSpace, single_token, whole_space
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RECORDED, RUN, TOKENIZER
from tourapp.world.generation import own_model, shared_model

LONGEST = 40
"""Letters of a word that are looked at."""
LIVE, KEPT, FEW, NEEDS, SEVERAL = "live", "recorded", "few", "needs", "several"
"""Where an answer is from: the whole table here; the recording of it; the words that ship, and no others; nowhere,
because only the model could tell; nowhere, because a word is no single token."""


@dataclass(frozen=True, slots=True)
class WordTyped:
    """A word as it was typed, its token in running text (None where it is none or several) and the pieces it becomes;
    number: that token, as a fact."""

    text: str
    token: int | None
    pieces: tuple[str, ...]
    number: Quantity | None = None

    @property
    def single(self) -> bool:
        """Whether it is one token."""
        return self.token is not None


@dataclass(frozen=True, slots=True)
class NearToken:
    """A token, its text without the space before it, whether there is one, and its cosine with what was asked for; kin:
    whether it is the asked word in another spelling."""

    token: int
    text: str
    spaced: bool
    cosine: Quantity
    kin: bool = False


def word_typed(text: str) -> WordTyped:
    """A word in the small model's vocabulary, as it stands after a space."""
    return _typed(text.strip()[:LONGEST])


@lru_cache(maxsize=256)
def _typed(text: str) -> WordTyped:
    if not text:
        return WordTyped("", None, ())
    done = shipped_tokenizer().encode(f" {text}")
    token = single_token(done.ids)
    number = None if token is None else Quantity(token, "1", "id of the token", "i", source=TOKENIZER)
    return WordTyped(text, token, tuple(piece.strip() or piece for piece in done.texts), number)


def runs_live() -> bool:
    """Whether the small model itself is here: nothing that is told of its table is of another one."""
    return is_installed() and not own_model()


@lru_cache(maxsize=1)
def live_space() -> TokenSpace:
    """The installed small model's whole table, opened once; only the worker asks for it. MissingError without it."""
    model = shared_model()
    if model.name != KNOWN[0].name:
        raise ValueError(f"{model.name} is not the model that ships")
    return whole_space(model)


def near_tokens(
    found: list[tuple[int, float]], about: str, asked: str = "", *, basis: str = KEPT
) -> tuple[NearToken, ...]:
    """Tokens with their cosines. about: what they are near to, for the ids of these facts; asked: the word whose other
    spellings are its kin."""
    return tuple(_near(token, value, about, asked, basis) for token, value in found)


def _near(token: int, value: float, about: str, asked: str, basis: str) -> NearToken:
    text = shipped_tokenizer().token_text(token)
    plain = text.strip()
    name = f"token_space.cosine({about}, token={token}{', rows of eight bits' if basis == FEW else ''})"
    number = Quantity(value, "1", "cosine of two rows", "cos", source=RUN if basis == LIVE else RECORDED, id=name)
    return NearToken(token, plain or text, text.startswith(" "), number, _same_word(plain, asked))


def _same_word(one: str, other: str) -> bool:
    """Whether two spellings are the same word but for capitals, a space before it and a plural's ending."""
    a, b = one.casefold(), other.casefold()
    return bool(b) and (a == b or a == f"{b}s" or b == f"{a}s")


def picked(cosines: np.ndarray, ids: np.ndarray, places: np.ndarray) -> list[tuple[int, float]]:
    """Token and cosine of some places."""
    return [(int(ids[at]), float(cosines[at])) for at in places]
