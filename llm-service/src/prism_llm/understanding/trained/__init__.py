"""The trained tier: what a sentence means that no template matches, by a small linear model."""
