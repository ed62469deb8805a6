"""`tourapp explain --cached --chunk --pass-tokens`: a kept prefix, prompts in chunks, memory beside weights."""

from __future__ import annotations

import argparse
from typing import Any

from tourapp.cli.arguments import real, whole
from tourapp.quantity import Quantity, format_quantity, plain
from tourapp.sim.cost import Scenario
from tourapp.sim.cost.beyond import kept_prefix, memory_beside, mixed_step


def add_options(parser: argparse.ArgumentParser) -> None:
    """The three questions; without one of them no figure changes."""
    words = "share of the prompt that is a kept prefix (usual: not asked)"
    parser.add_argument("--cached", type=real(0, 0.95), metavar="N", help=words)
    words = "read prompts in chunks of so many tokens (usual: not asked)"
    parser.add_argument("--chunk", type=whole(1, 1_000_000), metavar="N", help=words)
    words = "memory beside weights and cache, for passes of so many tokens (usual: not asked)"
    parser.add_argument("--pass-tokens", type=whole(1, 10_000_000), metavar="N", help=words)


def told(scenario: Scenario, args: argparse.Namespace) -> dict[str, dict[str, Quantity]]:
    """What was asked for: figures by name, one group a question."""
    found: dict[str, dict[str, Quantity]] = {}
    if args.cached is not None:
        kept = kept_prefix(scenario, args.cached)
        found["prefix"] = {
            "kept_tokens": kept.kept,
            "prefill_seconds": kept.seconds,
            "whole_prefill_seconds": kept.whole,
            "users": kept.users,
        }
    if args.chunk is not None:
        mixed = mixed_step(scenario, args.chunk)
        found["mixing"] = {
            "chunk_tokens": mixed.chunk,
            "step_seconds": mixed.seconds,
            "first_token_seconds": mixed.first,
            "stall_seconds": mixed.stall,
        }
    if args.pass_tokens is not None:
        beside = memory_beside(scenario, args.pass_tokens)
        found["memory"] = {
            "activation_bytes": beside.activations,
            "score_bytes": beside.scores,
            "graph_bytes": beside.graphs,
            "beside_bytes": beside.total,
            "reserve_bytes": beside.reserve,
        }
    return found


def as_data(found: dict[str, dict[str, Quantity]]) -> dict[str, Any]:
    """The same as plain data."""
    return {group: {name: plain(number) for name, number in numbers.items()} for group, numbers in found.items()}


def numbers(found: dict[str, dict[str, Quantity]]) -> dict[str, Quantity]:
    """The same by dotted names, for --why."""
    return {f"{group}.{name}": number for group, each in found.items() for name, number in each.items()}


def as_text(found: dict[str, dict[str, Quantity]]) -> str:
    """The same for a person."""
    lines = []
    for group, each in found.items():
        lines += ["", group]
        lines += [f"  {name.replace('_', ' '):<28}{format_quantity(number)}" for name, number in each.items()]
    return "\n".join(lines)
