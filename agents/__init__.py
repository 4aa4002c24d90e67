"""Who thinks: the GGUF runtime, the router, the reasoner, the verifier. Nothing here fetches or stores."""
