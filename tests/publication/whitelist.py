"""The whitelist of what may leave, column by column: a new column is written down here too, on purpose."""

from __future__ import annotations

COLUMNS = {
    "activity": "code name position",
    "area": "code kind name name_fr slug parent lau_code lat lon population valid_to successor",
    "area_lau": "lau_code area_code",
    "association": (
        "association_id version vcode type_code type_name subtype_code subtype_name parent_vcode parent_name"
        " parent_identification parent_description name short_name call_name description start_date winding_up"
        " min_age max_age kbo_number modified_on"
    ),
    "association_activity": "association_id code name position",
    "association_area": "association_id code kind name lau_code parent",
    "association_type": "code name",
    "contact": "association_id contact_id kind value description is_primary source_key",
    "departed": "vcode",
    "department": "association_id department_vcode department_name",
    "index_health": "outbox_depth outbox_oldest_seconds dead_letters generation building kind",
    "index_state": "generation live_at in_step_at kind",
    "index_tally": "name label count",
    "location": (
        "association_id location_id kind is_primary name street house_number box postcode municipality country"
        " address_id nis district lat lon source_key"
    ),
    "member": "association_id member_vcode member_name",
    "membership": (
        "association_id membership_id other_vcode other_name from_date until_date identification description source_key"
    ),
    "place": "postcode name nis lat lon",
    "recognition": (
        "association_id recognition_id authority_ovo authority_name product_number product_name start_date end_date"
        " renewal_date renewal_url status"
    ),
}
