"""Being together live, in one order, online and in the hall (promise 8)."""
