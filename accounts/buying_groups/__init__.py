"""Who decides one purchase: groups per account and product, their members with role and stance.

Nouns: RoleRequirement, BuyingGroup, BuyingGroupMember, MemberRole, MemberChange. Verbs: add, change, remove member.
Roles and stance belong to the membership, never to the contact.
"""
