"""Where numbers come from that nobody read in a document: what is set, defined, assumed, counted, recorded, simulated.

Each is a source without a date, for the card that answers "why this number?".
"""

from __future__ import annotations

from tourapp.quantity.core import Source

SETTING = Source("setting", "A setting", "", "changed by its control, or by the tour's file")
DEFINED = Source("definition", "True by definition", "", "nothing is measured")
ASSUMED = Source("assumption", "An assumption of this tour", "", "no document gives it for certain")
COUNTED = Source("counted", "Counted in the text on stage", "", "by the model's own tokenizer")
RUN = Source("small model", "The small model's run on stage", "", "recorded, or live on this computer: see the badge")
RECORDED = Source("recorded", "Recorded with the small model", "", "in the tables that come with this tour")
SIMULATED = Source(
    "simulated", "The simulated run on stage", "", "counted step by step; its seed makes it the same again"
)
MEASURED = Source("measured", "Measured on this computer", "", "just now, when it was asked for")
COMPUTED = Source("cost model", "Computed by the cost model", "", "from spec sheets, once for each batch")
LISTED = Source("counted", "Counted in the price cards", "", "each card has its source and date")
TOKENIZER = Source("tokenizer", "Counted in the model's tokenizer", "", "its list of tokens and its list of merges")
PHYSICS = Source("physics", "A known constant", "", "of nature, of a material or of the Earth")
PROTOCOL = Source("protocol", "The rules of TCP and TLS 1.3", "", "one round trip each before anything is sent")
