"""What every page with a form stands on: the version that it showed, and one way to answer when it is sent.

Pages of features use it as `api.py` uses `portal.rest`. It knows no model and no feature.
"""
