"""JSON and YAML as trees of values that know where in their file they stand."""
