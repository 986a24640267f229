"""Telling people, once, what they asked to hear: in the portal, by a daily mail, and in their team's channel.

Nouns: Notice, NoticePreference, TeamChannel, ChannelMessage. Verbs: tell, tell teams, mark read, mail the digest,
deliver. Lower: outbound, jobs, activity, users. Features enter their kinds in `registry.notice_kinds`.
"""
