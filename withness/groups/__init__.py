"""Belonging: groups, members with a name of their own in each, agreements, invitations."""
