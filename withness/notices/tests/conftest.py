"""What the tests of this room share."""

import pytest
from allauth.account.models import EmailAddress


@pytest.fixture
def email_of_ana(cast):
    """An address that Ana has shown to be hers."""
    return EmailAddress.objects.create(user_id=cast.ana.id, email="a@example.org", verified=True, primary=True)
