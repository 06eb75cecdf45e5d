"""What `bin/test` does: finds or starts what the tests need, then lets pytest speak, whose last line is ours."""
