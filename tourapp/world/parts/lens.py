"""World parts of the residual stream: one pass seen from it, and what it would say if it were read early.

A prompt that ships stands at once; any other is run by the installed model. Not here: the pass (`engine.residual`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp.engine.model_store import is_installed
from tourapp.engine.residual import ResidualRun, run_residual
from tourapp.engine.residual_file import shipped_residuals
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COUNTED, DEFINED, RUN
from tourapp.world.declare import Block, choice, number
from tourapp.world.generation import own_model, shared_model
from tourapp.world.part import PartView, part

PROMPTS = (("question", "Our question"), ("paris", "France"), ("river", "River"))
JUMP = 10.0
"""A length that is so many times the one of the layer before has jumped."""


@dataclass(frozen=True)
class ResidualInputs(Block):
    """Whose residual stream is looked at, which of its tokens (0: the last) and which layer (0: the last)."""

    residual_prompt: str = choice("Sentence", PROMPTS, "question")
    residual_token: int = number("Token", 0, 64, 0, off_text="last")
    residual_layer: int = number("Layer", 0, 30, 0, off_text="last")


def usual_residual() -> ResidualRun:
    """What stands on screen until another prompt was run."""
    return shipped_residuals().runs["question"]


def _at_hand(view: PartView) -> ResidualRun | None:
    """The shipped run of just this prompt, where the model in use is the one that made it."""
    kept = shipped_residuals()
    if own_model():
        return None
    return kept.match(view.prompt, view.chat) if view.residual_prompt == "question" else kept.runs[view.residual_prompt]


@part("residual", reads=("residual_prompt", "prompt", "chat"), slow=True, stand_in=usual_residual, at_hand=_at_hand)
def _residual(view: PartView) -> ResidualRun:
    """One pass of the model over the prompt; without an installed model the shipped run of the usual question."""
    if not is_installed():
        return usual_residual()
    kept = shipped_residuals().runs[view.residual_prompt]
    ours = view.residual_prompt == "question"
    view.progress(0.0, "reading the residual stream")
    return run_residual(shared_model(), *((view.prompt, view.chat) if ours else (kept.prompt, kept.chat)))


@dataclass(frozen=True, slots=True, eq=False)
class LensNumbers:
    """token, layer: the ones looked at, from 0 and from 1. start, here, end: length of that token's stream as it
    begins, after that layer and after the last; grown: end over start. first_peak: the longest that the first token
    comes to, jump: after which layer it has jumped there (0: it has not), before, after: its lengths around that.
    additions: how many. below: the length before that layer; attention, mlp: lengths that the layer adds. tenth: share
    of the energy in the largest tenth of the MLP's inner numbers, the mean over layers and tokens; tenth_here: of that
    layer and the last token; inner: how many there are, hidden: numbers of a stream. rank, odds: of the final answer
    read after the layer; last_rank: read one layer before the last; settled: the layer from which on it stays first.
    live: whether it was run here."""

    token: int
    layer: int
    start: Quantity
    here: Quantity
    end: Quantity
    grown: Quantity
    first_peak: Quantity
    jump: int
    before: Quantity
    after: Quantity
    layers: Quantity
    additions: Quantity
    below: Quantity
    attention: Quantity
    mlp: Quantity
    tenth: Quantity
    tenth_here: Quantity
    inner: Quantity
    hidden: Quantity
    rank: Quantity
    last_rank: Quantity
    odds: Quantity
    settled: int
    live: bool


@part("lens", reads=("residual_token", "residual_layer", "residual_prompt"), needs=("residual",))
def _lens(view: PartView) -> LensNumbers:
    run: ResidualRun = view.residual
    token = min(int(view.residual_token) or run.count, run.count) - 1
    layer = min(int(view.residual_layer) or run.layers, run.layers)
    numbers = _Facts(run, str(view.residual_prompt), token, layer)
    return LensNumbers(
        token=token,
        layer=layer,
        settled=_settled(run.ranks),
        live=run is not shipped_residuals().match(run.prompt, run.chat),
        **_counts(run),
        **_ours(run, numbers, token, layer),
        **_first(run, numbers),
        **_answer(run, numbers, layer),
    )


def _counts(run: ResidualRun) -> dict[str, Any]:
    """How many layers, additions and numbers there are."""
    layers = Quantity(run.layers, "1", "layers", "L", source=COUNTED).christen("lens.layers")
    two = Quantity(2, "1", "blocks of a layer that add: attention and MLP", "b", source=DEFINED)
    return {
        "layers": layers,
        "additions": derive("additions", "a", "1", "b * L", two, layers).christen("lens.additions"),
        "inner": Quantity(run.gated.shape[1], "1", "inner numbers of the MLP", "f", source=COUNTED),
        "hidden": Quantity(run.hidden, "1", "numbers of the stream", "h", source=COUNTED),
    }


def _ours(run: ResidualRun, numbers: _Facts, token: int, layer: int) -> dict[str, Any]:
    """Lengths of the stream that is looked at, and what the layer adds to it."""
    fact, lengths, added = numbers.fact, run.lengths[:, token], run.added[layer - 1, :, token]
    start = fact(lengths[0], "length of the embedding", "s_0", "start")
    end = fact(lengths[-1], "length after the last layer", "s_L", "end")
    here = fact(lengths[layer], "length after this layer", "s", "here", at_layer=True)
    grown = derive("length at the end over that at the start", "g", "times", "s_L / s_0", end, start)
    return {
        "start": start,
        "here": end if layer == run.layers else here,
        "end": end,
        "grown": grown.christen(f"lens.grown{numbers.of(token=True)}"),
        "below": fact(lengths[layer - 1], "length before this layer", "s_b", "below", at_layer=True),
        "attention": fact(added[0], "length that attention adds", "d_a", "attention", at_layer=True),
        "mlp": fact(added[1], "length that the MLP adds", "d_m", "mlp", at_layer=True),
    }


def _first(run: ResidualRun, numbers: _Facts) -> dict[str, Any]:
    """The first token's stream, and where it jumps."""
    first = run.lengths[:, 0]
    steps = first[3:] / np.maximum(first[2:-1], 1e-9)
    jump = int(steps.argmax()) + 3 if len(steps) and steps.max() >= JUMP else 0

    def fact(value: float, words: str, symbol: str, name: str) -> Quantity:
        return numbers.fact(value, words, symbol, name, token=False)

    return {
        "jump": jump,
        "first_peak": fact(first.max(), "greatest length of the first token", "s_max", "first_peak"),
        "before": fact(first[max(jump - 1, 0)], "length of the first token before the jump", "s_a", "before"),
        "after": fact(first[jump], "length of the first token after the jump", "s_b", "after"),
    }


