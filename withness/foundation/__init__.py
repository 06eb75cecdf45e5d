"""The ground the house stands on: clock, ids, text, events, live streams, timers. No domain."""
