"""Meetings in the calendars people already have (RFC 5545, RFC 7986)."""
