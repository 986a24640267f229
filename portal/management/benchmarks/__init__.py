"""Measuring: a synthetic library, what it is compared with, and what is printed."""
