"""Records speculation at every setting of its stage: assets/recordings/speculation.json.

Run in the project's own environment with the small model installed; it takes some minutes and says how far it is:
`.venv/bin/python .setup/record_speculation.py [FILE]`. The arithmetic is done by one thread and one set of kernels, so
that the same file comes out each time; other kernels change the last digits of probabilities, and no choice.
"""

import os
import sys
from pathlib import Path

KERNELS = {"OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_NUM_THREADS": "1"}
"""What numpy's linear algebra is told before it is loaded; what is set already stays."""


def main() -> None:
    """Record, then say how large the file is."""
    for name, value in KERNELS.items():
        os.environ.setdefault(name, value)
    from tourapp.engine.model import load_model
    from tourapp.engine.speculation_grid import build_grid

    target = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    path = build_grid(load_model(), lambda line: print(line, flush=True), target)
    print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
