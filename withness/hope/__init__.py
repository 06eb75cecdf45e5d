"""Validation and hope: milestones, and letters from further along the road (promise 3)."""
