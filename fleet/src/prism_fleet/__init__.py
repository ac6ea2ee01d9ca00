"""Starts and supervises the whole fleet on one machine: Redis, every service, their logs and their end."""
