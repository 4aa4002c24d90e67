"""Tune a GGUF model with LoRA: from the very file that is served to an adapter that llama.cpp loads. No hub is asked.

The base is read by transformers from its GGUF (dequantised), frozen, and adapted in its upper layers by peft. Prompts are
tokenised by the serving runtime itself, so that both sides see the same tokens; the loss is on the answer's tokens. A run
writes a checkpoint every so many steps and goes on from it to the same result. Needs the extra `tune`. What to learn is
not decided here.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from muniment.errors import BadInput
from muniment.learning.extras import needs_extra
from muniment.learning.gguf_adapter import write_adapter
from muniment.models.gguf import Model

if TYPE_CHECKING:
    import torch

_TENSORS = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to tune.

    `layers` counts the upper layers that are adapted: below them nothing is kept for the way back. `precision` is that of
    the products: bfloat16 takes 0.4 of the time on a processor with AMX (750 tokens/s on two cores), and more on others.
    """

    rank: int = 16
    alpha: float = 32.0
    layers: int = 20
    epochs: int = 2
    batch: int = 8
    rate: float = 4e-4
    seed: int = 7
    longest: int = 512
    precision: Literal["float32", "bfloat16"] = "float32"


@dataclass(frozen=True, slots=True)
class Drill:
    """One thing to learn, as tokens: the prompt, and the answer with its end."""

    prompt: tuple[int, ...]
    answer: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is."""

    step: int
    of: int
    loss: float
    seconds: float


def tune_adapter(
    model: Model,
    drills: Sequence[Drill],
    recipe: Recipe,
    folder: Path,
    told: Callable[[Progress], None] = lambda progress: None,
) -> Path:
    """Tune, and write `adapter.gguf`, `losses.json` and checkpoints into a folder.

    Args:
        model: the served base.
        drills: what to learn; those longer than the recipe allows are passed over.
        recipe: how.
        folder: where to; an unfinished run of the same recipe and drills in it is gone on with.
        told: hears of every step.

    Raises:
        Unavailable: the extra `tune` is not installed.
        BadInput: the folder holds the run of another recipe, or there is nothing to learn.
    """
    with needs_extra("tune"):
        import torch

    fitting = [d for d in drills if len(d.prompt) + len(d.answer) <= recipe.longest]
    if not fitting:
        raise BadInput("there is nothing to learn: no lesson fits")
    net = _adapted(model, recipe)
    device = net.device.type
    parameters = [p for p in net.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=recipe.rate, weight_decay=0.0)
    batches = _batches(fitting, recipe)
    begun, losses = _resume(folder, recipe, len(fitting), net, optimiser)
    warm = max(1, len(batches) // 20)
    started = time.monotonic()
    for step in range(begun, len(batches)):
        share = min(1.0, (step + 1) / warm) * max(0.02, 1 - step / len(batches))
        for group in optimiser.param_groups:
            group["lr"] = recipe.rate * share
        with torch.autocast(device, torch.bfloat16, enabled=recipe.precision == "bfloat16"):
            loss = _loss(net, batches[step])
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        losses.append(round(float(loss.detach()), 4))
        told(Progress(step + 1, len(batches), losses[-1], time.monotonic() - started))
        if (step + 1) % 50 == 0 or step + 1 == len(batches):
            _keep(folder, recipe, len(fitting), step + 1, losses, net, optimiser)
    target = folder / "adapter.gguf"
    _export(net, model, recipe, target)
    return target


def likelihoods_in_torch(
    model: Model, recipe: Recipe, folder: Path, asked: Sequence[tuple[Sequence[int], Sequence[Sequence[int]]]]
) -> list[list[float]]:
    """What `Model.likelihoods` gives, by the tuned torch model: the parity check's one side.

    Args:
        model: the served base.
        recipe: how it was tuned.
        folder: where the run's checkpoint is.
        asked: prompts, each with its answers, as tokens.
    """
    import torch

    net = _adapted(model, recipe)
    held = torch.load(folder / "checkpoint.pt", map_location=net.device, weights_only=True)
    net.load_state_dict(held["weights"], strict=False)
    found = []
    with torch.no_grad():
        for prompt, answers in asked:
            each = []
            for answer in answers:
                ids = torch.tensor([[*prompt, *answer]], device=net.device)
                logits = net(input_ids=ids, logits_to_keep=len(answer) + 1).logits[0, :-1]
                likely = torch.log_softmax(logits, -1)
                each.append(float(likely[torch.arange(len(answer)), list(answer)].sum()))
            found.append(each)
    return found


def _adapted(model: Model, recipe: Recipe) -> Any:
    """The base from its GGUF with fresh LoRA matrices in its upper layers, on the GPU if there is one; always the same for the
    same seed."""
    # transformers shows a bar of its own for every tensor that it dequantises.
    os.environ.setdefault("TQDM_DISABLE", "1")
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(recipe.seed)
    base = AutoModelForCausalLM.from_pretrained(str(model.path.parent), gguf_file=model.path.name, dtype=torch.float32)
    count = base.config.num_hidden_layers
    tuned = get_peft_model(
        base,
        LoraConfig(
            r=recipe.rank,
            lora_alpha=recipe.alpha,
            target_modules=[name.rsplit(".", 1)[1] for name in _TENSORS],
            layers_to_transform=list(range(max(0, count - recipe.layers), count)),
            task_type="CAUSAL_LM",
        ),
    )
    # The matrices are drawn on the processor, so that a seed means the same with and without a GPU.
    return tuned.to("cuda" if torch.cuda.is_available() else "cpu")


def device_name() -> str:
    """What a run is tuned on beside the processor; empty without a GPU."""
    import torch

    return str(torch.cuda.get_device_name()) if torch.cuda.is_available() else ""


def _batches(drills: Sequence[Drill], recipe: Recipe) -> list[list[Drill]]:
    """Every epoch's batches: of like length, so that little is padded, in an order fixed by the seed."""
    rng, found = np.random.default_rng(recipe.seed), []
    for _ in range(recipe.epochs):
        noise = rng.normal(0, 12, len(drills))
        order = sorted(range(len(drills)), key=lambda n: len(drills[n].prompt) + noise[n])
        batches = [[drills[n] for n in order[at : at + recipe.batch]] for at in range(0, len(order), recipe.batch)]
        found += [batches[n] for n in rng.permutation(len(batches))]
    return found


