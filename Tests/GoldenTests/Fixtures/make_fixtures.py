"""Writes the golden fixtures: small random Llama models and what PyTorch computes with them.

    python make_fixtures.py                             # write every fixture and manifest.json
    python make_fixtures.py --check-export FOLDER NAME  # compare an exported folder with a fixture

The forms of the files are described in README.md.
"""

import argparse
import hashlib
import json
import math
import pathlib
import shutil

import torch
import transformers
from safetensors.torch import save_file
from rotary_frequencies import expected_frequencies
from transformers import LlamaForCausalLM, LlamaForSequenceClassification

HERE = pathlib.Path(__file__).resolve().parent
LENGTHS = (1, 7, 31, 33)

# Every configuration is written as the named folder's config.json, spelled exactly like this.
BASE = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_act": "silu",
    "max_position_embeddings": 128,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "rms_norm_eps": 1e-5,
    "tie_word_embeddings": False,
    "attention_bias": False,
    "mlp_bias": False,
}


def shape(hidden, inner, layers, heads, key_value_heads, vocabulary, head=None):
    """Returns the size keys of a configuration."""
    sizes = {
        "hidden_size": hidden,
        "intermediate_size": inner,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": key_value_heads,
        "vocab_size": vocabulary,
    }
    return sizes | ({"head_dim": head} if head else {})


def llama3(factor, original):
    """Returns the keys of the llama3 rope type, chosen so that all three bands occur."""
    return {
        "rope_type": "llama3",
        "factor": factor,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": original,
    }


MODELS = {
    "tied-default": shape(32, 64, 2, 4, 4, 61)
    | {"tie_word_embeddings": True}
    | {"rope_parameters": {"rope_type": "default", "rope_theta": 700.0}},
    "grouped-old-theta": shape(48, 80, 2, 6, 2, 97)
    | {"rms_norm_eps": 1e-6, "rope_theta": 500.0, "torch_dtype": "float32"},
    "multi-query-attention-bias-linear-old": shape(24, 40, 2, 3, 1, 47)
    | {"attention_bias": True, "rope_theta": 10000.0}
    | {"rope_scaling": {"type": "linear", "factor": 2.0}},
    "head-width-mlp-bias-linear": shape(40, 56, 1, 4, 2, 32, head=16)
    | {"mlp_bias": True, "attention_bias": True}
    | {"rope_parameters": {"rope_type": "linear", "factor": 4.0, "rope_theta": 10000.0}},
    "llama3-new": shape(32, 48, 2, 2, 1, 53, head=16)
    | {"tie_word_embeddings": True, "rms_norm_eps": 1e-6}
    | {"rope_parameters": llama3(8.0, 64) | {"rope_theta": 5000.0}},
    "llama3-old": shape(64, 72, 1, 4, 2, 41)
    | {"max_position_embeddings": 256}
    | {"rope_theta": 500000.0, "rope_scaling": llama3(32.0, 128)},
    "sharded-odd": shape(36, 53, 3, 3, 3, 37) | {"rope_scaling": None},
    "half": shape(20, 33, 1, 2, 2, 67, head=6) | {"torch_dtype": "float16", "rope_theta": 10000.0},
    "brain-sharded-tied": shape(56, 40, 2, 7, 1, 43)
    | {"tie_word_embeddings": True, "dtype": "bfloat16"}
    | {"rope_parameters": {"rope_type": "default", "rope_theta": 10000.0}},
    "sequence-classification": shape(32, 48, 2, 4, 2, 59)
    | {"architectures": ["LlamaForSequenceClassification"], "rope_theta": 10000.0}
    | {"id2label": {"0": "LABEL_0"}, "label2id": {"LABEL_0": 0}},
}
STORED = {"half": torch.float16, "brain-sharded-tied": torch.bfloat16}
# Keys that old files leave to their defaults, such as an epsilon of 1e-6.
ABSENT = {
    "sharded-odd": {
        "num_key_value_heads", "rms_norm_eps", "tie_word_embeddings", "attention_bias", "mlp_bias",
    },
}
SHARDED = {"sharded-odd", "brain-sharded-tied"}
REWARD = "sequence-classification"

