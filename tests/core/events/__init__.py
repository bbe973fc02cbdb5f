"""Events: told once, heard once, whatever carries them and whoever is killed."""
