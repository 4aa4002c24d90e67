"""EDGAR: requests to it, and what its lists, facts and archives say."""
