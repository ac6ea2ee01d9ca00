"""The trained tier: what a sentence means that no template matches, by two small models that vote."""
