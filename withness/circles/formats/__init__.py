"""How a circle goes: formats as people write them, read line by line, and the six that are shipped."""
