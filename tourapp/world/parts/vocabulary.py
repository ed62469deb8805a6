"""World part of the vocabulary in the datacentre's model: its table of rows, its scores and its pick, in bytes and
numbers.

The table is held in memory, a step reads one row of it for each sequence; the LM head, as large as the table, is read
whole. Not here: time and shares of a pass (the part `operators`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs
from tourapp.sim.cost.constants import ACTIVATION_BYTES
from tourapp.sim.cost.scenario import figure
from tourapp.sim.cost.weights import kept_size, weight_size
from tourapp.specs import parameter_parts
from tourapp.world.part import PartView, part

BATCHES = np.unique(np.geomspace(1, 512, 28).round())
"""Batches at which the rows that a step reads are told [n]."""
ID_SIZE = Quantity(4, "B", "bytes of an id (a whole number of 32 bits)", "e_id", source=DEFINED)


@dataclass(frozen=True, slots=True, eq=False)
class VocabularyCost:
    """The vocabulary of the scenario's model.

    entries: V; hidden: h; table: V · h numbers; stored: the table in B; table_share: of all parameters; rows: how many
    a decode step reads; row_bytes: one of them as activations, B; touched: all of them, B; touched_share: of the stored
    table; batches [n] and touched_by_batch [n] in B; scores: V · B of a step; scores_share: scores of a sequence over
    the numbers of the LM head; pick_share: arithmetic of drawing over a step's; prompt_tokens: of all prompts, B · N;
    tied: whether the table is the LM head too.
    """

    entries: Quantity
    hidden: Quantity
    table: Quantity
    stored: Quantity
    table_share: Quantity
    rows: Quantity
    row_bytes: Quantity
    touched: Quantity
    touched_share: Quantity
    batches: np.ndarray
    touched_by_batch: np.ndarray
    scores: Quantity
    scores_share: Quantity
    pick_share: Quantity
    prompt_tokens: Quantity
    tied: bool


@dataclass(frozen=True, slots=True)
class IdBytes:
    """What the ids of the prompt take: one of them, and all that the model is given, in B."""

    each: Quantity
    all: Quantity


@part("vocabulary", needs=("cost", "operators"))
def _vocabulary(view: PartView) -> VocabularyCost:
    costs: Costs = view.cost
    scenario, model = costs.scenario, costs.scenario.model_spec
    entries, hidden, batch = figure(model, "vocab"), figure(model, "hidden"), scenario.quantity("batch")
    table = parameter_parts(model)[0].params
    size = kept_size(scenario) or weight_size(scenario)
    stored = derive("embedding table in memory", "M_E", "B", f"P_embedding * {size.symbol}", table, size)
    each = derive("a row as activations", "e_row", "B", "h * e_a", hidden, ACTIVATION_BYTES)
    touched = derive("rows that a step reads", "R", "B", "B * e_row", batch, each)
    scores = derive("scores of a step", "n_scores", "1", "V * B", entries, batch)
    drawn = view.operators.card("op_pick", "decode").flops.named("drawing tokens", "C_pick")
    return VocabularyCost(
        entries=entries,
        hidden=replace(hidden, id="vocabulary.hidden"),
        table=table,
        stored=stored,
        table_share=derive(
            "share of the parameters in the table", "n_E", "share", "P_embedding / P", table, costs.params
        ),
        rows=batch,
        row_bytes=each,
        touched=touched,
        touched_share=derive("share of the table that a step reads", "n_R", "share", "R / M_E", touched, stored),
        batches=BATCHES,
        touched_by_batch=BATCHES * float(each.value),
        scores=scores,
        scores_share=derive(
            "scores of one sequence over numbers of the LM head", "n_V", "share", "V / P_embedding", entries, table
        ),
        pick_share=derive(
            "drawing over all arithmetic of a step", "n_pick", "share", "C_pick / C", drawn, costs.decode.flops_per_step
        ),
        prompt_tokens=derive("tokens of all prompts", "T", "token", "B * N", batch, scenario.quantity("prompt_tokens")),
        tied=model.tied,
    )


@part("id_bytes", needs=("text",))
def _id_bytes(view: PartView) -> IdBytes:
    tokens = view.text.whole.to("1").named("tokens the model is given", "n")
    return IdBytes(ID_SIZE, derive("ids of the prompt", "M_id", "B", "n * e_id", tokens, ID_SIZE))
