"""Reading a live HLS stream as a listener: playlists, segments, their place on the programme's clock, captions."""
