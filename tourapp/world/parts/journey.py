"""World part of the finale: what each technique gains here, and the totals of this request, each with its
derivation."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.engine.flash import block_size, flash_bytes, naive_bytes
from tourapp.quantity import Quantity, add_up, derive
from tourapp.world.part import View, part

BYTES_PER_KB = 1000


@dataclass(frozen=True, slots=True)
class Gain:
    """One technique: the scene that shows it, its words, and its number."""

    scene: str
    name: str
    words: str
    value: Quantity


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the whole trip of this request."""

    seconds: Quantity
    tokens: Quantity
    bytes_read: Quantity
    dollars: Quantity
    memory: tuple[Gain, ...]
    again: tuple[Gain, ...]


@part(
    "totals",
    reads=("batch", "flash_tokens", "flash_head_dim", "sram_kb", "gamma", "quant_bits", "group_size"),
    needs=("cost", "recording", "network", "queue", "paging", "bill"),
)
def _totals(view: View) -> Totals:
    costs, recording = view.cost, view.recording
    answer = Quantity(len(recording.ids), "1", "answer tokens", "n")
    step = costs.decode.achieved_step_seconds
    trip = Quantity(
        2 * view.network.total_seconds - view.network.handshake_seconds, "s", "trip there and back", "t_trip"
    )
    wait = Quantity(view.queue.window.ours_wait_seconds, "s", "our wait in the simulated queue", "t_wait")
    batch = Quantity(view.batch, "1", "prompts in the pass", "B")
    prefill = derive(
        "our share of prefill, achieved",
        "t_prefill",
        "s",
        "t / B",
        costs.prefill.achieved_seconds.named("prefill", "t"),
        batch,
    )
    decode = derive("decode of our answer", "t_decode", "s", "n * t", answer, step.named("one step, achieved", "t"))
    read = derive(
        "our share of the bytes read",
        "Q",
        "B",
        "n * q",
        answer,
        costs.decode.bytes_per_token.named("bytes per token", "q"),
    )
    return Totals(
        add_up("from Enter to the last word", "T", "s", [trip, wait, prefill, decode]),
        answer,
        read,
        view.bill.one,
        _memory(view),
        _again(view),
    )


def _memory(view: View) -> tuple[Gain, ...]:
    costs = view.cost
    model = costs.scenario.model_spec
    heads = Quantity(
        model.heads / (model.kv_heads or 1),
        "times",
        "query heads per KV head",
        "r",
        "Hq / Hkv",
        (model.number("heads"), model.number("kv_heads")),
    )
    n, d = view.flash_tokens, view.flash_head_dim
    side = block_size(view.sram_kb * BYTES_PER_KB, d, n)
    naive = Quantity(naive_bytes(n, d), "B", "traffic when the matrix is built", "Q_naive")
    tiled = Quantity(flash_bytes(n, d, side, True), "B", "traffic tile by tile", "Q_flash")
    scale_bits = 20 if view.quant_bits < 8 else 16
    width = view.quant_bits + scale_bits / view.group_size if view.quant_bits < 16 else 16.0
    bits = Quantity(16 / width, "times", "bits of a weight before and after, scales counted", "r")
    used = view.paging.paged.shares.used_fraction
    return (
        Gain(
            "batching",
            "Batching",
            f"one read serves {view.batch}",
            Quantity(view.batch, "times", "users per weight read"),
        ),
        Gain("kv_hall", "Fewer KV heads", f"{model.heads} query heads, {model.kv_heads} kept", heads),
        Gain("paging", "Paging", "of the memory held tokens", Quantity(used, "share", "slots holding a token")),
        Gain(
            "flash_attention",
            "FlashAttention",
            "less attention traffic",
            derive("traffic ratio", "r", "times", "Q_naive / Q_flash", naive, tiled),
        ),
        Gain(
            "speculation", "Speculation", "tokens a read, at most", Quantity(view.gamma + 1, "1", "guesses and a bonus")
        ),
        Gain("quantization", "Quantization", f"16 bits become {view.quant_bits}", bits),
    )


def _again(view: View) -> tuple[Gain, ...]:
    recording, bill = view.recording, view.bill
    n = Quantity(recording.total, "1", "tokens of our conversation", "n")
    passes = derive(
        "token passes without a cache over with one",
        "r",
        "times",
        "(n + one) / two",
        n,
        Quantity(1, "1", "1", "one"),
        Quantity(2, "1", "2", "two"),
    )
    shared = max(
        (
            event.b if event.kind == "fork" else event.a
            for event in view.paging.paged.events
            if event.kind in ("fork", "share")
        ),
        default=0,
    )
    cached = derive(
        "price of input over cached input",
        "r",
        "times",
        "p_in / p_c",
        bill.line("input").card.named("input", "p_in"),
        bill.line("cached").card.named("cached input", "p_c"),
    )
    return (
        Gain("kv_hall", "KV cache", "token passes saved", passes),
        Gain("attention", "Causal mask", "old keys stay valid", Quantity(recording.total, "1", "keys kept")),
        Gain("paging", "Shared prompt", "blocks stored once", Quantity(shared, "1", "blocks shared by two requests")),
        Gain("pricing", "Cached input", "cheaper than input", cached),
    )
