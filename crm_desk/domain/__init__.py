"""The rules of CRM Desk: plain Python, no Qt, no SQL, no files."""
