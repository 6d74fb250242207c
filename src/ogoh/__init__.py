"""Ogoh: forewarns people whom a list may bar from entering a country."""
