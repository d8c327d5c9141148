"""Follow-up (フォロー): the 3-3-2 rule (spec: followup.md)."""
