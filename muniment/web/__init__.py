"""The HTTP doors: the page, the native routes, OpenAI's API, MCP."""
