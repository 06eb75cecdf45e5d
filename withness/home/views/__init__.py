"""Pages that belong to no other room."""
