"""The mechanisms that make a real machine slower than the ideal ledger, each as rows over the ledger's work.

Constants come from assets/specs/achieved.json, fitted on measured serving runs. Not here: the answer of a whole
scenario (`sim.cost.achieved`, and `sim.cost.costs` where a scenario asks for fitted times), the fit.
"""
