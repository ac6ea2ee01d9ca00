"""Accounts at providers that speak the Xtream Codes API."""
