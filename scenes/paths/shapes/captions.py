"""What the captions say; their verdicts come from the shapes. Draws nothing."""

from __future__ import annotations

from scenes.paths.shapes.facts import ShapeFacts, named
from tourapp.authoring import Frame, Phrase, Picture


def fill_captions(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Gives the fields of the present beat's sentences their values."""
    both, shown = facts.both, facts.shown
    p.fill(
        n=shown.count,
        hidden=both.hidden,
        band=shown.tensors["qkv"].size("channel"),
        heads=both.heads,
        groups=both.kv_heads,
        width=both.width,
        wrong=_wrong(facts),
        wrong_note=_wrong_note(facts),
        change=facts.always.difference,
        largest=facts.always.size,
        share_verdict=_share(facts),
        share_note=_share_note(facts),
        reach=shown.reach,
        joined=shown.tensors["join"].size("channel"),
        ffn=shown.share("ffn").share,
        ffn_note=_ffn_note(facts),
        vocab=both.vocab,
        head=shown.share("head").share,
        context=shown.reach,
        layers=both.layers,
        head_before=both.prefill.share("head").share,
        head_now=both.decode.share("head").share,
    )


def _wrong(facts: ShapeFacts) -> Phrase:
    if facts.always.numbers.count == 1:
        return Phrase("With a single token there is nothing to mix.")
    return Phrase("Cut without moving them, and tokens are mixed.")


def _wrong_note(facts: ShapeFacts) -> Phrase:
    """Where the followed token lies; facts of the small model's pass, whatever model is shown."""
    run = facts.always.numbers
    told = {"word": named(run.texts[run.token]), "rows": len(run.q), "hit": facts.always.hit}
    if run.count == 1:
        return Phrase("“{word}” has one row in each of {rows} heads, whichever way they are cut.", **told)
    return Phrase(
        "Only the axes were renamed: “{word}” fills {rows} rows of {hit} {hit|head|heads}, as if {rows} tokens.", **told
    )


def _share(facts: ShapeFacts) -> Phrase:
    both = facts.both
    if both.latent:
        return Phrase("All heads are unfolded from one small latent.")
    served = both.heads // both.kv_heads
    if served == 1:
        return Phrase("Every query head has keys and values of its own.")
    return Phrase("Each KV head serves {n} query heads.", n=served)


def _share_note(facts: ShapeFacts) -> Phrase:
    both = facts.both
    told = {"heads": both.heads, "groups": both.kv_heads, "n": both.heads // both.kv_heads}
    if both.latent:
        kept = facts.shown.tensors["cache"].size("channel")
        return Phrase("{heads} heads look, and only {kept} numbers a token are kept in each layer.", kept=kept, **told)
    if told["n"] == 1:
        return Phrase(
            "{heads} heads look and {groups} keep: nothing is shared, and the cache is at its largest.", **told
        )
    return Phrase("{heads} heads look, only {groups} keep keys and values: the cache is {n} times smaller.", **told)


def _ffn_note(facts: ShapeFacts) -> Phrase:
    both = facts.both
    told = {"h": both.hidden, "wide": both.wide, "inner": both.inner}
    if both.gated:
        return Phrase("{h:,} numbers become {wide:,}; gate times up leaves {inner:,}; down brings back {h:,}.", **told)
    return Phrase("{h:,} numbers become {wide:,}, and down brings back {h:,}. Each token stays alone.", **told)
