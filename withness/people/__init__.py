"""Who is here: accounts, ways in, consent, languages, and leaving with everything that is yours."""
