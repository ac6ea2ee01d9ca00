"""What was meant, and what to answer."""
