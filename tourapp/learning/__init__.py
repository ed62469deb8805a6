"""What a learner does: words explained, questions drawn from a seed, labs as pure state, files checked, progress kept."""
