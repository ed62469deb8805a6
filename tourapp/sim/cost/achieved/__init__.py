"""What a machine really takes: the ideal ledger's work at measured efficiencies, and what the ideal leaves out.

`achieved(scenario, answer)` gives the time between tokens and the prefill of one prompt, each as rows with a reason,
and a band. The constants were fitted on measured serving runs (assets/specs/achieved.json). Not here: the fit.
"""

from tourapp.sim.cost.achieved.answer import Achieved, FirstToken, achieved, first_token
from tourapp.sim.cost.terms.mechanisms import TERMS, AchievedRow

__all__ = ["TERMS", "Achieved", "AchievedRow", "FirstToken", "achieved", "first_token"]
