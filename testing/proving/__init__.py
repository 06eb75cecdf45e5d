"""The proofs, a file for each subject."""
