"""Makes the shipped runs of the residual stream again: three prompts through the model, and one block after the other
unplugged on a fixed text. Half a minute; needs the small model."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tourapp.engine.model import load_model
from tourapp.engine.residual_file import build_residuals

print(build_residuals(load_model(), lambda line: print(line, file=sys.stderr)))
