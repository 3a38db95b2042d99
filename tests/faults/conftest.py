"""What the tests of promises share: whether there is time for the long versions."""

import pytest


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Tells whether the run was asked for its long versions (--long)."""
    return bool(request.config.getoption("--long"))
