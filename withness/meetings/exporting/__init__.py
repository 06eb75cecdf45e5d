"""What goes out, in the formats the field reads. Never a passcode or a link that is not for everybody."""
