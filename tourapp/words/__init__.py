"""Words a person reads, in their language: a catalogue per language, whose key is the English template in the code."""

from tourapp.words.catalogue import ENGLISH, Catalogue, in_language, say, speaking, spoken
from tourapp.words.phrase import Phrase, fill_in
from tourapp.words.pseudo import PSEUDO

__all__ = ["ENGLISH", "PSEUDO", "Catalogue", "Phrase", "fill_in", "in_language", "say", "speaking", "spoken"]
