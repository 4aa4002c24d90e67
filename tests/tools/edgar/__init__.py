"""Tests of `muniment.tools.edgar.client`."""
