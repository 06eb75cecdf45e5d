"""The demo community: a house already lived in, for whoever tries Withness on their own machine."""

from withness.home.demo.loading import demo_is_loaded, demo_is_wanted, load_demo, may_load_demo
from withness.home.demo.removing import remove_demo

__all__ = ["demo_is_loaded", "demo_is_wanted", "load_demo", "may_load_demo", "remove_demo"]
