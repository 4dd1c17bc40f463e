"""The status of a product in a channel on a day: scope, license, requirement, timeline."""
