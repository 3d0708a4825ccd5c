"""The Model Context Protocol: the archive as tools of a language model's host. Needs the extra `mcp`."""
