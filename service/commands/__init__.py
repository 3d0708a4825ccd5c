"""The commands of `dateline`, one family a file: thin adapters that call the archive and print."""
