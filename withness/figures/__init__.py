"""The lookout: how groups and the house are doing, in figures that tell nobody apart."""
