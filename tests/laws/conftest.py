"""How long laws are tried: briefly by default, at length under the marker `slow`."""

from hypothesis import HealthCheck, settings

_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile("laws", deadline=None, max_examples=25, suppress_health_check=_CHECKS)
settings.load_profile("laws")
