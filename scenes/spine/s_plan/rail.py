"""Readouts beside the picture; each comes with the beat that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.spine.s_plan.facts import PlanFacts
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rail

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlanSubject


def draw_readouts(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """At most four."""
    rail, name, subject = Rail(p, f.rail), f.beat_name, facts.subject
    if name == "spec":
        rail.read("Whole answer", facts.board.asked.whole)
        return
    if subject is None:
        rail.read("Searched", 0)
        return
    numbers = subject.numbers
    if name == "fit":
        rail.read("Weights", numbers.fit.weights)
        rail.read("One", numbers.fit.one, "key")
        rail.read("Users that fit", numbers.fit.users, "good" if facts.runs else "waste")
    elif name == "speed" and f.cue("speed.told") < 0.5:
        rail.read("Users that fit", numbers.fit.users, "good" if facts.runs else "waste")
    elif name in ("speed", "prefill"):
        _read_time(rail, "Between tokens", numbers.between, subject, "decode")
        rail.read("Batch", numbers.batch)
        rail.read("Prompts' share", numbers.share, "prefill")
    elif name == "load":
        rail.read("One finishes", numbers.capacity)
        rail.read("Replicas", numbers.replicas)
        rail.read("GPUs", numbers.cards)
    elif name == "wait":
        _read_time(rail, "First token", numbers.first, subject, "prefill")
        if not facts.wait_unknown:
            rail.read("Waiting", facts.first_sum[0], "waste")
    else:
        rail.read("Output", numbers.million)
        _read_time(rail, "Between tokens", numbers.between, subject, "decode")
        _read_time(rail, "First token", numbers.first, subject, "prefill")


def _read_time(rail: Rail, label: str, value: Quantity, subject: PlanSubject, role: str) -> None:
    """A time; a fitted one has its band below it."""
    ends = subject.first_ends if label == "First token" else subject.between_ends
    rail.read(label, value, role)
    if ends is not None:
        rail.note(Phrase("band: {low} to {high}", low=ends[0], high=ends[1]))
