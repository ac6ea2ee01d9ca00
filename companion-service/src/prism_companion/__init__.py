"""What is happening on the screen, as keyframes and remarks."""
