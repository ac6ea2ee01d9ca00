"""Extended M3U playlists of television channels, as providers really write them."""
