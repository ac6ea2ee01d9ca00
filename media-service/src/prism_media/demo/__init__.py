"""The channels that Prism ships: made here, offline, so that a fresh install shows something real.

Each is a loop encoded once; its endless live playlist is computed from the clock. Nothing runs while nobody watches,
and any process, also one just restarted, computes the same playlist.
"""
