"""What a person can leave behind in each room, for tests of leaving: one file for each, with a canary in every word."""

CANARY = "xanthocroid"  # a word nobody else writes
