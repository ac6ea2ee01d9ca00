"""Answers from data and from a fixed stock, for facts always and for talk where no language model is."""
