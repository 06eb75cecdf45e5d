"""The front door: welcome, today, search, the command line."""
