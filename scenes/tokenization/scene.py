"""Tokenization: text becomes bytes, bytes fuse into tokens, tokens get ids, ids pick rows of numbers.

Shows the real vocabulary, merge list and embedding rows. Not here: what the network does with the rows.
"""

from __future__ import annotations

from scenes.tokenization import bytes as lamps
from scenes.tokenization.facts import TextFacts, plural, text_facts
from scenes.tokenization.ids import draw_sequence, draw_under
from scenes.tokenization.merge_tree import merge_plan
from scenes.tokenization.rows import BARS, signed
from scenes.tokenization.stage import LEFT, Stage, chip_light, late, room_of, stage_of
from scenes.tokenization.tree import draw_rule, draw_text_row, draw_tree
from scenes.tokenization.vectors import Lookup, draw_vectors, look_up
from scenes.tokenization.word import WordView, draw_word, word_view
from tourapp.authoring import (
    Badge,
    Beat,
    Choice,
    Frame,
    Picture,
    Quantity,
    Rail,
    Rect,
    Slider,
    Text,
    fill,
    ramp,
    scene,
    shared,
)
from tourapp.figures.token_strip import apart, safe_words

CONTROLS = [
    shared("prompt"),
    shared("chat"),
    Slider("merge_share", "Merges shown", 0, 100, 100, 1, unit="%"),
    Choice("under", "Under each token", (("bytes", "bytes"), ("ids", "ids"), ("both", "both")), "ids"),
    Text("word", "Word", "strawberry", limit=20),
]
BEATS = [
    Beat(
        "bytes",
        5.5,
        "A computer holds text as bytes: {chars} {chars_word}, {bytes} {bytes_word}.",
        "Each column is one byte: {bits} lamps, on or off. The lit ones add up to the number below them.",
    ),
    Beat(
        "merges",
        7.0,
        "The pair learned first fuses first: {merges} {merges_word} turn {bytes} {bytes_word} into "
        "{pieces} {pieces_word}.",
        "The merge list has {rules} rows, learned once by counting pairs in a lot of text. Meaning plays no part.",
    ),
    Beat(
        "ids",
        6.0,
        "Each token is a row of one fixed list of {vocabulary}. Only the row's number goes on: its id.",
        "{template}",
    ),
    Beat(
        "letters",
        6.0,
        "You see {letters} {letters_word}. The model is given {word_tokens} {numbers_word}, and no letter among them.",
        "“{letter}” stands in “{word}” {count} {times_word}; {ids_word} {ids} {say} so.",
    ),
    Beat(
        "vectors",
        7.0,
        "Each id picks one row of a big table. From here on the question is only numbers.",
        "The embedding table has {vocabulary} rows of {hidden} numbers. {turns}",
    ),
]
WORD_ROOM = Rect(64, 150, 1130, 640)


def enter(f: Frame) -> tuple[float, float]:
    """The middle of the text."""
    return room_of(merge_plan(f.inputs.prompt, f.world.tokenizer)).cx, lamps.LETTERS_Y - 14


def leave(_f: Frame) -> tuple[float, float]:
    """The row of numbers that was looked up last."""
    return BARS.cx, BARS.cy


def badge(f: Frame) -> Badge:
    """The tokenizer always runs here; embedding rows come with the recording."""
    if f.beat_name == "vectors" and len(f.world.tokens) and f.world.recording.badge != "live":
        return Badge(
            "recorded",
            "rows as the recorded answer kept them; a long prompt is cut; · is a space",
            "tokens and ids are worked out now; the rows are SmolLM2's own embedding table",
        )
    return Badge(
        "live on this computer",
        "a long prompt is drawn up to its first tokens; · is a space",
        "SmolLM2's own vocabulary and merge list, applied to this prompt now",
    )


