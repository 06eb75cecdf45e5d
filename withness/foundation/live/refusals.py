"""What is answered to somebody who may not listen, or not now."""

from withness.foundation.answers import not_here, problem, refusal

SIGN_IN = refusal(
    problem(401, "sign-in", "Please sign in, or send a token."), 'www-authenticate: Bearer realm="withness"'
)
NOT_HERE = refusal(not_here())
ONLY_GET = refusal(problem(405, "not-this-way", "Live streams are only listened to, with GET."), "allow: GET")
LATER = refusal(problem(503, "later", "Live streams are not available just now. Please try again."), "retry-after: 2")
