"""Live streams: what happens reaches open pages as it happens, each thing once and in order, also after a cut."""
