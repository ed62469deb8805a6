"""Words a person reads, in their language: a catalogue per language, whose key is the English template in the code."""

from tourapp.words.catalogue import ENGLISH, Catalogue, in_language, say, speak_from_now, speaking, spoken
from tourapp.words.languages import LANGUAGES, catalogue_of, in_tongue
from tourapp.words.phrase import Phrase, fill_in
from tourapp.words.pseudo import PSEUDO

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "PSEUDO",
    "Catalogue",
    "Phrase",
    "catalogue_of",
    "fill_in",
    "in_language",
    "in_tongue",
    "say",
    "speak_from_now",
    "speaking",
    "spoken",
]
