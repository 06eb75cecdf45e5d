"""The proof of honest estimates would see an interval that claims too much."""

import numpy as np

from testing.proving.honest_estimates import covered


def test_an_interval_a_third_too_narrow_is_seen():
    assert covered(np.random.default_rng(7), 800, narrower=0.67) < 0.86
