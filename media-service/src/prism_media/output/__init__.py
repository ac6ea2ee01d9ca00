"""Prism as the source of other players."""
