"""How the rooms are joined: the state, the rooms, the lanes. LangGraph is imported on this floor only."""