@scene(
    id="tokenization",
    title="Text becomes numbers",
    about=("tokens", "plain_tokens", "merges", "model.vocab"),
    portrait=("vectors", 0.8),
    beats=BEATS,
    controls=CONTROLS,
    badge=badge,
    needs=("recording",),
    meters="prefill",
    enter=enter,
    leave=leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """One moment of the scene."""
    s = stage_of(f)
    facts = text_facts(f.world.plain_tokens, f.world.tokens, f.world.tokenizer)
    view = word_view(f["word"], f.world.tokenizer)
    found = look_up(f, s) if f.beat_name == "vectors" else None
    rest = late(1.0 - f.during("letters"))
    draw_text_row(f, p, s, rest)
    draw_bytes(f, p, s)
    if f.beat_index >= 1:
        lit = chip_light(f, s, found.light if found else None)
        if rest > 0.01:
            draw_tree(f, p, s, lit, rest)
        draw_rule(f, p, s, facts)
        if f.beat_index >= 2 and rest > 0.01:
            draw_under(f, p, s, lit, rest)
    if f.beat_index >= 2:
        draw_sequence(f, p, s, facts, late(f.during("ids")))
        draw_word(p, view, WORD_ROOM, f.beat("letters"), late(f.during("letters")), f.text_gain)
    if f.beat_name == "vectors":
        draw_vectors(f, p, s, found, late(f.during("vectors")))
    captions(f, p, s, facts, view, found)
    draw_rail(f, p, s, facts, view, found)


def draw_bytes(f: Frame, p: Picture, s: Stage) -> None:
    """The first beat's lamps under the characters."""
    b, here = f.beat("bytes"), late(f.during("bytes"))
    if here <= 0.01 or not s.plan.columns:
        return
    lamps.draw_braces(p, s.shape, here * float(ramp(b, 0.20, 0.28)))
    lamps.draw_place_values(
        p, s.shape.left - 14 if s.shape.left > LEFT else LEFT - 14, here * float(ramp(b, 0.22, 0.30))
    )
    lamps.draw_lamps(p, s.shape, float(ramp(b, 0.26, 0.62)), here, f.clock)


def merges_shown(f: Frame, facts: TextFacts) -> tuple[Quantity, Quantity]:
    """Merges done over the whole prompt at the slider's share, and the pieces left: each merge makes one fewer."""
    every = len(f.world.merges)
    done = round(every * float(f["merge_share"]) / 100)
    known = int(facts.bytes.value) - int(facts.dropped.value)
    return (
        Quantity(done, "1", "merges done", "merges"),
        Quantity(known - done, "1", "pieces left: bytes less merges", "pieces"),
    )


def captions(f: Frame, p: Picture, s: Stage, facts: TextFacts, view: WordView, found: Lookup | None) -> None:
    """Give captions and notes their values."""
    merges, pieces = merges_shown(f, facts)
    chars, size, own = (int(q.value) for q in (facts.characters, facts.bytes, facts.own))
    if f["chat"]:
        template = fill(
            "Your prompt is {own} {word}. The chat template adds {added} plain and {special} special ones: "
            "{all} in all.",
            {
                "own": own,
                "word": plural(own, "token"),
                "added": int(facts.added.value),
                "special": int(facts.special.value),
                "all": int(facts.whole.value),
            },
        )
    else:
        template = fill(
            "The chat template is off: the model is given {own} {word} and nothing else.",
            {"own": own, "word": plural(own, "token")},
        )
    held = sum(place >= 0 for place in found.rows.chips) if found is not None else len(s.chips)
    turns = (
        "Every token takes its turn."
        if held == len(s.chips)
        else fill("The recording holds rows of {n} of these {m} pieces.", {"n": held, "m": len(s.chips)})
    )
    count = len(view.places)
    ids = ", ".join(str(one[3]) for one in view.tokens[:8]) + (" …" if len(view.tokens) > 8 else "")
    p.fill(
        chars=chars,
        chars_word=plural(chars, "character"),
        bytes=size,
        bytes_word=plural(size, "byte"),
        bits=lamps.BITS,
        merges=int(merges.value),
        merges_word=plural(int(merges.value), "merge"),
        pieces=int(pieces.value),
        pieces_word=plural(int(pieces.value), "token" if f["merge_share"] == 100 else "piece"),
        rules=facts.rules,
        vocabulary=facts.vocabulary,
        hidden=facts.hidden,
        template=template,
        turns=turns,
        letters=len(view.plan.glyphs),
        letters_word=plural(len(view.plan.glyphs), "letter"),
        word_tokens=len(view.tokens),
        numbers_word=plural(len(view.tokens), "number"),
        letter=safe_words(view.letter) or "–",
        word=safe_words(view.word.strip()) or "–",
        count=count,
        times_word=plural(count, "time"),
        ids_word=plural(len(view.tokens), "id", "ids"),
        ids=ids or "–",
        say=plural(len(view.tokens), "does not say", "do not say"),
    )


def draw_rail(f: Frame, p: Picture, s: Stage, facts: TextFacts, view: WordView, found: Lookup | None) -> None:
    """Counts of the prompt, and the arithmetic of the moment."""
    rail = Rail(p, CONTROLS)
    rail.rule()
    step, size = 25.0, 19.0
    rail.read("Characters", facts.characters, step=step, size=size)
    rail.read("Bytes", facts.bytes, step=step, size=size)
    rail.read("Tokens", facts.own.to("1"), "prefill", step=step, size=size)
    if f["chat"]:
        rail.read("With the chat template", facts.whole.to("1"), step=step, size=size)
    rail.read("Special tokens", facts.special.to("1"), step=step, size=size)
    rail.read("Bytes per token", facts.per_token if facts.per_token is not None else "–", step=step, size=size)
    rail.read("Vocabulary", facts.vocabulary, step=step, size=size)
    if f.beat_name == "merges" and s.target:
        _rule_card(rail, s, facts)
    elif f.beat_name == "ids":
        rail.why(
            "What the model is given",
            [("{a} yours + {b} template", "prefill"), ("+ {c} special = {d}", "ink")],
            facts.added,
            a=int(facts.own.value),
            b=int(facts.added.value),
            c=int(facts.special.value),
            d=int(facts.whole.value),
        )
    elif f.beat_name == "letters" and view.tokens:
        rail.why(
            "The word in this vocabulary",
            [("{w}", "ink"), ("→ {ids}", "prefill")],
            w=" + ".join(apart(one[2]) for one in view.tokens[:6]),
            ids=" ".join(str(one[3]) for one in view.tokens[:6]),
        )
    elif found is not None:
        _row_card(rail, found, facts)
    elif facts.per_token is not None:
        rail.why(
            "Bytes per token",
            [("{a} / {b}", "dim"), ("= {c}", "prefill")],
            facts.per_token,
            a=facts.bytes,
            b=facts.own,
            c=facts.per_token,
        )


def _rule_card(rail: Rail, s: Stage, facts: TextFacts) -> None:
    """The merge that is being made."""
    plan = s.plan
    at = min(int(s.progress), s.target - 1)
    node = plan.leaves + at
    rail.why(
        fill("Row {n} of the merge list", {"n": plan.ranks[at]}),
        [("{a} + {b} →", "dim"), ("{c}", "prefill")],
        facts.rules,
        a=apart(plan.words[plan.left[node]]),
        b=apart(plan.words[plan.right[node]]),
        c=apart(plan.words[node]),
    )


def _row_card(rail: Rail, found: Lookup, facts: TextFacts) -> None:
    """The first numbers of the row on stage."""
    row = found.rows.table[found.turn.now]
    shown = [signed(float(value)) for value in row[:6]]
    title = fill("Row {id} begins", {"id": str(found.rows.ids[found.turn.now])})
    rail.why(
        title,
        [("{one}", "prefill"), ("{two}", "prefill"), ("… {n} more", "dim")],
        facts.hidden,
        one="  ".join(shown[:3]),
        two="  ".join(shown[3:]),
        n=len(row) - len(shown),
    )
