"""The edge's own HTTP/1.1 client: lean, streaming, and exact about how an answer ends."""
