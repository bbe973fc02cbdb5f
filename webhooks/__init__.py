"""HTTP for machines: Telegram's webhook, health, metrics, the REST API; later Stripe and Clerk."""
