"""Gradient clipping by value and by global norm, over parameters in two tensors."""
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from common import normal

GRADIENTS = [normal(701, 11), normal(702, 11) * 100, normal(703, 11) * 1e-3, torch.zeros(11)]


def case(name, clip, limit, gradient):
    tensors = [torch.zeros(7, requires_grad=True), torch.zeros(4, requires_grad=True)]
    for tensor, part in zip(tensors, torch.split(gradient, [7, 4])):
        tensor.grad = part.clone()
    clip(tensors, limit)
    return {"name": name, "limit": limit, "gradient": gradient, "norm": gradient.norm(), "clipped": torch.cat([t.grad for t in tensors])}


def record():
    return {"clipping": [
        case(name, clip, limit, gradient)
        for name, clip in (("Value", clip_grad_value_), ("Norm", clip_grad_norm_))
        for limit in (0.5, 1.0, 1e3)
        for gradient in GRADIENTS
    ]}
