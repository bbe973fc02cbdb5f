"""Offers are tended while they wait: a reminder before their time is over, and an end after."""
