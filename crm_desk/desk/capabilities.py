"""What capabilities give to those below them: the one place that knows them all."""

from crm_desk.desk.customers.people import MergeCheck
from crm_desk.desk.followup.common import refuse_merge

MERGE_CHECKS: tuple[MergeCheck, ...] = (refuse_merge,)
"""Asked before two customers are joined."""
