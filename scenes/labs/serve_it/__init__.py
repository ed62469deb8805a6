"""Lab: from the napkin to a deployment."""
