"""This room for programs: being welcomed, and listening."""
