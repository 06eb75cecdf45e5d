"""The caretakers' desk: reports, appeals and the audit trail."""
