"""World part of what changes from model to model: every model of the table under the scenario's machine, load and bits.

For the laws of the atlas: the LM head's share of a step, how many norms a pass calls, what share they take. The chosen
model is among them, one of your own too. Each figure is the cost model's own answer for that model.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Costs
from tourapp.sim.cost.blocks import PassBlocks, ideal_step_blocks, pass_blocks
from tourapp.sim.cost.scenario import figure
from tourapp.specs import ModelSpec, parameter_parts, total_parameters
from tourapp.world.norm_calls import NormCalls, norm_calls
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model: params P; vocabulary_share: embedding and LM head over P; head_share, norm_share: of a decode step;
    layers L; norms: how many there are; ours: whether it is the chosen one."""

    id: str
    name: str
    params: Quantity
    vocabulary_share: Quantity
    head_share: Quantity
    norm_share: Quantity
    layers: Quantity
    norms: NormCalls
    ours: bool


@part("by_model", reads=SCENARIO, needs=("cost",))
def _by_model(view: PartView) -> tuple[ModelRow, ...]:
    chosen: Costs = view.cost
    others = [name for name in specs.models() if name != view.model]
    rows = [_row(name, ideal_step_blocks(scenario(view, model=name)), ours=False) for name in others]
    rows.append(_row(str(view.model), pass_blocks(chosen, "decode"), ours=True))
    return tuple(sorted(rows, key=lambda row: (float(row.params.value), row.id)))


def _row(name: str, done: PassBlocks, *, ours: bool) -> ModelRow:
    model = specs.model(name)
    return ModelRow(
        id=name,
        name=model.name,
        params=total_parameters(model),
        vocabulary_share=_vocabulary(model),
        head_share=_own(done.of("lm_head")[0].share, ours=ours),
        norm_share=_own(done.of("norms")[0].share, ours=ours),
        layers=figure(model, "layers"),
        norms=norm_calls(model),
        ours=ours,
    )


def _own(share: Quantity, *, ours: bool) -> Quantity:
    """A share under the name of its ledger for the chosen model; another model's gets a name of its own."""
    return share if ours else replace(share, id="")


def _vocabulary(model: ModelSpec) -> Quantity:
    """Share of all parameters that are embedding or LM head; a tied head is stored once."""
    table, head = (
        next(part.params for part in parameter_parts(model) if part.op == op) for op in ("embedding", "lm_head")
    )
    whole = total_parameters(model)
    return derive(
        "share of the parameters in embedding and LM head",
        "n_V",
        "share",
        f"(P_embedding + {head.symbol}) / P",
        table,
        head,
        whole,
    )
