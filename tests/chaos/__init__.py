"""The plug is pulled: processes are killed while people write and are told things."""
