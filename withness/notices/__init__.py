"""Telling people gently: in the inbox, by e-mail, in quiet hours not at all."""
