"""The full record of one association, private half included: as it stands now, or as it stood at an earlier moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from directory.register.records import (
        AssociationRecord,
        BankAccountRecord,
        ContactRecord,
        LocationRecord,
        MembershipRecord,
        RecognitionRecord,
        RepresentativeRecord,
    )


# No representation with values: it may end up in a log or a traceback, and half of the values are private.
@dataclass(frozen=True, slots=True, repr=False)
class AssociationState:
    """Everything that the register holds of one association.

    In `record` no field or list is unspecified. Items are in order of their number; locations, contacts and memberships
    have theirs beside them, the others in themselves.
    """

    association_id: int
    record: AssociationRecord
    location_numbers: tuple[int, ...]
    contact_numbers: tuple[int, ...]
    membership_numbers: tuple[int, ...]
    # What other registers said, by number of the item; no edit changes it.
    ksz_confirmations: Mapping[int, bool | None]  # of representatives
    account_sources: Mapping[int, str]  # "Initiator" or "KBO"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.record.vcode}>"

    @property
    def locations(self) -> dict[int, LocationRecord]:
        """The locations by number."""
        return dict(zip(self.location_numbers, self.record.locations or (), strict=True))

    @property
    def contacts(self) -> dict[int, ContactRecord]:
        """The contact details by number."""
        return dict(zip(self.contact_numbers, self.record.contacts or (), strict=True))

    @property
    def memberships(self) -> dict[int, MembershipRecord]:
        """The memberships by number."""
        return dict(zip(self.membership_numbers, self.record.memberships or (), strict=True))

    @property
    def recognitions(self) -> dict[int, RecognitionRecord]:
        """The recognitions by number."""
        return {item.recognition_id: item for item in self.record.recognitions or ()}

    @property
    def representatives(self) -> dict[int, RepresentativeRecord]:
        """The representatives by number."""
        return {item.representative_id: item for item in self.record.representatives or ()}

    @property
    def bank_accounts(self) -> dict[int, BankAccountRecord]:
        """The bank accounts by number."""
        return {item.account_id: item for item in self.record.bank_accounts or ()}


@dataclass(frozen=True, slots=True, repr=False)
class CurrentAssociation(AssociationState):
    """An association as it stands now, in one snapshot.

    `version` is public and rises with public changes only. `revision` rises with every change, private ones too: it is
    what a later change compares (optimistic locking), and it never leaves for the public.
    """

    version: int
    revision: int
    is_public: bool
    first_public_at: datetime | None
