"""How the GPUs of a person's own machine are joined: the speed is theirs, the rest is taken from a link that was
measured."""

from __future__ import annotations

from collections.abc import Mapping

from tourapp.specs.achieved import Link
from tourapp.specs.gpus import GpuSpec

MEASURED = "h100-sxm"
"""Whose share and start-up times are taken."""
TAKEN = ("share", "start_us_2", "start_us_4", "start_us_8")


def links_of(gpus: Mapping[str, GpuSpec], known: Mapping[str, Link]) -> dict[str, Link]:
    """The links of those GPUs whose row names a speed, by the GPU's id."""
    like = known.get(MEASURED)
    found = {}
    for id, row in gpus.items():
        if row.link_gb_s is not None and like is not None:
            found[id] = Link(
                id=id,
                name=f"link of {row.name}",
                gb_s_one_way=row.link_gb_s,
                share=like.share,
                start_us_2=like.start_us_2,
                start_us_4=like.start_us_4,
                start_us_8=like.start_us_8,
                sources=("ASSUMED", *(f"gb_s_one_way:{name}" for name in row.source_names("link_gb_s"))),
                date=row.date,
                unconfirmed=TAKEN,
            )
    return found
