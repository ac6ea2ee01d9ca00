"""Recordings: channels as HLS on our own disk, by hand, by programme and by rules for series."""
