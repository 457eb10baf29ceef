"""Checkpoint → what the program ships: the network as ONNX with weights of 8 bits, its labels, its pieces.

python export.py --encoder DIR --checkpoint epoch-8.pt --out DIR
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from pathlib import Path

import onnx
import torch
from data import ROLES
from model import Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import AutoModel

INPUTS = ["ids", "shapes", "mask", "first", "words", "also"]
OUTPUTS = ["arcs", "heads", "labels", "upos", "xpos", "predicates", "senses", "certainty", "acts", "at", "roles"]


def export(model: Reader, path: Path) -> None:
    """Write the network with its weights as they are."""
    width = 9
    ones = torch.ones(2, width, dtype=torch.long)
    pieces = torch.ones(2, 16, dtype=torch.long)
    example = (torch.randint(5, 900, (2, 16)), pieces, pieces, torch.arange(width).repeat(2, 1), ones, ones)
    axes = {k: {0: "b", 1: "t" if k in ("ids", "shapes", "mask") else "w"} for k in INPUTS + OUTPUTS}
    axes |= {"arcs": {0: "b", 1: "w", 2: "w"}, "at": {0: "p"}, "roles": {0: "p", 1: "w"}}
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Export, quantise, write the labels."""
    p = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("encoder", "checkpoint", "out"):
        p.add_argument(f"--{name}", type=Path, required=True)
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    kept = torch.load(a.checkpoint)
    model = Reader(
        AutoModel.from_pretrained(a.encoder, add_pooling_layer=False, attn_implementation="eager"), kept["vocab"]
    )
    model.load_state_dict(kept["state"])
    model.eval()
    whole, ready, small = a.out / "whole.onnx", a.out / "ready.onnx", a.out / "reader.onnx"
    export(model, whole)
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(small),
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        weight_type=QuantType.QInt8,
        per_channel=True,
    )
    labels = {key: sorted(values, key=values.get) for key, values in kept["vocab"].items()} | {"roles": ROLES}
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    (a.out / "labels.json").write_text(json.dumps({"sha256": digest} | labels, indent=1) + "\n", encoding="utf8")
    vocabulary = (a.encoder / "vocab.txt").read_bytes()
    (a.out / "pieces.txt.gz").write_bytes(gzip.compress(vocabulary, mtime=0))
    onnx.checker.check_model(str(small))
    print({path.name: f"{path.stat().st_size / 1e6:.1f} MB" for path in (whole, small)}, digest)


if __name__ == "__main__":
    main()
