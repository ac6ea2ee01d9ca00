"""The catalogue: playlists, channels, and finding one by what people call it."""