def _answer(run: ResidualRun, numbers: _Facts, layer: int) -> dict[str, Any]:
    """The answer read early and at the end, and how few of the MLP's inner numbers matter."""

    def fact(value: float, words: str, symbol: str, name: str, **more: bool | str) -> Quantity:
        return numbers.fact(value, words, symbol, name, token=False, **more)

    own = run.tenth[layer - 1, -1]
    return {
        "tenth_here": fact(own, "energy in the largest tenth", "e_l", "tenth_here", at_layer=True, unit="share"),
        "rank": fact(int(run.ranks[layer]), "rank of the final answer", "r", "rank", at_layer=True),
        "last_rank": fact(int(run.ranks[-2]), "rank of the final answer, a layer early", "r_1", "last_rank"),
        "odds": fact(run.answer_odds[-1], "probability of the answer", "p", "odds", unit="share"),
        "tenth": fact(run.tenth.mean(), "energy in the largest tenth, mean", "e", "tenth", unit="share"),
    }


class _Facts:
    """Makes quantities whose ids name what they depend on."""

    def __init__(self, run: ResidualRun, prompt: str, token: int, layer: int) -> None:
        self._prompt = prompt
        self._token = token if token != run.count - 1 else None
        self._layer = layer if layer != run.layers else None

    def of(self, *, token: bool = False, at_layer: bool = False) -> str:
        """What follows a fact's name in its id."""
        told = {
            "residual_prompt": self._prompt if self._prompt != "question" else None,
            "residual_token": self._token if token else None,
            "residual_layer": self._layer if at_layer else None,
        }
        given = ", ".join(f"{name}={value}" for name, value in told.items() if value is not None)
        return f"({given})" if given else ""

    def fact(
        self, value: float, words: str, symbol: str, name: str, *, token: bool = True, **more: bool | str
    ) -> Quantity:
        """A number of the run."""
        unit, at_layer = str(more.get("unit", "1")), bool(more.get("at_layer", False))
        kept = int(value) if isinstance(value, int) else float(value)
        made = Quantity(kept, unit, words, symbol, source=RUN)
        return made.christen(f"lens.{name}{self.of(token=token, at_layer=at_layer)}")


def _settled(ranks: np.ndarray) -> int:
    """The first layer from which on the answer stays first."""
    wrong = np.flatnonzero(ranks != 1)
    return int(wrong[-1]) + 1 if len(wrong) else 0
