"""A personal safety directive: written when well, carried out exactly, by nobody but whom its owner named."""
