"""The route policy of what widgets ask for from the pages of other sites."""

from __future__ import annotations

from dataclasses import replace

from directory.platform.route_policy import JSON, CorsRule, RateLimitRule

# Answers that stand in a cache are free, so the routes count what they must work for.
WIDGET = replace(JSON, rate_limit=RateLimitRule.BY_ROUTE, cors=CorsRule.ANY_ORIGIN)
