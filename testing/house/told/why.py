"""Reasons why a column is not told in an export."""

SECRET = "opens the account, and a file may be found by others"
WHOSE = "whose it is: the file is theirs"
INNER = "the house's own bookkeeping, or the same in another form"
OTHERS = "somebody else's, or would tell who somebody is"
