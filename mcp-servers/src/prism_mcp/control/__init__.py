"""The MCP server `control`."""
