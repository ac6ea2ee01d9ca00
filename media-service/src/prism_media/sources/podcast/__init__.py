"""Podcasts by their feeds."""
