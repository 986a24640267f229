"""Whether one may rely on an asset: verified by its owner, approved by a second editor, disputed. Part of the library.

A draft of a format that asks for it is published by an approval; a change of what is published waits as a proposal
in `Approval` while readers keep what was approved. Nouns: Approval. Verbs: verify, submit, approve, request changes,
take back, dispute, settle.
"""
