from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.store.test_model import Truth

TestLongTruth = Truth.TestCase
TestLongTruth.settings = settings(
    max_examples=10, stateful_step_count=200, deadline=None, suppress_health_check=list(HealthCheck)
)
