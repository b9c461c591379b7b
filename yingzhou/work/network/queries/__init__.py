"""Reading the network."""

from yingzhou.work.network.queries.dates import in_force
from yingzhou.work.network.queries.places import Located, Locator, bureau_name, locator
from yingzhou.work.network.queries.tree import (
    History,
    Node,
    communities_of,
    history,
    organization_for,
    organizations,
    organizations_among,
    parent_of,
    placement_for,
    possible_parents,
    station_of,
    stations,
    tree,
)
from yingzhou.work.network.queries.viewers import viewer_for

__all__ = [
    "History",
    "Located",
    "Locator",
    "Node",
    "bureau_name",
    "communities_of",
    "history",
    "in_force",
    "locator",
    "organization_for",
    "organizations",
    "organizations_among",
    "parent_of",
    "placement_for",
    "possible_parents",
    "station_of",
    "stations",
    "tree",
    "viewer_for",
]
