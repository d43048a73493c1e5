"""The core of Kiosk: plain synchronous Python that knows neither Textual nor hardware."""

__version__ = "0.1.0"
