"""Other people's HLS under our own address: same origin, the channel's headers, one fetch for all viewers."""