# The optimizer of Llama 2, section 3.1; every training fixture uses it.
OPTIMIZER = {"betas": [0.9, 0.95], "epsilon": 1e-5, "weightDecay": 0.1}
LEARNING_RATES = [1e-3, 2e-3, 2e-3, 1.5e-3, 5e-4]


def random_weights(folder, generator):
    """Returns weights large enough that the distributions are far from uniform."""
    model = load(folder, torch.float32, weights=None)
    state = {}
    for name, value in model.state_dict().items():
        if name == "lm_head.weight" and model.config.tie_word_embeddings:
            continue
        noise = torch.randn(value.shape, generator=generator)
        if "norm" in name:
            state[name] = 1 + 0.2 * noise
        elif name.endswith(".bias"):
            state[name] = 0.2 * noise
        else:
            state[name] = noise * (1.5 / math.sqrt(value.shape[-1]))
    return state


def model_class(folder):
    """Returns the class that config.json names."""
    names = json.loads((folder / "config.json").read_text())["architectures"]
    is_reward = names[0].endswith("SequenceClassification")
    return LlamaForSequenceClassification if is_reward else LlamaForCausalLM


def load(folder, dtype, weights="disk"):
    """Returns the model of a folder, with weights from disk or untouched ones."""
    kind = model_class(folder)
    config = kind.config_class.from_pretrained(folder)
    config._attn_implementation = "eager"
    if weights is None:
        return kind(config).to(dtype)
    model, report = kind.from_pretrained(
        folder, config=config, dtype=dtype, output_loading_info=True
    )
    missing = set(report["missing_keys"]) | set(report["unexpected_keys"])
    assert not missing, f"{folder.name}: keys that do not match: {missing}"
    return model.eval()


def write_weights(folder, state):
    """Writes one safetensors file, or three shards with an index."""
    metadata = {"format": "pt"}
    if folder.name not in SHARDED:
        save_file(state, folder / "model.safetensors", metadata)
        return
    names = sorted(state)
    shards = [names[part::3] for part in range(3)]
    weight_map = {}
    for part, shard in enumerate(shards, start=1):
        file = f"model-{part:05d}-of-00003.safetensors"
        save_file({name: state[name] for name in shard}, folder / file, metadata)
        weight_map |= {name: file for name in shard}
    size = sum(value.numel() * value.element_size() for value in state.values())
    index = {"metadata": {"total_size": size}, "weight_map": dict(sorted(weight_map.items()))}
    write_json(folder / "model.safetensors.index.json", index)


def random_tokens(vocabulary, length, generator):
    """Returns random ids, the special ones left out."""
    return torch.randint(3, vocabulary, (length,), generator=generator).tolist()


def outputs(model, tokens):
    """Returns what a sequence alone, without padding, gives."""
    with torch.no_grad():
        logits = model(torch.tensor([tokens])).logits[0]
    if isinstance(model, LlamaForSequenceClassification):
        return {"tokens": tokens, "score": logits.item()}
    table = torch.log_softmax(logits, dim=-1)
    following = [table[place, token].item() for place, token in enumerate(tokens[1:])]
    return {
        "tokens": tokens,
        "nextLogProbabilities": following,
        "lastLogProbabilities": table[-1].tolist(),
    }


def flat(row):
    """Returns every number of an output in one list."""
    if "score" in row:
        return [row["score"]]
    return row["nextLogProbabilities"] + row["lastLogProbabilities"]


def check_close(first, second, tolerance, what):
    """Stops when two lists of numbers differ."""
    worst = max(abs(a - b) / max(1.0, abs(b)) for a, b in zip(first, second, strict=True))
    assert worst <= tolerance, f"{what}: differ by {worst}"
    return worst


