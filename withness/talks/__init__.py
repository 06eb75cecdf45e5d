"""Writing to each other: two members of a group, where both said yes and the group allows it (promise 2, less isolation)."""
