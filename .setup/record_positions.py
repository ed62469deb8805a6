"""Makes the shipped measurements of place again: two orders of four words, a moved prompt, a text without turning, and
queries and keys of six heads. Half a minute; needs the small model."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tourapp.engine.model import load_model
from tourapp.engine.place_file import build_places

print(build_places(load_model()))
