"""Where evidence comes from: fetchers, normalisers, the retriever, the curator. Nothing here knows of models or graphs."""
