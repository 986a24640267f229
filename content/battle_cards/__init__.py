"""What to say about a competitor, claim by claim, and the objections that buyers raise. Internal, always.

Nouns: BattleCard, Claim, ClaimDispute, Objection, Hearing, AnswerOutcome. Verbs: write, publish, verify, dispute,
hear, answer, merge. Lower: library.
"""
