"""Versions of an asset's file: added, restored, read in the background, delivered. Part of the library."""
