"""World part of the measured runs like the scenario: the same model, with weights of as many bits, on its machine."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp import specs
from tourapp.errors import DamagedFileError
from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario, decode_alone, half_way
from tourapp.specs import MeasuredRun
from tourapp.world.held_run import measured_time
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredLike:
    """Runs, the smallest batch first; times: measured between tokens, in s; intensity [n]: FLOP per byte of their
    decode steps, as the cost model has it; rate [n]: FLOP/s that the measured time comes to."""

    runs: tuple[MeasuredRun, ...]
    times: tuple[Quantity, ...]
    intensity: np.ndarray
    rate: np.ndarray


@part("measured_like", reads=("model", "gpu", "gpus", "weight_bits"))
def _measured_like(view: PartView) -> MeasuredLike:
    wanted = (view.model, view.gpu, view.gpus, view.weight_bits)
    try:
        every = specs.measured_runs().runs
    except DamagedFileError:  # said when the tour opens; the roof stands without dots
        every = ()
    found = [run for run in every if (run.model, run.gpu, run.gpus, run.weight_bits) == wanted]
    runs = tuple(sorted(found, key=lambda run: (run.batch, run.prompt, run.run)))
    if not runs:
        return MeasuredLike((), (), np.zeros(0), np.zeros(0))
    step = decode_alone(
        Scenario(
            model=view.model,
            gpu=view.gpu,
            gpus=view.gpus,
            weight_bits=view.weight_bits,
            kv_bits=runs[0].kv_bits,
            batch=np.array([run.batch for run in runs]),
            context=np.array([half_way(run.prompt, run.answer) for run in runs]),
            math=specs.gpu(view.gpu).math_bits(view.weight_bits),
        )
    )
    times = tuple(measured_time(run, run.tpot_ms, "time between tokens, measured") for run in runs)
    for run, time in zip(runs, times, strict=True):
        time.christen(f"held_run.measured(run={run.run})")
    seconds = np.array([float(time.value) for time in times])
    intensity = np.asarray(step.intensity.value, dtype=float)
    return MeasuredLike(runs, times, intensity, np.asarray(step.flops_per_step.value, dtype=float) / seconds)
