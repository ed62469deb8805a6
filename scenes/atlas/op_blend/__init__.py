"""The card of the blend: every stored value is read once and weighed."""
