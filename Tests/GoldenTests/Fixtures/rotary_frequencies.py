"""Our own reading of the rotary embedding of a config.json, to check transformers against."""

import math


def expected_frequencies(config):
    """Returns the rotary frequencies by our own reading of config.json, as a cross-check."""
    rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
    theta = rope.get("rope_theta", config.get("rope_theta", 10000.0))
    width = config.get("head_dim", config["hidden_size"] // config["num_attention_heads"])
    plain = [theta ** (-index / width) for index in range(0, width, 2)]
    kind = rope.get("rope_type", rope.get("type", "default"))
    if kind == "default":
        return plain
    if kind == "linear":
        return [frequency / rope["factor"] for frequency in plain]
    return [llama3_frequency(frequency, rope) for frequency in plain]


def llama3_frequency(frequency, rope):
    """Returns a frequency of the llama3 rope type: kept, divided, or between the two."""
    turns = rope["original_max_position_embeddings"] * frequency / (2 * math.pi)
    low, high = rope["low_freq_factor"], rope["high_freq_factor"]
    if turns > high:
        return frequency
    if turns < low:
        return frequency / rope["factor"]
    smooth = (turns - low) / (high - low)
    return (1 - smooth) * frequency / rope["factor"] + smooth * frequency
