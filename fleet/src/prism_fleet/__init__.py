"""Starts and supervises the whole fleet on one machine."""
