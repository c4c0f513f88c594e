"""The bench: a made-up agency of any size, and the settings under which it is measured (`make bench`)."""
