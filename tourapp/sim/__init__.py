"""Serving, simulated: the trip, the queue, batching, paged memory, speculation. No drawing, no real model.

Every run goes to its end first and comes back frozen; a scene then asks the result for a moment with `at(t)`.
Plain floats and arrays with the unit in the name (`wait_seconds`, `distance_km`); steps are whole numbers.
"""
