"""Tests with made-up examples: no clock decides over them, and `make test` tries the same ones each time; the long runs
(`make faults`, `make fuzz`) try others."""

import os

from hypothesis import HealthCheck, settings

LONG = os.environ.get("FASTTWITCH_FAULTS") == "full" or "FUZZ_MESSAGES" in os.environ
settings.register_profile(
    "calm", deadline=None, derandomize=not LONG, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("calm")
