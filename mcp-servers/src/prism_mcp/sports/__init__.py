"""The MCP server `sports`."""
