"""How properties are tried: the same examples each time, however slow the machine.

`--hypothesis-profile searching` tries others, and more of them.
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "settled", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "searching", settings.get_profile("settled"), derandomize=False, max_examples=500
)
settings.load_profile("settled")
