"""Watch parties: who is in one, what it watches, and what its members hear of each other."""