def make_model(name, seed):
    """Writes one model folder with its golden outputs."""
    folder = HERE / "models" / name
    folder.mkdir(parents=True)
    generator = torch.Generator().manual_seed(seed)
    absent = ABSENT.get(name, set())
    config = {key: value for key, value in (BASE | MODELS[name]).items() if key not in absent}
    write_json(folder / "config.json", config)
    stored = STORED.get(name, torch.float32)
    state = random_weights(folder, generator)
    write_weights(folder, {key: value.to(stored).contiguous() for key, value in state.items()})
    single, double = load(folder, torch.float32), load(folder, torch.float64)
    frequencies = (single.model if hasattr(single, "model") else single).rotary_emb.inv_freq
    ratios = [a / b for a, b in zip(frequencies.tolist(), expected_frequencies(config))]
    check_close(ratios, [1.0] * len(frequencies), 1e-6, f"{name}: rotary frequencies")
    inputs = [random_tokens(config["vocab_size"], length, generator) for length in LENGTHS]
    rows = [outputs(single, tokens) for tokens in inputs]
    exact = [outputs(double, tokens) for tokens in inputs]
    worst = max(check_close(flat(a), flat(b), 2e-5, name) for a, b in zip(rows, exact))
    write_json(folder / "golden.json", {"sequences": rounded(rows)})
    print(f"{name}: {sum(v.numel() for v in state.values())} weights, float64 within {worst:.1e}")


