"""The edge of Prism and the owner of every conversation."""
