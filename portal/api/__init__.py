"""The API's shell: the one router, and what holds for every endpoint.

Who asks (authentication), what they may do (permissions), how a body is read (parsers), how lists are cut
(pagination), how a refusal is written (errors), how it is all described (schema, docs).
"""
