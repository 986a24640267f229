"""Taking an asset back: withdrawn because it is wrong, or superseded by another one. Part of the library.

Before it happens one sees every place that refers to the asset and everyone who has it; afterwards those people are
told once, a withdrawn file leaves by no path, and whoever comes to the old address reads why and what to use.
"""
