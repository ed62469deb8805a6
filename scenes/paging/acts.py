"""Which controls change the picture in which beat, those it is about first; in a beat not named all do."""

from __future__ import annotations

ACTS = {
    "slabs": ("reservation", "pool_blocks", "block_size", "fork", "paging_arrival"),
    "blocks": ("block_size", "pool_blocks", "share_prompt", "fork", "paging_arrival"),
    "table": ("block_size", "share_prompt", "pool_blocks", "fork", "paging_arrival"),
    "fork": ("block_size", "pool_blocks"),
    "dry": ("pool_blocks", "paging_arrival", "block_size", "share_prompt", "fork"),
}
