"""World parts of the request itself: its tokens, how they came to be, and the answer of the real model."""

from __future__ import annotations

from tourapp.engine.hooks import Hooks
from tourapp.engine.model_store import KNOWN, is_installed
from tourapp.engine.record import record
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import matching_recording
from tourapp.engine.tokenizer import Encoding, Merge, Tokenizer, shipped_tokenizer
from tourapp.sim.loop import Loop, loop
from tourapp.world.generation import (
    GENERATION,
    RequestInputs,
    model_file,
    own_model,
    sampling_params,
    shared_model,
    stand_in_recording,
)
from tourapp.world.part import PartCache, PartView, part
from tourapp.world.prepared import has_prepared, prepared_answer

USUAL = sampling_params(RequestInputs())
USUAL_TOKENS = RequestInputs().answer_tokens
"""How an answer is drawn that no setting has touched, and its limit."""
_answers = PartCache(keep=6)
"""Answers that the model wrote here in that way, by (prompt, chat, model file): nobody need run it again for one."""


@part("tokenizer")
def _tokenizer(view: PartView) -> Tokenizer:
    """The vocabulary of the model in use, which without one given by hand is the small model's."""
    return shared_model().tokenizer if own_model() else shipped_tokenizer()


@part("tokens", reads=("prompt", "chat"), needs=("tokenizer",))
def _tokens(view: PartView) -> Encoding:
    if view.chat:
        return view.tokenizer.encode_chat(view.prompt)
    return view.tokenizer.encode_plain(view.prompt)


@part("plain_tokens", reads=("prompt",), needs=("tokenizer",))
def _plain_tokens(view: PartView) -> Encoding:
    return view.tokenizer.encode(view.prompt)


@part("merges", reads=("prompt",), needs=("tokenizer",))
def _merges(view: PartView) -> list[Merge]:
    return view.tokenizer.merge_trace(view.prompt)


@part("answer_tokenizer", needs=("recording", "tokenizer"))
def _answer_tokenizer(view: PartView) -> Tokenizer:
    """The vocabulary that the ids of the answer on stage are of: an answer of the small model may stand there while
    another one writes its own."""
    return shipped_tokenizer() if view.recording.model == KNOWN[0].name else view.tokenizer


@part("loop", needs=("recording",))
def _loop(view: PartView) -> Loop:
    """Token passes of this request, with and without a cache."""
    return loop(view.recording.prompt_count, max(1, len(view.recording.ids)))


def _prepared(view: PartView) -> Recording | None:
    """The answer to this very request that came with the lesson."""
    if not has_prepared():
        return None
    return prepared_answer(view.prompt, view.chat, sampling_params(view), view.answer_tokens)


def _prepared_default(view: PartView) -> Recording | None:
    """The same at the usual settings."""
    return prepared_answer(view.prompt, view.chat, USUAL, USUAL_TOKENS) if has_prepared() else None


@part("recording", reads=GENERATION, slow=True, stand_in=stand_in_recording, at_hand=_prepared)
def _recording(view: PartView) -> Recording:
    """The answer of the real model. Offline pictures prefer the shipped recording of the very same request; without
    an installed model the default recording stands in, and its badge says so."""
    params = sampling_params(view)
    if not own_model() and (not view.live or not is_installed()):
        match = matching_recording(view.prompt, view.chat, params, view.answer_tokens)
        if match is not None:
            return match
    if not is_installed():
        return stand_in_recording()
    return _written(view, params, view.answer_tokens)


@part(
    "default_recording",
    reads=("prompt", "chat"),
    needs=("recording",),
    slow=True,
    stand_in=stand_in_recording,
    at_hand=_prepared_default,
)
def _default_recording(view: PartView) -> Recording:
    """The answer to this prompt as it is at the usual settings, whatever the controls say: shipped, or the very answer
    on stage where that was made so, or made for it once. Without an installed model it is the answer on stage."""
    shipped = None if own_model() else matching_recording(view.prompt, view.chat, USUAL, USUAL_TOKENS)
    if shipped is not None:
        return shipped
    shown: Recording = view.recording
    if shown.params == USUAL and (shown.ended or shown.max_tokens >= USUAL_TOKENS):
        return shown.clipped(USUAL_TOKENS)
    if shown.writing or not is_installed():
        return shown
    return _written(view, USUAL, USUAL_TOKENS)


def _written(view: PartView, params: SamplingParams, limit: int) -> Recording:
    """What the model writes now; at the usual settings only where it has not written that before."""
    usual, request = (params, limit) == (USUAL, USUAL_TOKENS), (view.prompt, view.chat, model_file())
    if usual and _answers.has("answer", request):
        known: Recording = _answers.get("answer", request)
        return known
    hooks = Hooks(view.cancelled, lambda share: view.progress(share, "reading the prompt"), view.token, view.grow)
    made = record(shared_model(), view.prompt, view.chat, params, limit, hooks=hooks)
    if usual and made.finish != "cancelled":
        _answers.put("answer", request, made)
    return made
