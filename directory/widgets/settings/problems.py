"""Why a setting of a widget could not be used, beside the problems that the search itself knows."""

from __future__ import annotations

from enum import StrEnum


class WidgetProblemCode(StrEnum):
    """Why an attribute, a look or a visitor's parameter could not be used as it stands."""

    UNKNOWN_ATTRIBUTE = "unknown-attribute"  # `name`
    NOT_A_MUNICIPALITY = "not-a-municipality"  # `text`
    NOT_A_PROVINCE = "not-a-province"  # `text`
    UNKNOWN_POSTCODE = "unknown-postcode"  # `text`
    UNKNOWN_PLACE = "widget-unknown-place"  # `text`
    NUMBER_OUT_OF_RANGE = "number-out-of-range"  # `least`, `most`
    NOT_A_SWITCH = "not-a-switch"
    NOT_A_VCODE = "not-a-vcode"
    NOT_A_KEY = "not-a-key"
    NOT_A_SAVED_WIDGET = "not-a-saved-widget"
    NOT_A_PAGE_PATTERN = "not-a-page-pattern"
    RADIUS_WITHOUT_PLACE = "widget-radius-without-place"
    DISTANCE_WITHOUT_PLACE = "widget-distance-without-place"
    OWN_PAGE_WITHOUT_ADDRESS = "own-page-without-address"
    NOT_A_COLOUR = "not-a-colour"
    NOT_A_LENGTH = "not-a-length"
    NOT_A_FONT = "not-a-font"
    UNKNOWN_CHOICE = "unknown-choice"
    UNKNOWN_PAGE = "unknown-page"
