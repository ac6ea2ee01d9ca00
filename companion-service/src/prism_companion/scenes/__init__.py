"""What a scene shows: shot changes from the picture, and a note for Lumen's mind from all that is known of it."""
