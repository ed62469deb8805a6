"""Makes the shipped table of the generation loop again: the end token's probability at each step of the default answer,
and five rounds of a race with and without a cache. Half a minute on a quiet computer; needs the small model."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tourapp.engine.loop_record import build_loop_record
from tourapp.engine.model import load_model

print(build_loop_record(load_model()))