def optimizer_of(model):
    """Returns AdamW that decays matrices and leaves norms and biases alone."""
    parameters = list(model.parameters())
    groups = [
        {"params": [p for p in parameters if p.dim() >= 2], "weight_decay": 0.1},
        {"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.95), eps=1e-5)


def fine_tuning_loss(model, rows):
    """Returns the sum of -log p over the answer positions of all rows, divided by their count."""
    total, count = 0.0, 0
    for row in rows:
        table = torch.log_softmax(model(torch.tensor([row["tokens"]])).logits[0], dim=-1)
        for start, end in row["answers"]:
            for place in range(start, end):
                total = total - table[place - 1, row["tokens"][place]]
                count += 1
    return total / count


def reward_loss(model, rows):
    """Returns the mean over pairs of -log sigmoid(chosen - rejected - margin)."""
    losses = []
    for row in rows:
        chosen = model(torch.tensor([row["chosen"]])).logits[0, 0]
        rejected = model(torch.tensor([row["rejected"]])).logits[0, 0]
        losses.append(-torch.nn.functional.logsigmoid(chosen - rejected - row["margin"]))
    return sum(losses) / len(losses)


def train(folder, batches, loss_of, clip, dtype):
    """Returns loss and gradient norm of each step, the first gradients and the final weights."""
    model = load(folder, dtype)
    optimizer = optimizer_of(model)
    steps, first = [], None
    for rate, batch in zip(LEARNING_RATES, batches, strict=True):
        optimizer.zero_grad()
        loss = loss_of(model, batch)
        loss.backward()
        if first is None:
            first = {name: p.grad.norm().item() for name, p in model.named_parameters()}
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.step()
        steps.append({"learningRate": rate, "loss": loss.item(), "gradientNorm": norm.item()})
    final = {
        name: {"sum": p.double().sum().item(), "squares": p.double().square().sum().item()}
        for name, p in model.named_parameters()
    }
    return {"steps": steps, "firstGradientNorms": first, "finalWeights": final}


def demonstration(vocabulary, generator, turns):
    """Returns a row of alternating prompt and answer spans."""
    tokens, answers = [1], []
    for turn in range(turns):
        tokens += random_tokens(vocabulary, 3 + turn, generator)
        start = len(tokens)
        tokens += random_tokens(vocabulary, 5 + 3 * turn, generator) + [2]
        answers.append([start, len(tokens)])
    return {"tokens": tokens, "answers": answers}


def comparison(vocabulary, generator, index):
    """Returns a pair that shares its prompt, with answers of different lengths."""
    prompt = [1] + random_tokens(vocabulary, 4 + index, generator)
    return {
        "chosen": prompt + random_tokens(vocabulary, 6 + index, generator) + [2],
        "rejected": prompt + random_tokens(vocabulary, 9 - index, generator) + [2],
        "margin": [0.0, 1 / 3, 2 / 3, 1.0][index % 4],
    }


def make_training(name, start, rows_of, loss_of, clip=1.0):
    """Writes five steps of training from one of the models."""
    folder = HERE / "models" / start
    generator = torch.Generator().manual_seed(100 + len(name))
    vocabulary = MODELS[start]["vocab_size"]
    batches = [rows_of(vocabulary, generator) for _ in LEARNING_RATES]
    single = train(folder, batches, loss_of, clip, torch.float32)
    double = train(folder, batches, loss_of, clip, torch.float64)
    for key in ("loss", "gradientNorm"):
        first, second = ([step[key] for step in run["steps"]] for run in (single, double))
        check_close(first, second, 1e-5, f"{name} {key}")
    fixture = {"model": start, "optimizer": OPTIMIZER | {"clip": clip}, "batches": batches} | single
    (HERE / "training").mkdir(exist_ok=True)
    write_json(HERE / "training" / f"{name}.json", rounded(fixture))
    norms = [round(step["gradientNorm"], 3) for step in single["steps"]]
    print(f"{name}: losses {[round(s['loss'], 4) for s in single['steps']]}, norms {norms}")


def rounded(value):
    """Returns the value with nine significant digits, enough to restore any float32."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return value


def write_json(path, value):
    """Writes configurations for people and long lists of numbers compactly."""
    path.write_text(json.dumps(value, indent=2 if path.name == "config.json" else None) + "\n")


def write_manifest():
    """Writes the digests of every fixture."""
    files = sorted(p for part in ("models", "training") for p in (HERE / part).rglob("*.*"))
    digests = {
        str(path.relative_to(HERE)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    versions = {"torch": torch.__version__, "transformers": transformers.__version__}
    text = json.dumps({"madeWith": versions, "sha256": digests}, indent=1)
    (HERE / "manifest.json").write_text(text + "\n")
    print(f"{len(files)} files, {sum(path.stat().st_size for path in files)} bytes")


def check_export(exported, name):
    """Compares an exported folder with the golden outputs of a fixture."""
    golden = json.loads((HERE / "models" / name / "golden.json").read_text())
    model = load(pathlib.Path(exported), torch.float32)
    worst = max(
        check_close(flat(outputs(model, row["tokens"])), flat(row), 1e-6, exported)
        for row in golden["sequences"]
    )
    print(f"{exported} gives the numbers of {name} within {worst:.1e}")


def make_all():
    """Writes every fixture."""
    for part in ("models", "training"):
        shutil.rmtree(HERE / part, ignore_errors=True)
    for seed, name in enumerate(MODELS, start=1):
        make_model(name, seed)

    def conversations(vocabulary, generator):
        return [demonstration(vocabulary, generator, turns) for turns in (1, 2, 3)]

    def comparisons(vocabulary, generator):
        return [comparison(vocabulary, generator, index) for index in range(4)]

    tuning = (conversations, fine_tuning_loss)
    make_training("fine-tuning-tied", "tied-default", *tuning)
    # A clip in the middle of the norms: some steps are scaled down and some are not.
    make_training("fine-tuning-untied", "grouped-old-theta", *tuning, clip=7.0)
    make_training("fine-tuning-biases", "head-width-mlp-bias-linear", *tuning)
    make_training("reward", REWARD, comparisons, reward_loss)
    write_manifest()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check-export", nargs=2, metavar=("FOLDER", "NAME"))
    chosen = arguments.parse_args().check_export
    torch.set_num_threads(1)
    transformers.logging.disable_progress_bar()
    check_export(*chosen) if chosen else make_all()
