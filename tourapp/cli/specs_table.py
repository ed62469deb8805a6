"""The spec tables behind every number: for `tourapp list --specs`, as data and as text. Not a command of its own."""

from __future__ import annotations

from typing import Any

import msgspec

from tourapp import specs
from tourapp.quantity import plain
from tourapp.specs import total_parameters

_GPU_COLUMNS = (
    ("id", "id"),
    ("16-bit TF", "bf16_tflops"),
    ("FP8 TF", "fp8_tflops"),
    ("FP4 TF", "fp4_tflops"),
    ("INT8 TOPS", "int8_tops"),
    ("GB", "memory_gb"),
    ("TB/s", "bandwidth_tb_s"),
    ("memory", "memory_kind"),
    ("stacks", "memory_stacks"),
    ("ridge", "ridge"),
    ("SM/CU", "processors"),
    ("tensor cores", "tensor_cores"),
    ("lanes", "fp32_lanes"),
    ("L2 MB", "l2_mb"),
    ("W", "watts"),
    ("date", "date"),
    ("sources", "sources"),
)
_MODEL_COLUMNS = (
    ("id", "id"),
    ("parameters", "params"),
    ("layers", "layers"),
    ("hidden", "hidden"),
    ("heads", "heads"),
    ("KV heads", "kv_heads"),
    ("head dim", "head_dim"),
    ("FFN", "ffn"),
    ("vocabulary", "vocab"),
    ("KV B/token", "kv_bytes_per_token"),
    ("date", "date"),
    ("sources", "sources"),
)
_PRICE_COLUMNS = (
    ("id", "id"),
    ("vendor", "vendor"),
    ("input $/M", "input"),
    ("cached $/M", "cached_input"),
    ("output $/M", "output"),
    ("date", "date"),
    ("sources", "sources"),
)


def specs_tables() -> dict[str, Any]:
    """Models, GPUs, price cards and sources as lists of plain rows, in the order of the files.

    Beside the file's own fields a model has `params` and `kv_bytes_per_token` (16-bit cache), a GPU has `ridge`
    (FLOP/B, 16-bit peak over bandwidth); `unconfirmed` lists the figures that no source read confirmed.
    """
    models = [
        msgspec.to_builtins(row) | {"params": int(total_parameters(row).value), "kv_bytes_per_token": _kv_bytes(row)}
        for row in specs.models().values()
    ]
    gpus = [msgspec.to_builtins(row) | {"ridge": row.bf16_tflops / row.bandwidth_tb_s} for row in specs.gpus().values()]
    prices = [msgspec.to_builtins(row) for row in specs.prices().values()]
    sources = [{"id": s.short, "title": s.title, "date": s.date, "where": s.where} for s in specs.sources().values()]
    return {"models": models, "gpus": gpus, "prices": prices, "sources": sources}


def specs_text(tables: dict[str, Any] | None = None) -> str:
    """The tables for a person; '?' marks a figure that no source read confirmed, '-' one that none gives."""
    tables = specs_tables() if tables is None else tables
    blocks = [
        "Models\n" + _table(_MODEL_COLUMNS, tables["models"]),
        "GPUs (dense, no sparsity; ridge in FLOP/B at 16 bit)\n" + _table(_GPU_COLUMNS, tables["gpus"]),
        "Price cards (dollars per million tokens, as listed on the date)\n" + _table(_PRICE_COLUMNS, tables["prices"]),
        "Sources\n" + "\n".join(f"  {s['id']}: {s['title']} ({s['date']}), {s['where']}" for s in tables["sources"]),
        "? not confirmed by any source read   - not published, as far as read",
    ]
    return "\n\n".join(blocks)


def _kv_bytes(row: specs.ModelSpec) -> int:
    from tourapp.sim.cost import Scenario, cost

    return int(plain(cost(Scenario(model=row, kv_bits=16)).kv_bytes_per_token))


def _table(columns: tuple[tuple[str, str], ...], rows: list[dict[str, Any]]) -> str:
    cells = [[title for title, _ in columns]]
    cells += [[_cell(row, field) for _, field in columns] for row in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    return "\n".join(
        "  " + "  ".join(text.ljust(width) for text, width in zip(line, widths)).rstrip() for line in cells
    )


def _cell(row: dict[str, Any], field: str) -> str:
    value = row.get(field)
    if value is None:
        return "-"
    if isinstance(value, (list, tuple)):
        return ", ".join(dict.fromkeys(name.rpartition(":")[2] for name in value))
    if isinstance(value, str):
        return value
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}" if field == "ridge" else f"{value:,.10g}"
    return text + ("?" if field in row.get("unconfirmed", ()) else "")
