"""What the scene tells of: the runs with their kinds, and which of them is looked at.

Reads the world; draws nothing and knows no place on the stage.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Cloud, HeldAgainst, ManyRuns, MeasuredRun, UnseenRow


@dataclass(frozen=True, slots=True, eq=False)
class HeldFacts:
    """The runs, the shown ones of them, and the names of machines and models."""

    many: ManyRuns
    held: HeldAgainst
    dense: tuple[bool, ...]
    gpus: dict[str, str]
    models: dict[str, str]

    @property
    def empty(self) -> bool:
        """Whether no run was measured of what is asked for."""
        return self.held.token is None

    def name(self, run: MeasuredRun) -> Phrase:
        """A run's model on its machine."""
        return Phrase(
            "{model} on {n} × {gpu}",
            model=self.models.get(run.model, run.model),
            n=run.gpus,
            gpu=self.gpus.get(run.gpu, run.gpu),
        )


def facts_of(f: Frame) -> HeldFacts:
    """The facts of a frame."""
    names = f.world.held_names
    gpus = {id: name.partition(",")[0] for id, name in names.gpus.items()}
    return HeldFacts(f.world.held_runs, f.world.held, names.dense, gpus, names.models)


def looked_at(f: Frame, facts: HeldFacts) -> int | None:
    """The run that is pointed at, else the one that is chosen among those nearest to the scenario."""
    pointed: int | None = f.hovered("run")
    if pointed is not None and pointed < len(facts.many.runs):
        return pointed
    near = facts.held.nearest
    return near[min(int(f["held_run"]), len(near)) - 1] if near else None


def first_shown(f: Frame) -> bool:
    """Whether the time to the first token is what is shown."""
    return f.beat_name == "first" or (f.beat_name in ("ideal", "unseen") and f["held_time"] == "first")


def cloud_shown(f: Frame, facts: HeldFacts) -> Cloud | None:
    """The runs as this beat holds them against what is said."""
    if f.beat_name == "ideal":
        return facts.held.first_ideal if first_shown(f) else facts.held.ideal
    return facts.held.first if first_shown(f) else facts.held.token


def unseen_all(f: Frame, time: str) -> UnseenRow:
    """The errors of all runs that a fit had not seen."""
    return f.world.held_unseen[time][0]
