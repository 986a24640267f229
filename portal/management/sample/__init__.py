"""The invented company Tarnholm: what the demo and the relevance test run on."""
