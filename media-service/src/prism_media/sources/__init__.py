"""Where channels come from: playlists, Xtream Codes accounts, folders, radio directories and podcasts."""
