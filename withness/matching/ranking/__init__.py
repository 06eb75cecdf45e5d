"""From a person's words to the groups that fit: small, explainable, the same every time, and nothing leaves the house."""
