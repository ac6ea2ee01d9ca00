"""Channels, guide, relay and viewers' data."""
