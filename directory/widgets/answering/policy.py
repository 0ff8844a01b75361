"""The route policy of what widgets ask for from the pages of other sites."""

from __future__ import annotations

from directory.platform.route_policy import Audience, CorsRule, RateLimitRule, RoutePolicy

# Answers that stand in a cache are free, so the routes count what they must work for.
WIDGET = RoutePolicy(audience=Audience.PROGRAMS, rate_limit=RateLimitRule.BY_ROUTE, cors=CorsRule.ANY_ORIGIN)
