"""Words that sound like crisis, and replies that may hurt: read here, in memory, kept nowhere (docs/models/)."""
