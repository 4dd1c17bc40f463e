"""Pure functions of facts: the law, a product's dossier, the judgment, the timeline."""

__owner__ = "license-compliance-tracker"