def _loss(net: Any, batch: Sequence[Drill]) -> torch.Tensor:
    """The mean loss over the answers' tokens. Padded on the left, and only the last positions reach the vocabulary."""
    import torch

    width = max(len(d.prompt) + len(d.answer) for d in batch)
    last = max(len(d.answer) for d in batch)
    ids = torch.zeros((len(batch), width), dtype=torch.long)
    mask, labels = torch.zeros_like(ids), torch.full_like(ids, -100)
    for n, drill in enumerate(batch):
        tokens = (*drill.prompt, *drill.answer)
        ids[n, width - len(tokens) :] = torch.tensor(tokens)
        mask[n, width - len(tokens) :] = 1
        labels[n, width - len(drill.answer) :] = torch.tensor(drill.answer)
    positions = (mask.cumsum(1) - 1).clamp(min=0)
    ids, mask, labels, positions = (t.to(net.device) for t in (ids, mask, labels, positions))
    logits = net(input_ids=ids, attention_mask=mask, position_ids=positions, logits_to_keep=last + 1).logits[:, :-1]
    return torch.nn.functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]), labels[:, -last:].reshape(-1), ignore_index=-100
    )


def _keep(folder: Path, recipe: Recipe, count: int, step: int, losses: list[float], net: Any, optimiser: Any) -> None:
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    weights = {n: p.detach() for n, p in net.named_parameters() if p.requires_grad}
    fresh = folder / "checkpoint.fresh"
    torch.save(
        {
            "step": step,
            "recipe": asdict(recipe),
            "drills": count,
            "weights": weights,
            "optimiser": optimiser.state_dict(),
        },
        fresh,
    )
    fresh.replace(folder / "checkpoint.pt")
    (folder / "losses.json").write_text(json.dumps(losses))


def _resume(folder: Path, recipe: Recipe, count: int, net: Any, optimiser: Any) -> tuple[int, list[float]]:
    import torch

    file = folder / "checkpoint.pt"
    if not file.exists():
        return 0, []
    held = torch.load(file, map_location=net.device, weights_only=True)
    if held["recipe"] != asdict(recipe) or held["drills"] != count:
        raise BadInput(f"{folder} holds the run of another recipe or of other lessons; name another folder")
    net.load_state_dict(held["weights"], strict=False)
    optimiser.load_state_dict(held["optimiser"])
    return int(held["step"]), list(json.loads((folder / "losses.json").read_text()))[: held["step"]]


def _export(net: Any, model: Model, recipe: Recipe, target: Path) -> None:
    """Write the adapter. The llama architecture's GGUF has the rows of q and k permuted, so B's rows are too."""
    config, weights = net.config, {}
    state = {n: p.detach().cpu().numpy() for n, p in net.named_parameters() if p.requires_grad}
    for name, a in state.items():
        if ".lora_A." not in name:
            continue
        _, _, rest = name.partition("layers.")
        layer, _, path = rest.partition(".")
        module = path.partition(".lora_A.")[0]
        b = state[name.replace(".lora_A.", ".lora_B.")]
        if model.header.architecture == "llama" and module in ("self_attn.q_proj", "self_attn.k_proj"):
            heads = config.num_attention_heads if "q_proj" in module else config.num_key_value_heads
            b = b.reshape(heads, 2, b.shape[0] // heads // 2, b.shape[1]).swapaxes(1, 2).reshape(b.shape)
        weights[f"blk.{layer}.{_TENSORS[module]}.weight"] = (a, b)
    write_adapter(target, model.header.architecture, recipe.alpha, weights, model.sha256)
