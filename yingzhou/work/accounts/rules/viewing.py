"""What a viewer is."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from yingzhou.work.accounts.choices import Role


@dataclass(frozen=True)
class Grant:
    """One posting in force today: a role at an organization, with everything below it spelled out."""

    role: Role
    organization_id: int
    organization_name: str
    station_ids: frozenset[int] = frozenset()
    community_ids: frozenset[int] = frozenset()
    everywhere: bool = False
    deputizing_for: str = ""
    deputizing_id: int = 0


@dataclass(frozen=True)
class Viewer:
    """Who is asking: every query takes one.  Deny by default: no grant, nothing seen.

    `everywhere` is true for bureau-wide working roles only; auditor, security officer and system operator have no
    content by default.  `station_ids` and `community_ids` are the primary keys of organizations in scope today.
    """

    officer_id: int
    public_id: UUID
    name: str
    grants: tuple[Grant, ...] = ()
    language: str = "zh-hans"
    extra: dict[str, object] = field(default_factory=dict, hash=False, compare=False)

    @property
    def actor(self) -> str:
        return f"officer:{self.public_id}"

    @property
    def acts_for(self) -> frozenset[int]:
        """Primary keys of oneself and of those one stands in for today: whose businesses, whose tasks one sees as one's own."""
        return frozenset({self.officer_id} | {grant.deputizing_id for grant in self.grants if grant.deputizing_id})

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    @property
    def everywhere(self) -> bool:
        return any(grant.everywhere for grant in self.grants)

    @property
    def station_ids(self) -> frozenset[int]:
        return frozenset().union(*(grant.station_ids for grant in self.grants))

    @property
    def community_ids(self) -> frozenset[int]:
        return frozenset().union(*(grant.community_ids for grant in self.grants))

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    def grants_of(self, *roles: Role) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if grant.role in roles)
