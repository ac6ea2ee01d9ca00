"""How much each address, account and token may ask for, all gateways together."""
