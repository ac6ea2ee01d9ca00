"""The edge: one address for everything, with the same rules for every request."""
