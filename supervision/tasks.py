"""What supervision does later: jobs by kind."""

from ledger.jobs import handles
from supervision.actions import tell_of_withdrawal
from supervision.models import SignOffWithdrawn


@handles("supervision.tell_of_withdrawal")
def tell(withdrawal: int) -> None:
    tell_of_withdrawal(withdrawal=SignOffWithdrawn.objects.get(pk=withdrawal))
