"""Rows for tests, made the short way: `from tests.factories.content import AssetFactory`."""
