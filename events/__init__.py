"""Facts: what happened, when it counts in law, where to check it. Imports nothing of ours."""

__owner__ = "license-compliance-tracker"
