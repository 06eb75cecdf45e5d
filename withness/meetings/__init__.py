"""In person or online, when and where: calendars and the meeting finder (promise 8)."""
