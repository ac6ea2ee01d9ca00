"""Where the samples come from that the trained tier learns."""
