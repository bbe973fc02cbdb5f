"""The frame of MissionControl, held to what it promises."""
