"""Looking at the picture when a viewer asks: the one frame that they see, and a vision model's words on it."""
