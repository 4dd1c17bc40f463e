"""The signs that stand behind a status or a day that is less than certain."""

ASSUMED = "~"
NOT_VERIFIED = "*"
SIGNS = ASSUMED + NOT_VERIFIED
