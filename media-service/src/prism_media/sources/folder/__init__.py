"""Folders of local media."""
