"""Signing in at an OpenID Connect provider of the operator's choice."""
