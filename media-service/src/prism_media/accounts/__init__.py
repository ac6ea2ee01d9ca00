"""Who may use this Prism: accounts, the sessions they sign in to, and the tokens they give to agents."""
