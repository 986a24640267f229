"""The shell around every page, the first page, and what the global search suggests. Reads every feature."""
