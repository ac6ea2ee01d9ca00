"""Five MCP servers: control, media, memory, sports and search."""
