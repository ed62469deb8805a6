"""A Hugging Face `config.json` as a model row: what the file says, what its kind of model implies, and in words all
that was taken for granted or is not counted. What the format cannot say is never guessed in silence."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from tourapp.errors import UsageError
from tourapp.specs.models import FourBitExperts, MixtureOfExperts, ModelSpec
from tourapp.specs.own import experts, sizes
from tourapp.specs.own.families import FAMILIES, SAME, UNKNOWN, Family
from tourapp.specs.own.fields import Fields
from tourapp.specs.own.json_object import read_object
from tourapp.specs.own.naming import id_of, model_name
from tourapp.specs.own.refused import refuse_other_kinds, text_part
from tourapp.specs.own.remarks import tell_uncounted
from tourapp.specs.own.stored import StoredIn, four_bit_experts, stored_in
from tourapp.specs.own.told import FileTold, usual_value
from tourapp.specs.params import total_parameters
from tourapp.words import Phrase

WHAT = "the config.json of a language model"
MOST_PARAMETERS = 10**15
"""A thousand times the largest model that anybody published."""


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model read from a person's file. stored: in how many bits its checkpoint keeps weights; assumed and unread:
    sentences about what the file does not say, and about what it says and is not counted."""

    row: ModelSpec
    file: str
    stored: StoredIn | None = None
    assumed: tuple[Phrase, ...] = ()
    unread: tuple[Phrase, ...] = ()


def read_model(path: Path) -> OwnModel:
    """The model of a file. UsageError: one line with file, field and remedy."""
    return model_of(read_object(path, WHAT), path)


def model_of(values: dict[str, Any], path: Path) -> OwnModel:
    """The model of a configuration that was read already; `path` gives names. UsageError as for `read_model`."""
    told, top = FileTold(), Fields(path.name, values)
    text = text_part(top)
    refuse_other_kinds(top, text)
    kind = text.word("model_type") or top.word("model_type")
    family = _family(kind, text, told)
    stored = stored_in(top, text)
    name = model_name(top.values, path, kind)
    row = _row(text, family, told, name)
    row = msgspec.structs.replace(
        row, unconfirmed=tuple(each for each in told.unsaid if getattr(row, each) is not None)
    )
    if stored.bits == 4 and row.moe is not None:
        row = _with_four_bit(row, row.moe, four_bit_experts(top, text))
    tell_uncounted(top, text, family, told)
    if text is not top:
        told.assume(Phrase("Read from {field}, the part that reads and writes text.", field=text.inside.rstrip(".")))
    checked(row, path.name)
    return OwnModel(row, path.name, stored, tuple(told.assumed), tuple(told.unread))


def checked(row: ModelSpec, file: str) -> ModelSpec:
    """The row where its dimensions fit together and its size can be. UsageError else."""
    problem = row.problem()
    if problem:
        raise UsageError(f"{file}: {problem}")
    count = float(total_parameters(row).value)
    if count > MOST_PARAMETERS:
        raise UsageError(f"{file}: hidden_size: {count:.3g} parameters in all, more than any model; check the sizes")
    return row


def today() -> str:
    """The date on which a row was read, as rows have it."""
    return datetime.date.today().isoformat()


def _family(kind: str, text: Fields, told: FileTold) -> Family:
    found = FAMILIES.get(SAME.get(kind, kind))
    if found is not None:
        return found
    shown = kind if kind.isprintable() and kind else "?"
    told.assume(Phrase("The kind of model ({kind}) is not known here: read as one built like Llama.", kind=shown[:40]))
    return UNKNOWN


def _row(text: Fields, family: Family, told: FileTold, name: str) -> ModelSpec:
    dims = sizes.plain_sizes(text, family, told)
    layers, mla = dims["layers"], experts.latent(text)
    if mla is not None:
        dims["head_dim"] = mla.nope_dim
    moe = experts.experts(text, family, layers, told)
    if moe is not None and family.expert_bias:
        moe = msgspec.structs.replace(moe, expert_bias=True)
    ffn = experts.dense_width(text) if moe is not None else sizes.ffn_width(text, dims["hidden"], told)
    return ModelSpec(
        id=id_of(name),
        name=name,
        sources=(text.file.replace(":", "_"),),
        date=today(),
        ffn=ffn,
        tied=_tied(text, family, told),
        gated=family.gated,
        norm="layer" if text.has("layer_norm_eps", "layer_norm_epsilon", "norm_epsilon") else family.norm,
        norms_per_layer=family.norms,
        bias=sizes.biases(text, family, told),
        qk_norm=_qk_norm(text, family),
        sinks=family.sinks,
        learned_positions=dims["max_context"] if family.learned_positions else 0,
        window=sizes.sliding_window(text, family, layers, told),
        moe=moe,
        mla=mla,
        **dims,
    )


def _tied(text: Fields, family: Family, told: FileTold) -> bool:
    given = text.flag("tie_word_embeddings")
    if given is not None:
        return given
    words = "true" if family.tied else "false"
    told.assume(usual_value("tie_word_embeddings", words), "tied")
    return family.tied


def _qk_norm(text: Fields, family: Family) -> Any:
    """Norms on queries and keys: as the kind of model has them, else as `use_qk_norm` says."""
    if family.qk_norm is not None:
        return family.qk_norm
    if text.flag("use_qk_norm") or text.flag("qk_layernorm"):
        return "whole" if text.word("qk_norm_type") == "per_layer" else "head"
    return "none"


def _with_four_bit(row: ModelSpec, moe: MixtureOfExperts, four_bit: FourBitExperts | None) -> ModelSpec:
    if four_bit is None:
        return row
    return msgspec.structs.replace(row, moe=msgspec.structs.replace(moe, four_bit=four_bit))
