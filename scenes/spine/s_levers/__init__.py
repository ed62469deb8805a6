"""Which lever helps: every change moves one letter of three equations."""
