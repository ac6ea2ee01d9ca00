"""Text to speech with visemes on the clock of the sound."""
