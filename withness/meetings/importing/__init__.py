"""Reading what others publish: bytes become rows, a row becomes listings or a reason, listings become meetings."""
