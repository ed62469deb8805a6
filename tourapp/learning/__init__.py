"""What a learner does: words explained, questions from a seed, labs as pure state, files checked, progress kept."""
