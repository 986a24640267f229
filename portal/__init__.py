"""The project: a shell above the apps (urls, api, home, management) and the ground below them."""
