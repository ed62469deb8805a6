"""Makes the shipped race of one product done three ways again: a few seconds on a quiet computer; needs no model."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tourapp.engine.product_race import build_product_race

print(build_product_race())
