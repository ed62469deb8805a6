"""A talk: cuts and their plan, clocks, rehearsals, what begins and ends it."""
