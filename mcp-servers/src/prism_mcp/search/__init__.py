"""The MCP server `search`."""
