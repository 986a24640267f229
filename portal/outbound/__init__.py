"""The one HTTP client that goes out: resolves, checks every address, connects to the checked one, follows nothing.

Verb: post_json. Refusals and failures are `OutboundProblem`, a sentence.
"""
