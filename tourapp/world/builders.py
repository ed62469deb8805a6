"""The world's parts: what each reads, what it needs, and how it is computed. One short builder each."""

from __future__ import annotations

from typing import Any

from tourapp.engine.model_store import is_installed
from tourapp.engine.record import record
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import matching_recording, shipped_recording
from tourapp.engine.tokenizer import Encoding, Merge, Tokenizer, shipped_tokenizer
from tourapp.sim import network
from tourapp.sim.cost import Costs, Scenario, cost
from tourapp.sim.queue import QueueRun, run_queue
from tourapp.world.parts import View, part

SCENARIO = (
    "model",
    "gpu",
    "gpus",
    "batch",
    "context",
    "prompt_tokens",
    "weight_bits",
    "kv_bits",
    "usable",
    "gpu_hour",
    "mfu",
    "mbu",
)


def scenario(view: Any, **changes: Any) -> Scenario:
    """The datacentre scenario of some inputs, optionally with changes (arrays welcome, for sweeps)."""
    values = {
        "model": view.model,
        "gpu": view.gpu,
        "gpus": view.gpus,
        "batch": view.batch,
        "context": view.context,
        "prompt_tokens": view.prompt_tokens,
        "weight_bits": view.weight_bits,
        "kv_bits": view.kv_bits,
        "usable": view.usable,
        "gpu_hour": view.gpu_hour,
        "mfu": view.mfu,
        "mbu": view.mbu,
    }
    return Scenario(**{**values, **changes})


@part("cost", reads=SCENARIO)
def _cost(view: View) -> Costs:
    return cost(scenario(view))


@part("network", reads=("from_city", "to_region", "stretch", "connection"))
def _network(view: View) -> network.Trip:
    return network.trip(view.from_city, view.to_region, view.stretch, view.connection)


@part("queue", reads=("arrival_rate", "replicas", "mean_service", "burstiness", "queue_seed"))
def _queue(view: View) -> QueueRun:
    return run_queue(view.arrival_rate, view.replicas, view.mean_service, view.burstiness, view.queue_seed)


@part("tokenizer")
def _tokenizer(view: View) -> Tokenizer:
    return shipped_tokenizer()


@part("tokens", reads=("prompt", "chat"), needs=("tokenizer",))
def _tokens(view: View) -> Encoding:
    if view.chat:
        return view.tokenizer.encode_chat(view.prompt)
    return view.tokenizer.encode(view.prompt)


@part("plain_tokens", reads=("prompt",), needs=("tokenizer",))
def _plain_tokens(view: View) -> Encoding:
    return view.tokenizer.encode(view.prompt)


@part("merges", reads=("prompt",), needs=("tokenizer",))
def _merges(view: View) -> list[Merge]:
    return view.tokenizer.merge_trace(view.prompt)


GENERATION = ("prompt", "chat", "temperature", "top_k", "top_p", "seed", "answer_tokens")


def sampling_params(view: Any) -> SamplingParams:
    """The sampler settings of some inputs."""
    return SamplingParams(temperature=view.temperature, top_k=view.top_k, top_p=view.top_p, seed=view.seed)


def stand_in_recording() -> Recording:
    """What is shown until a live recording is there."""
    return shipped_recording("default")


@part("recording", reads=GENERATION, dear=True, stand_in=stand_in_recording)
def _recording(view: View) -> Recording:
    """The answer of the real model. Offline pictures prefer the shipped recording of the very same request; without
    an installed model the default recording stands in, and its badge says so."""
    params = sampling_params(view)
    if not view.live or not is_installed():
        match = matching_recording(view.prompt, view.chat, params, view.answer_tokens)
        if match is not None:
            return match
    if not is_installed():
        return stand_in_recording()
    return record(
        shared_model(),
        view.prompt,
        view.chat,
        params,
        view.answer_tokens,
        cancel=view.cancelled,
        on_token=view.token,
        on_prefill=lambda share: view.progress(share, "reading the prompt"),
    )


_MODEL: list[Any] = []


def shared_model() -> Any:
    """The opened model, one per process; only the worker (or a command) runs it."""
    if not _MODEL:
        from tourapp.engine.model import load_model

        _MODEL.append(load_model())
    return _MODEL[0]
