"""A made-up language for tests: English with accents and two fifths longer, so that what was never looked up shows."""

from __future__ import annotations

from string import Formatter

from tourapp.words.catalogue import Catalogue

ACCENTS = str.maketrans("aceinosuyACEINOSUY", "áçéíñóšúýÁÇÉÍÑÓŠÚÝ")
LONGER = 0.4
FILLER = "~"


def pseudo(template: str) -> str:
    """Example: "Batch of {n}" becomes "Bátçh óf {n}~~~~": fields stay as they are, the rest grows."""
    out, letters = [], 0
    for literal, name, spec, _ in Formatter().parse(template):
        out.append(literal.translate(ACCENTS))
        letters += len(literal) if any(char.isalpha() for char in literal) else 0
        if name is not None:
            field, *forms = name.split("|")
            inner = "|".join([field, *(form.translate(ACCENTS) for form in forms)])
            out.append("{" + inner + (f":{spec}" if spec else "") + "}")
    return "".join(out) + FILLER * round(LONGER * letters)


PSEUDO = Catalogue("x-pseudo", rule=pseudo)
