"""The MCP server `media`."""
