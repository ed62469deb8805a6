"""The numbers and words that captions, notes and the badge ask for; every verdict is read from the look itself."""

from __future__ import annotations

from scenes.attention.facts import AttentionFacts
from scenes.attention.look_back import THREADS, LookBack, TopColumns, top_columns
from tourapp.authoring import Badge, Phrase, Picture

MOSTLY = 0.5
"""From this share on the output is mostly one token's value."""


def fill_captions(p: Picture, facts: AttentionFacts) -> None:
    """Give every `{field}` of the beats its value."""
    look, r = facts.staged.look, facts.heads.overview.recording
    top = top_columns(look)
    p.fill(
        stored=_stored(facts),
        d=look.width,
        match=_match(look),
        threads=THREADS,
        top=top.quoted,
        top_threads=top.threads,
        root=look.root,
        most=_most(top),
        top_share=top.weight,
        total=float(sum(c.weight for c in look.columns)),
        cached=_cached(facts),
        heads=r.layers * r.heads,
        per_layer=r.heads,
        layers=r.layers,
        sinks=_sinks(facts),
    )


def _stored(facts: AttentionFacts) -> Phrase:
    """What lies in the cache before the token asks."""
    look, layers = facts.staged.look, facts.heads.overview.recording.layers
    held = {"layer": look.layer + 1, "layers": layers, "n": look.count - 1, "d": look.width}
    if look.by_hand:
        return Phrase("{n} {n|token waits|tokens wait} here, each with a key and a value of {d} numbers.", **held)
    if not look.address.masked:
        return Phrase("Without the mask it looks at all {n} others, later ones too, keys of {d} numbers each.", **held)
    if look.count == 1:
        return Phrase("This is the first token: nothing lies in the cache of layer {layer} yet.", **held)
    return Phrase(
        "Layer {layer} of {layers} holds {n} {n|token|tokens}, each with a key and a value of {d} numbers.", **held
    )


def _match(look: LookBack) -> Phrase:
    """Which key the query meets best, among the tokens that stand alone."""
    best = look.columns[look.best_match]
    score = look.score(look.best_match)
    if score is None:
        return Phrase("This recording keeps only the weights of this layer, not its scores.")
    words = {"asking": look.columns[look.asking_column].words, "best": best.words, "score": score}
    grouped = [c.score for c in look.columns if c.kind == "group" and c.score is not None]
    if max(grouped, default=float(score.value)) > float(score.value):
        return Phrase("Of the tokens that stand alone, “{asking}” matches “{best}” best: {score}.", **words)
    return Phrase("“{asking}” finds its best match in “{best}”: {score}.", **words)


def _most(top: TopColumns) -> Phrase:
    """What the output consists of."""
    if float(top.weight.value) >= MOSTLY:
        return Phrase("mostly “{top}”", top=top.quoted)
    return Phrase("with “{top}” as its largest part", top=top.quoted)


def _cached(facts: AttentionFacts) -> Phrase:
    """What lies in the cache afterwards, and for whom."""
    look, r = facts.staged.look, facts.heads.overview.recording
    n = look.count
    if look.by_hand:
        return Phrase("{n} {n|token lies|tokens lie} here now, and a next token would find them all.", n=n)
    if not look.address.masked:
        return Phrase("A model that writes keeps the mask: no later token is there yet when this one asks.")
    if look.asking + 1 == r.slots and not r.writing:
        return Phrase("{n} {n|token is|tokens are} in the cache of this layer. No other asks: the answer ends.", n=n)
    return Phrase(
        "{n} {n|token is|tokens are} in the cache of this layer now, and the next token will find them all.", n=n
    )


def _sinks(facts: AttentionFacts) -> Phrase:
    """How many heads rest on the first token; the pencil case is none of them."""
    told = Phrase(
        "{n} of them {n|parks more than half of its|park more than half of their} weight on the first token: "
        "the attention sink.",
        n=facts.heads.sinks,
    )
    if facts.staged.look.by_hand:
        return Phrase("These are the small model’s heads, at work on this prompt. {sinks}", sinks=told)
    return told


def attention_badge(text: str, facts: AttentionFacts) -> Badge:
    """Where the weights come from."""
    r = facts.heads.overview.recording
    if text == "hand":
        return Badge(
            "live on this computer",
            "three tokens of two numbers, small enough for a pencil",
            "every step is the engine's own attention function",
        )
    return Badge(
        "live on this computer" if r.badge == "live" and text != "river" else "recorded",
        "rotary positions are already in queries and keys; tokens that get little stand in one group",
        Phrase("weights, queries, keys and values of {model}", model=r.model),
    )
