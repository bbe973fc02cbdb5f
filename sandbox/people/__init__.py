"""The control plane: plays people, and shows what happened. Bots never come through here."""
