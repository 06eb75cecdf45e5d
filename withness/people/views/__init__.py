"""Pages of accounts: find out who asks, do one verb, answer."""
