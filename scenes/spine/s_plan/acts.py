"""Which controls change the picture in which beat, those it is about first."""

from __future__ import annotations

ALL = ("plan_rate", "plan_itl", "plan_ttft", "plan_prompt", "plan_answer", "plan_budget")
"""Load, targets and budget: they choose the plan that every beat follows."""
MACHINE = ("model", "gpu")


def _acts(*first: str, also: tuple[str, ...] = MACHINE) -> tuple[str, ...]:
    """What a beat is about, and what else changes it."""
    return (*first, *(name for name in (*ALL, *also) if name not in first))


ACTS = {
    "spec": _acts("plan_rate", "plan_itl", also=("plan_pct",)),
    "fit": _acts("plan_prompt", "model", also=(*MACHINE, "plan_second")),
    "speed": _acts("plan_itl", "plan_prompt"),
    "prefill": _acts("plan_prompt", "plan_answer"),
    "load": _acts("plan_rate", "plan_headroom"),
    "wait": _acts("plan_ttft", "plan_pct", also=(*MACHINE, "plan_headroom")),
    "answer": _acts("plan_rate", "plan_itl", also=(*MACHINE, "plan_headroom", "gpu_hour", "plan_second")),
    "break": _acts("plan_rate", "plan_itl", also=(*MACHINE, "plan_headroom", "plan_pct", "gpu_hour", "plan_second")),
    "say": _acts("plan_rate", "plan_itl", also=(*MACHINE, "plan_headroom", "gpu_hour")),
}
