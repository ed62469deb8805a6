"""The card of the three projections: one vector is seen in three ways."""
