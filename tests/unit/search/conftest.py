"""Properties are judged by what they find, not by how busy the machine is that tries them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("calm")
