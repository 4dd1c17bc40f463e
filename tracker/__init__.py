"""The application: the only place with a clock, a disk and a network."""
