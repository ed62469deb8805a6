"""A place for every token: rows of the embedding table, what lies near them, and what a sum of them is worth."""

from __future__ import annotations

from scenes.paths.embedding.acts import ACTS
from scenes.paths.embedding.badge import embedding_badge
from scenes.paths.embedding.captions import fill_captions
from scenes.paths.embedding.facts import embedding_facts
from scenes.paths.embedding.handover import rows_arrive, share_leaves
from scenes.paths.embedding.rail import draw_readouts
from scenes.paths.embedding.stage import draw_stage
from tourapp.authoring import Beat, Control, Frame, Picture, Slider, Toggle, scene, shared
from tourapp.figures.small_model_meters import small_model_meters

CONTROLS: list[Control] = [
    shared("near_word"),
    shared("word_a"),
    shared("word_b"),
    shared("word_c"),
    Toggle("centred", "Mean taken away", False),
    Toggle("keep_inputs", "Keep the inputs", True),
    Slider("near_count", "Neighbours", 3, 12, 6),
]
BEATS = [
    Beat(
        "row",
        6.0,
        "{row}",
        "A row is a vector of {hidden} numbers, the same in every sentence; what a sentence adds comes later.",
        cues={"pick": (0.08, 0.24), "grow": (0.34, 0.52)},
        deeper="A list of zeros with a single one, times the table, is that very row: nothing has to be multiplied.",
    ),
    Beat("near", 7.0, "{near}", "{near_note}", cues={"rays": (0.06, 0.56)}),
    Beat(
        "map",
        6.5,
        "Words of one kind lie together, as well as a flat map can show it.",
        "Two axes keep only {map_kept} of the spread; of {map_words} words {together} lie beside one of their kind.",
        cues={"words": (0.04, 0.5)},
    ),
    Beat(
        "analogy",
        8.0,
        "{sum}",
        "{sum_note}",
        cues={
            "step": (0.06, 0.13),
            "copy": (0.15, 0.24),
            "landing": (0.25, 0.3),
            "second": (0.33, 0.39),
            "first": (0.4, 0.46),
            "lens": (0.48, 0.54),
        },
    ),
    Beat(
        "honest",
        7.0,
        "{honest}",
        "In {worst} “{wanted}” is number {rank}, with the inputs left out still {left}. "
        "Many demonstrations leave them out.",
        cues={"fill": (0.04, 0.46), "told": (0.44, 0.54)},
    ),
    Beat(
        "crowd",
        6.5,
        "{crowd}",
        "{crowd_note}",
        cues={"grow": (0.04, 0.3), "told": (0.34, 0.46)},
        level="deeper",
        deeper="Standard deviation {spread}; one pair in a hundred is above {high}.",
    ),
    Beat(
        "tied",
        6.5,
        "The same table is read backwards at the end, to give every token a score.",
        "It holds {table} of the {params} numbers of our model: {share}. Its reader is called the LM head.",
        cues={"enter": (0.04, 0.16), "leave": (0.2, 0.34), "told": (0.36, 0.5)},
        level="deeper",
    ),
]


@scene(
    id="embedding",
    title="A place for every token",
    about=("token_space", "analogies", "analogy_board", "token_crowd", "word_map"),
    portrait=("analogy", 0.97),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    needs=("neighbours", "analogies", "recording"),
    meters=small_model_meters,
    badge=embedding_badge,
    enter=rows_arrive,
    leave=share_leaves,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """A row, its neighbours, a map, a sum, many sums, the crowd, the table at both ends."""
    facts = embedding_facts(f)
    fill_captions(p, facts)
    draw_stage(f, p, facts)
    draw_readouts(f, p, facts)
