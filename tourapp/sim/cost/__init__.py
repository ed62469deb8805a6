"""What one request costs on one machine: operations, bytes, time, memory and money, from spec sheets alone.

`cost(Scenario(...))` gives everything; totals are sums of ledger rows, one row per operator per phase, and every number
can say why (`costs.number("decode.tokens_per_second")`). Ideal unless a name says `achieved_`. Not a
measurement, and not the queue, the batching or the paging of a server: those are simulated elsewhere.
"""

from tourapp.sim.cost.capacity import machines_needed
from tourapp.sim.cost.costs import Capacity, Costs, Decode, Prefill, Price, cost, decode_alone, prefill_alone
from tourapp.sim.cost.energy import Energy
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.scenario import KV_BITS, LIMITS, WEIGHT_BITS, Scenario, half_way

__all__ = [
    "KV_BITS",
    "LIMITS",
    "WEIGHT_BITS",
    "Capacity",
    "Costs",
    "Decode",
    "Energy",
    "LedgerRow",
    "Prefill",
    "Price",
    "Scenario",
    "cost",
    "decode_alone",
    "half_way",
    "machines_needed",
    "prefill_alone",
]
