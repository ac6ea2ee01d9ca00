"""Fetching from other people's servers: only public addresses, with limits, and errors that name what happened."""
