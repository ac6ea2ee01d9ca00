"""What the gateway knows of accounts: keys to check, what tokens are worth, and who must sign in."""
