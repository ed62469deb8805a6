"""`tourapp generate`: an answer of the small real model, with every step's odds; or a recording of one."""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from tourapp.cli.arguments import add_sampling, whole
from tourapp.cli.model import NO_TEMPLATE_WORDS
from tourapp.cli.result import Result
from tourapp.engine.drafts import DRAFTS, make_draft
from tourapp.engine.generate import generate
from tourapp.engine.model import Model, load_model
from tourapp.engine.record import DEFAULT_PROMPT
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import matching_recording
from tourapp.engine.speculative import Speculation, SpeculationPlan, expected_tokens, tally
from tourapp.engine.tokenizer_data import CHATML
from tourapp.errors import MissingError

TOP = 10


def register(sub: Any) -> None:
    """Add the command to the parser."""
    parser = sub.add_parser("generate", allow_abbrev=False, help="an answer of the small real model")
    add_sampling(parser, DEFAULT_PROMPT, max_tokens=64)
    parser.add_argument(
        "--speculate",
        choices=tuple(DRAFTS),
        metavar="DRAFT",
        help=f"guess ahead with a draft and check the guesses: {', '.join(DRAFTS)}",
    )
    parser.add_argument("--gamma", type=whole(1, 16), default=4, metavar="N", help="guesses per check")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Run the model; where it is missing, the shipped recording of exactly this request, if there is one."""
    params = SamplingParams(args.temperature, args.top_k, args.top_p, args.seed)
    try:
        model = load_model()
    except MissingError:
        recording = matching_recording(args.prompt, args.chat, params, args.max_tokens)
        if recording is None or args.speculate:
            raise
        data = _recorded(recording, args.max_tokens)
    else:
        data = (_speculative if args.speculate else _live)(model, args, params)
    unknown = args.chat and data["template"] is None
    return Result(data, _text(data) + (f"\n[{NO_TEMPLATE_WORDS}]" if unknown else ""))


def _live(model: Model, args: argparse.Namespace, params: SamplingParams) -> dict[str, Any]:
    run = generate(model, args.prompt, params, chat=args.chat, max_tokens=args.max_tokens)
    steps = list(run)
    spent = sum(step.seconds for step in steps[1:])
    ids = [step.id for step in steps]
    return {
        "model": model.name,
        "badge": "live",
        "prompt_ids": list(run.prompt.ids),
        "ids": ids,
        "text": model.tokenizer.decode(ids),
        "steps": [{"id": s.id, "logprob": s.logprob, "top": [[i, p] for i, p in s.top[:TOP]]} for s in steps],
        "prefill_tokens_per_s": len(run.prompt) / run.prefill_seconds,
        "decode_tokens_per_s": (len(steps) - 1) / spent if spent > 0 else None,
        "acceptance": None,
        "finish": run.finish,
        "stop": None if run.end is None else _stop(run.end.id, run.end.logprob),
        "template": _template(model, args.chat),
    }


def _template(model: Model, chat: bool) -> str | None:
    """The chat template the prompt stands in; None for none, also where the model's own is not known here."""
    return model.tokenizer.tables.template or None if chat else None


def _stop(token: int, logprob: float) -> dict[str, Any]:
    """The end token that stopped the answer; it is none of its `ids`."""
    return {"id": token, "logprob": logprob}


def _speculative(model: Model, args: argparse.Namespace, params: SamplingParams) -> dict[str, Any]:
    draft = make_draft(args.speculate, model)
    prompt = model.encode(args.prompt, args.chat)
    run = Speculation(model, prompt, params, draft, plan=SpeculationPlan(args.gamma, args.max_tokens))
    cycles = list(run)
    counts = tally(cycles)
    alpha = counts.acceptance
    ids = [token for cycle in cycles for token in cycle.ids]
    spent = sum(cycle.draft_seconds + cycle.target_seconds for cycle in cycles)
    steps = [
        {"id": token, "logprob": logprob, "top": [[i, p] for i, p in top]}
        for cycle in cycles
        for token, logprob, top in zip(cycle.ids, cycle.logprobs, cycle.tops, strict=True)
    ]
    return {
        "model": model.name,
        "badge": "live",
        "prompt_ids": list(prompt.ids),
        "ids": ids,
        "text": model.tokenizer.decode(ids),
        "steps": steps,
        "prefill_tokens_per_s": (len(prompt) - 1) / run.prefill_seconds if run.prefill_seconds else None,
        "decode_tokens_per_s": len(ids) / spent if spent > 0 else None,
        "acceptance": alpha,
        "finish": run.finish,
        "stop": None if run.end is None else _stop(*run.end),
        "template": _template(model, args.chat),
        "speculation": {
            "draft": draft.name,
            "gamma": args.gamma,
            "cycles": counts.cycles,
            "guessed": counts.guessed,
            "checked": counts.checked,
            "accepted": counts.accepted,
            "tokens_per_cycle": counts.tokens_per_cycle,
            "expected_tokens_per_cycle": None if alpha is None else expected_tokens(alpha, args.gamma),
        },
    }


def _recorded(recording: Recording, max_tokens: int) -> dict[str, Any]:
    count = min(max_tokens, recording.words)
    steps = []
    for index in range(count):
        chances = np.exp(recording.top_logits[index].astype(np.float64) - recording.logsumexp[index])
        top = [[int(i), float(p)] for i, p in zip(recording.top_ids[index][:TOP], chances[:TOP], strict=True)]
        steps.append({"id": int(recording.ids[index]), "logprob": float(recording.logprobs[index]), "top": top})
    ended = recording.ended and max_tokens > recording.words
    whole_answer = ended or count == len(recording.ids)
    return {
        "model": recording.model,
        "badge": "recorded",
        "prompt_ids": recording.prompt_ids.tolist(),
        "ids": recording.ids[:count].tolist(),
        "text": recording.text if whole_answer else "".join(recording.texts[:count]),
        "steps": steps,
        "prefill_tokens_per_s": recording.prefill_tokens_per_second,
        "decode_tokens_per_s": recording.decode_tokens_per_second or None,
        "acceptance": None,
        "finish": recording.finish if whole_answer else "length",
        "stop": _stop(int(recording.ids[-1]), float(recording.logprobs[-1])) if ended else None,
        "template": CHATML if recording.chat else None,
    }


def _text(data: dict[str, Any]) -> str:
    prefill, decode = (
        f"{data[key]:.0f} tokens/s {word}" if data[key] else f"{word} too short to time"
        for key, word in (("prefill_tokens_per_s", "prefill"), ("decode_tokens_per_s", "decode"))
    )
    counts = f"{len(data['prompt_ids'])} prompt tokens, {len(data['ids'])} new"
    lines = [data["text"].strip(), "", f"[{data['model']}, {data['badge']}: {counts}, {prefill}, {decode}]"]
    extra = data.get("speculation")
    if extra:
        per_cycle = f"{extra['tokens_per_cycle']:.2f} tokens per check"
        lines.append(f"[draft {extra['draft']}: {extra['accepted']} of {extra['checked']} guesses held, {per_cycle}]")
    return "\n".join(lines)
