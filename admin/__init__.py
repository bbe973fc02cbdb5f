"""MissionControl: the operators' pages. Empty until the first of them."""
