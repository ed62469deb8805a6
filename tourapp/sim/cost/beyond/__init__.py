"""What neither the ideal ledger nor the fitted model has: a kept prefix, prompts read in chunks, memory beside weights.

Each is asked for by name and changes no figure otherwise; each names its source. Ideal unless the scenario has an MFU
or MBU.
"""

from tourapp.sim.cost.beyond.memory import MemoryBeside, memory_beside
from tourapp.sim.cost.beyond.mixing import MixedStep, mixed_step
from tourapp.sim.cost.beyond.prefix import KeptPrefix, kept_prefix

__all__ = ["KeptPrefix", "MemoryBeside", "MixedStep", "kept_prefix", "memory_beside", "mixed_step"]
