"""The pages of MissionControl, as an operator meets them."""
