"""The conversation's ports as they are in a fleet: over the bus, over HTTP, and a detector of voice activity."""
