"""Which tone of the ramp stands for whom."""

from crm_desk.domain.analysis.figures import Cluster

STRONGEST_FIRST = (
    Cluster.TOP1,
    Cluster.TOP10,
    Cluster.TOP20,
    Cluster.FOUR_PLUS,
    Cluster.TWO_THREE,
    Cluster.ONCE,
)
"""Clusters in the order of their tones."""


def tone_of(cluster: Cluster) -> int:
    """Of a cluster, 0 the strongest."""
    return STRONGEST_FIRST.index(cluster)
