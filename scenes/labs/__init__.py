"""Labs and other pages on which a learner does something: one folder each."""
