"""The core of Kiosk: plain synchronous Python that knows neither Textual nor hardware."""
