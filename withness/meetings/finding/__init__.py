"""Finding a meeting: places by name, meetings by hour and distance. All of it on this machine; nothing is asked of others."""
