"""Captions that travel inside the picture's stream: CEA-608 in H.264, teletext beside it."""
